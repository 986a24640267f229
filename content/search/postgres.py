"""The text index on PostgreSQL: tsvectors made of words that `words` has cut already, so no dictionary is asked.

A tsvector counts positions up to 16,383 and 256 per word: in longer texts the rest is found as words, not in phrases.
Which changes a process has not seen is asked by transaction: ids are given out in another order than transactions
end. A snapshot says which were visible, and what has become visible since is exactly what is missing.
"""

import json

import numpy as np
from django.db import connection

from content.search.arrays import COLUMNS
from content.search.plan import Either, Phrase
from content.search.port import ASSETS, NO_IDS, OTHERS, Mark, Port, Reading
from content.search.words import GAP

TABLES = {ASSETS: "content_search_assets", OTHERS: "content_search_others"}
LABELS = {"title": "A", "tags": "B", "points": "C", "summary": "C", "body": "D"}
# Body, points and summary, tags, title.
WEIGHTS = "{0.08, 0.3, 0.5, 1.0}"
# ts_rank's flag to divide by the logarithm of the length.
BY_LENGTH = 1
LAST_POSITION = 16_383
COUNTED_UP_TO = 100
SCORED_AT_MOST = 1_000

_ROW = ", ".join(f"d.{name}" for name in COLUMNS)
_VOCABULARY = "coalesce((SELECT version FROM content_vocabularystate), 0)"
_FROM_STATE = "(SELECT 1) AS one LEFT JOIN content_searchstate s ON s.id = 1"
_LOAD = f"""SELECT coalesce(s.epoch, ''), pg_current_snapshot()::text, {_ROW}
  FROM {_FROM_STATE} LEFT JOIN content_searchdocument d ON d.kind = 'asset'"""
_MARK = "%(seen)s::pg_snapshot"
_NEW = f"c.xid >= pg_snapshot_xmin({_MARK}) AND NOT pg_visible_in_snapshot(c.xid, {_MARK})"
_SEEN_SINCE = f"""SELECT coalesce(s.epoch, ''), pg_current_snapshot()::text, {_VOCABULARY},
  pg_snapshot_xmin({_MARK})::text::bigint >= coalesce(s.trimmed, 0),
  (SELECT json_agg(json_build_array(c.document_id, {_ROW}))::text
    FROM (SELECT DISTINCT document_id FROM content_searchchange c WHERE {_NEW} AND document_id IS NOT NULL) c
    LEFT JOIN content_searchdocument d ON d.id = c.document_id AND d.kind = 'asset'),
  (SELECT string_agg(c.words, ' ') FROM content_searchchange c WHERE {_NEW} AND c.words <> ''),
  EXISTS (SELECT 1 FROM content_searchchange c WHERE {_NEW} AND c.synonyms)"""
_READ = f"{_SEEN_SINCE} FROM {_FROM_STATE}"
_READ_AND_MATCH = f"""{_SEEN_SINCE},
  content_search_words_ids(%(wanted)s::tsquery), content_search_title_ids(%(title)s::tsquery),
  content_search_title_ids(%(start)s::tsquery), content_search_words_ids(%(excluded)s::tsquery)
  FROM {_FROM_STATE}"""
_SCORES = f"""SELECT string_agg(int4send(id) || float4send(ts_rank('{WEIGHTS}', words, %s::tsquery, {BY_LENGTH})), '')
  FROM {TABLES[ASSETS]} WHERE id = ANY (%s::integer[])"""
_SEEN = f"content_search_seen(%s::tsquery, %s, %s, {COUNTED_UP_TO})"
_HITS = f"SELECT content_search_hits(%s::tsquery, %s, %s, %s, {SCORED_AT_MOST}, %s)"
_TRIM = """WITH gone AS (
    DELETE FROM content_searchchange WHERE at < %s AND xid < pg_snapshot_xmin(pg_current_snapshot())
    RETURNING xid::text::bigint AS xid),
  moved AS (UPDATE content_searchstate SET trimmed = greatest(trimmed, (SELECT max(xid) + 1 FROM gone)))
  SELECT count(*) FROM gone"""


def expression(node):
    """A tree of `plan` as a tsquery. Words hold no sign of that language, so quoting is all it needs."""
    if node is None:
        return None
    if isinstance(node, Phrase):
        return "(" + " <-> ".join(f"'{word}'" for word in node.words) + ":*" * node.prefix + ")"
    sign = " | " if isinstance(node, Either) else " & "
    return f"({sign.join(map(expression, node.nodes))})"


