"""The text index on SQLite: FTS5 tables over words that `words` has cut already."""

import json

import numpy as np
from django.db import connection

from content.search.arrays import COLUMNS
from content.search.plan import Either, Phrase
from content.search.port import ASSETS, NO_IDS, OTHERS, Mark, Port, Reading
from content.search.standing import IN_REVIEW, PUBLISHED

TABLES = {ASSETS: "content_search_assets", OTHERS: "content_search_others"}
TITLES = "content_search_titles"
FIELDS = ("title", "tags", "points", "summary", "body")
WEIGHTS = "12.0, 6.0, 4.0, 3.0, 1.0"
COUNTED_UP_TO = 100
SCORED_AT_MOST = 1_000
PAGES_AT_ONCE = 500

_ROW = ", ".join(f"d.{name}" for name in COLUMNS)
# The newest change; a log that was trimmed empty still counts on.
_POSITION = "max(coalesce((SELECT max(id) FROM content_searchchange), 0), coalesce(s.trimmed, 0))"
_STATE = f"""coalesce(s.epoch, ''), {_POSITION}, coalesce(s.trimmed, 0),
  coalesce((SELECT version FROM content_vocabularystate), 0)"""
_FROM_STATE = "(SELECT 1) LEFT JOIN content_searchstate s ON s.id = 1"
_LOAD = (
    f"""SELECT {_STATE}, {_ROW} FROM {_FROM_STATE} LEFT JOIN content_searchdocument d ON d.kind = 'asset'"""
)
_CHANGED = f"""(SELECT json_group_array(json_array(c.document_id, {_ROW}))
  FROM (SELECT DISTINCT document_id FROM content_searchchange WHERE id > %s AND document_id IS NOT NULL) c
  LEFT JOIN content_searchdocument d ON d.id = c.document_id AND d.kind = 'asset')"""
_WORDS = """(SELECT json_group_array(words) FROM content_searchchange WHERE id > %s AND words != '')"""
_SYNONYMS = "(SELECT count(*) FROM content_searchchange WHERE id > %s AND synonyms)"
_IDS = "(SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s)"
_SEEN_SINCE = f"SELECT {_STATE}, {_CHANGED}, {_WORDS}, {_SYNONYMS}"
_READ = f"{_SEEN_SINCE} FROM {_FROM_STATE}"
_MATCHES = ", ".join(_IDS.format(table=table) for table in (TABLES[ASSETS], TITLES, TITLES, TABLES[ASSETS]))
_READ_AND_MATCH = f"{_SEEN_SINCE}, {_MATCHES} FROM {_FROM_STATE}"
# The plus keeps SQLite from running MATCH once per id; LIMIT -1 lets the score be computed inside an aggregate.
_SCORES = f"""SELECT group_concat(i), group_concat(v) FROM (
  SELECT rowid AS i, cast(bm25({TABLES[ASSETS]}, {WEIGHTS}) * -1000000 AS int) AS v FROM {TABLES[ASSETS]}
  WHERE {TABLES[ASSETS]} MATCH %s AND +rowid IN (SELECT value FROM json_each(%s)) LIMIT -1)"""
_VISIBLE = f"(d.status = {PUBLISHED} OR (d.status <= {IN_REVIEW} AND d.author_id = %s) OR %s)"
_SEEN = f"""(SELECT count(*) FROM (SELECT 1 FROM {TABLES[ASSETS]} t JOIN content_searchdocument d ON d.id = t.rowid
  WHERE {TABLES[ASSETS]} MATCH %s AND {_VISIBLE} LIMIT {COUNTED_UP_TO}))"""
# Of the newest matches only, so that a beginning of two letters costs no more than a rare word.
_HITS = f"""SELECT d.object_id FROM (
    SELECT rowid, bm25({TABLES[OTHERS]}) AS score FROM {TABLES[OTHERS]}
    WHERE {TABLES[OTHERS]} MATCH %s ORDER BY rowid DESC LIMIT {SCORED_AT_MOST}) t
  JOIN content_searchdocument d ON d.id = t.rowid
  WHERE d.kind = %s AND {_VISIBLE} ORDER BY t.score, d.object_id DESC LIMIT %s"""


def expression(node):
    """A tree of `plan` in FTS5's language. Words hold no sign of that language, so quoting is all it needs."""
    if isinstance(node, Phrase):
        return f'"{" ".join(node.words)}"' + " *" * node.prefix
    sign = " OR " if isinstance(node, Either) else " AND "
    return f"({sign.join(map(expression, node.nodes))})"


