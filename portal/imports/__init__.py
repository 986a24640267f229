"""One engine for every import: read, map, check, show, write, report.

Nouns: Table, Plan, ImportRun, ImportRow. Verbs: upload, map, check, confirm. Features offer an importer
through `registry.importers`; nothing here knows what is imported. Lower: jobs, activity, users.
"""