def vector(texts):
    """The texts of a document as a tsvector, with a gap wherever no phrase may cross."""
    lexemes, position = [], 0
    for name, label in LABELS.items():
        for word in getattr(texts, name):
            position += 1
            if word == GAP:
                continue
            lexemes.append(f"'{word}':{position}{label}" if position <= LAST_POSITION else f"'{word}'")
        position += 1
    return " ".join(lexemes)


def title_vector(texts):
    """The title alone, as a tsvector."""
    return " ".join(f"'{word}':{place}" for place, word in enumerate(texts.title, start=1) if word != GAP)


def _ids(block):
    return np.frombuffer(block, dtype=">i4").astype(np.int64) if block else NO_IDS


def _fetch(statement, params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


class Postgres(Port):
    def load(self):
        rows = _fetch(_LOAD, None)
        return Mark(*rows[0][:2]), [row[2:] for row in rows if row[2] is not None]

    def read(self, mark, plan):
        params = {"seen": mark.position}
        if plan and (plan.wanted or plan.excluded):
            names = ("wanted", "title", "start", "excluded")
            params |= {name: expression(getattr(plan, name)) for name in names}
        statement = _READ_AND_MATCH if len(params) > 1 else _READ
        epoch, position, version, complete, changed, words, synonyms, *ids = _fetch(statement, params)[0]
        return Reading(
            Mark(epoch, position),
            complete and mark.epoch == epoch,
            version,
            [(row[0], *row[2:]) for row in json.loads(changed or "[]")],
            (words or "").split(),
            synonyms,
            *map(_ids, ids or [b""] * 4),
        )

    def scores(self, node, ids):
        block = _fetch(_SCORES, [expression(node), ids.tolist()])[0][0]
        found = np.frombuffer(block or b"", dtype=[("id", ">i4"), ("score", ">f4")])
        return found["id"].astype(np.int64), found["score"].astype(np.float64)

    def seen_by(self, nodes, viewer):
        params = [value for node in nodes for value in (expression(node), viewer.user_id, viewer.sees_all)]
        return list(_fetch("SELECT " + ", ".join([_SEEN] * len(nodes)), params)[0])

    def hits(self, plan, viewer, kind, limit):
        asked = expression(plan.ranked)
        if plan.excluded:
            asked = f"{asked} & !{expression(plan.excluded)}"
        return [row[0] for row in _fetch(_HITS, [asked, kind, viewer.user_id, viewer.sees_all, limit])]

    def by_title(self, *, backwards):
        direction = "DESC" if backwards else "ASC"
        order = f'ORDER BY title_key COLLATE "C" {direction}, object_id {direction}'
        rows = f"SELECT id FROM content_searchdocument WHERE kind = 'asset' {order}"
        return _ids(_fetch(f"SELECT string_agg(int4send(id::integer), '') FROM ({rows}) rows", None)[0][0])

    def write(self, shelf, texts):
        if shelf == ASSETS:
            statement = """INSERT INTO content_search_assets (id, words, title)
              VALUES (%s, %s::tsvector, %s::tsvector)
              ON CONFLICT (id) DO UPDATE SET words = excluded.words, title = excluded.title"""
            rows = [(pk, vector(text), title_vector(text)) for pk, text in texts.items()]
        else:
            statement = """INSERT INTO content_search_others (id, words) VALUES (%s, %s::tsvector)
              ON CONFLICT (id) DO UPDATE SET words = excluded.words"""
            rows = [(pk, vector(text)) for pk, text in texts.items()]
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)

    def erase(self, shelf, ids):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLES[shelf]} WHERE id = ANY (%s::integer[])", [list(ids)])

    def shelved(self, shelf):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {TABLES[shelf]}")
            return {row[0] for row in cursor.fetchall()}

    def trim(self, before):
        with connection.cursor() as cursor:
            cursor.execute(_TRIM, [before])
            return cursor.fetchone()[0]

    def tidy(self):
        # GIN without a pending list, and autovacuum, leave nothing to do.
        pass

    def clear(self):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLES[ASSETS]}")
            cursor.execute(f"DELETE FROM {TABLES[OTHERS]}")


port = Postgres()
