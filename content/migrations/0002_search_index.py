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


def create_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in _sqlite(schema_editor.connection):
            schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP INDEX content_searchdocument_by_title")
        for table in SQLITE_TABLES:
            schema_editor.execute(f"DROP TABLE {table}")


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
