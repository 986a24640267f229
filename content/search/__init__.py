"""The search index and the facet counts: words and filters in; the page, the total and every count out.

Nouns: Document, Query, Viewer, Answer, Synonym, SearchLog. Verbs: put, drop, run, count; add, change and remove
synonyms. One port with an adapter for SQLite and one for PostgreSQL. It knows no model of what it indexes: a
document is keyed by (kind, id) and carries its visibility. Lower: vocabularies. Higher: library, feedback.
"""