def _ids(text):
    return np.fromstring(text, dtype=np.int64, sep=",") if text else NO_IDS


class Sqlite(Port):
    def load(self):
        with connection.cursor() as cursor:
            cursor.execute(_LOAD)
            rows = cursor.fetchall()
        epoch, position = rows[0][:2]
        return Mark(epoch, position), [row[4:] for row in rows if row[4] is not None]

    def read(self, mark, plan):
        asked = [expression(node) if node else '""' for node in _trees(plan)]
        with connection.cursor() as cursor:
            cursor.execute(_READ_AND_MATCH if asked else _READ, [*[mark.position] * 3, *asked])
            epoch, position, trimmed, version, changed, words, synonyms, *ids = cursor.fetchone()
        return Reading(
            Mark(epoch, position),
            mark.epoch == epoch and mark.position >= trimmed,
            version,
            [(row[0], *row[2:]) for row in json.loads(changed)],
            [word for text in json.loads(words) for word in text.split()],
            bool(synonyms),
            *map(_ids, ids or [""] * 4),
        )

    def scores(self, node, ids):
        with connection.cursor() as cursor:
            cursor.execute(_SCORES, [expression(node), json.dumps(ids.tolist())])
            found, scores = cursor.fetchone()
        return _ids(found), _ids(scores) / 1_000_000

    def seen_by(self, nodes, viewer):
        params = [value for node in nodes for value in (expression(node), viewer.user_id, viewer.sees_all)]
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join([_SEEN] * len(nodes)), params)
            return list(cursor.fetchone())

    def hits(self, plan, viewer, kind, limit):
        text = expression(plan.ranked)
        if plan.excluded:
            text = f"{text} NOT {expression(plan.excluded)}"
        with connection.cursor() as cursor:
            cursor.execute(_HITS, [text, kind, viewer.user_id, viewer.sees_all, limit])
            return [row[0] for row in cursor.fetchall()]

    def by_title(self, *, backwards):
        direction = "DESC" if backwards else "ASC"
        order = f"ORDER BY title_key {direction}, object_id {direction}"
        rows = f"SELECT id FROM content_searchdocument WHERE kind = 'asset' {order}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT group_concat(id) FROM ({rows})")
            return _ids(cursor.fetchone()[0])

    def write(self, shelf, texts):
        rows = [(pk, *(" ".join(getattr(text, name)) for name in FIELDS)) for pk, text in texts.items()]
        _insert(TABLES[shelf], FIELDS, rows)
        if shelf == ASSETS:
            _insert(TITLES, FIELDS[:1], [row[:2] for row in rows])

    def erase(self, shelf, ids):
        tables = [TABLES[shelf], TITLES] if shelf == ASSETS else [TABLES[shelf]]
        with connection.cursor() as cursor:
            for table in tables:
                cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(pk,) for pk in ids])

    def shelved(self, shelf):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid FROM {TABLES[shelf]}")
            return {row[0] for row in cursor.fetchall()}

    def trim(self, before):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE content_searchstate SET trimmed = max(trimmed, coalesce("
                "(SELECT max(id) FROM content_searchchange WHERE at < %s), 0))",
                [before],
            )
            cursor.execute("DELETE FROM content_searchchange WHERE at < %s", [before])
            return cursor.rowcount

    def tidy(self):
        # Every block of writes leaves a segment of its own, and a look-up asks all of them: merged into one, a
        # rare word is found five times as fast. A negative number asks for one segment, a positive one to go on.
        for table in (*TABLES.values(), TITLES):
            pages = -PAGES_AT_ONCE
            while self._merge(table, pages) >= 2:
                pages = PAGES_AT_ONCE

    def _merge(self, table, pages):
        """Merge for about a tenth of a second; fewer than two rows touched mean that it is done."""
        with connection.cursor() as cursor:
            before = connection.connection.total_changes
            cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [pages])
            return connection.connection.total_changes - before

    def clear(self):
        with connection.cursor() as cursor:
            for table in (*TABLES.values(), TITLES):
                cursor.execute(f"DELETE FROM {table}")


def _trees(plan):
    """The trees to ask for, in the order of _MATCHES; none when nothing is asked."""
    if plan is None or not (plan.wanted or plan.excluded):
        return []
    return [plan.wanted, plan.title, plan.start, plan.excluded]


def _insert(table, fields, rows):
    marks = ", ".join(["%s"] * (len(fields) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT OR REPLACE INTO {table} (rowid, {', '.join(fields)}) VALUES ({marks})", rows
        )


port = Sqlite()
