"""Django's SQLite backend on `pysqlite3`, whose bundled SQLite is newer than most systems' own.

Several processes (web, worker, commands) write one WAL database. SQLite before 3.51.3 can lose a commit or
corrupt the file in that case (sqlite.org/wal.html, "the WAL-reset bug"), so Debian 12's 3.40.1 will not do.
Where no wheel of pysqlite3 exists, Python's own sqlite3 is used; `portal.checks` then warns, or refuses in production.
"""

import datetime
import decimal
from itertools import chain

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register as register_functions
from django.db.backends.sqlite3.features import DatabaseFeatures as DjangoFeatures
from django.db.backends.sqlite3.operations import DatabaseOperations as DjangoOperations
from django.utils.asyncio import async_unsafe

try:
    from pysqlite3 import dbapi2 as Database
except ImportError:  # no wheel for this platform
    from sqlite3 import dbapi2 as Database

SAFE_VERSION = (3, 51, 3)

for name, converter in (
    ("bool", b"1".__eq__),
    ("date", base.decoder(base.parse_date)),
    ("time", base.decoder(base.parse_time)),
    ("datetime", base.decoder(base.parse_datetime)),
    ("timestamp", base.decoder(base.parse_datetime)),
):
    Database.register_converter(name, converter)
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, base.adapt_date)
Database.register_adapter(datetime.datetime, base.adapt_datetime)


class Cursor(Database.Cursor):
    """A cursor that takes Django's %s and %(name)s placeholders (Django's own subclasses sqlite3's)."""

    convert_query = base.SQLiteCursorWrapper.convert_query

    def execute(self, query, params=None):
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, dict) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query, rows):
        rows = iter(rows)
        first = next(rows, None)
        if first is None:
            return self
        names = list(first) if isinstance(first, dict) else None
        return super().executemany(self.convert_query(query, param_names=names), chain([first], rows))


class DatabaseFeatures(DjangoFeatures):
    # pysqlite3 has no Connection.getlimit(); this is SQLite's compiled default since 3.32.
    max_query_params = 32766
    # Django derives this from sqlite3's version, which is not the library in use here.
    supports_aggregate_order_by_clause = Database.sqlite_version_info >= (3, 44)


class DatabaseOperations(DjangoOperations):
    MAX_COLUMNS = 2000  # SQLite's compiled default; a SELECT has no more columns than that

    def _quote_params_for_last_executed_query(self, params):
        """For the query log only: Django asks Connection.getlimit(), which pysqlite3 lacks."""
        quoted = ()
        connection = self.connection.connection
        for start in range(0, len(params), self.MAX_COLUMNS):
            block = params[start : start + self.MAX_COLUMNS]
            quoted += connection.execute("SELECT " + ", ".join(["QUOTE(?)"] * len(block)), block).fetchone()
        return quoted


class DatabaseWrapper(base.DatabaseWrapper):
    Database = Database
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    @async_unsafe
    def get_new_connection(self, conn_params):
        connection = Database.connect(**conn_params)
        register_functions(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        for command in filter(None, map(str.strip, self.init_commands)):
            connection.execute(command)
        return connection

    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)
