"""The text index, in each database's own way: FTS5 tables on SQLite, tsvector columns with GIN on PostgreSQL."""

from django.db import migrations

# Columns, and how many letters of a beginning are looked up at once; a single letter only finds titles.
SQLITE_TABLES = {
    "content_search_assets": "title, tags, points, summary, body, prefix = '2 3'",
    "content_search_titles": "title, prefix = '1 2 3'",
    "content_search_others": "title, tags, points, summary, body, prefix = '2 3'",
}
SQLITE_INDEX = (
    "CREATE INDEX content_searchdocument_by_title ON content_searchdocument (kind, title_key, object_id)"
)

# The planner thinks that @@ is cheap and reads the whole table for common words, which takes four times as long;
# inside these functions it may not. GIN's pending list would make searches slow after many writes.
POSTGRES_IDS = """
CREATE FUNCTION content_search_{column}_ids(asked tsquery) RETURNS bytea
LANGUAGE sql STABLE STRICT SET enable_seqscan = off SET jit = off SET max_parallel_workers_per_gather = 0
AS $$ SELECT string_agg(int4send(id), '') FROM content_search_assets WHERE {column} @@ asked $$
"""
POSTGRES_SEEN = """
CREATE FUNCTION content_search_seen(asked tsquery, viewer bigint, sees_all boolean, at_most integer) RETURNS bigint
LANGUAGE sql STABLE STRICT SET enable_seqscan = off SET jit = off SET max_parallel_workers_per_gather = 0
AS $$
  SELECT count(*) FROM (
    SELECT 1 FROM content_search_assets t JOIN content_searchdocument d ON d.id = t.id
    WHERE t.words @@ asked AND (d.status = 2 OR (d.status < 2 AND d.author_id = viewer) OR sees_all)
    LIMIT at_most) seen
$$
"""
POSTGRES_HITS = """
CREATE FUNCTION content_search_hits(
  asked tsquery, wanted text, viewer bigint, sees_all boolean, at_most integer, best integer)
RETURNS SETOF bigint
LANGUAGE sql STABLE STRICT SET enable_seqscan = off SET jit = off SET max_parallel_workers_per_gather = 0
AS $$
  SELECT d.object_id FROM (
    SELECT id, words FROM content_search_others WHERE words @@ asked ORDER BY id DESC LIMIT at_most) t
  JOIN content_searchdocument d ON d.id = t.id
  WHERE d.kind = wanted AND (d.status = 2 OR (d.status < 2 AND d.author_id = viewer) OR sees_all)
  ORDER BY ts_rank(t.words, asked, 1) DESC, d.object_id DESC LIMIT best
$$
"""
POSTGRES = [
    "CREATE TABLE content_search_assets (id integer PRIMARY KEY, words tsvector NOT NULL, title tsvector NOT NULL)",
    "CREATE TABLE content_search_others (id integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX content_search_assets_words ON content_search_assets USING gin (words) WITH (fastupdate = off)",
    "CREATE INDEX content_search_assets_title ON content_search_assets USING gin (title) WITH (fastupdate = off)",
    "CREATE INDEX content_search_others_words ON content_search_others USING gin (words) WITH (fastupdate = off)",
    POSTGRES_IDS.format(column="words"),
    POSTGRES_IDS.format(column="title"),
    POSTGRES_SEEN,
    POSTGRES_HITS,
    "ALTER TABLE content_searchchange ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()",
    "CREATE INDEX content_searchchange_xid ON content_searchchange (xid)",
    'CREATE INDEX content_searchdocument_by_title ON content_searchdocument (kind, title_key COLLATE "C", object_id)',
]
POSTGRES_BACK = [
    "DROP INDEX content_searchdocument_by_title",
    "ALTER TABLE content_searchchange DROP COLUMN xid",
    "DROP FUNCTION content_search_hits, content_search_seen, content_search_title_ids, content_search_words_ids",
    "DROP TABLE content_search_assets, content_search_others",
]


def create_index(apps, schema_editor):
    connection = schema_editor.connection
    for statement in POSTGRES if connection.vendor == "postgresql" else _sqlite(connection):
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    sqlite_back = [
        "DROP INDEX content_searchdocument_by_title",
        *(f"DROP TABLE {table}" for table in SQLITE_TABLES),
    ]
    for statement in POSTGRES_BACK if schema_editor.connection.vendor == "postgresql" else sqlite_back:
        schema_editor.execute(statement, params=None)


def _sqlite(connection):
    """The words come cut and folded, so the plainest tokenizer will do; text is not stored a second time."""
    options = ["tokenize = 'ascii'"]
    if connection.Database.sqlite_version_info >= (3, 43):
        options += ["content = ''", "contentless_delete = 1"]
    for table, columns in SQLITE_TABLES.items():
        yield f"CREATE VIRTUAL TABLE {table} USING fts5({columns}, {', '.join(options)})"
    yield SQLITE_INDEX


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [migrations.RunPython(create_index, drop_index)]
