"""Database backend for the embedded SQLite: Django's own, on a library free of the WAL-reset race."""
