"""A named query of any list: private or for everyone, with live counts.

Nouns: SavedView. Verbs: save, update, rename value (a term was merged), remove. Lists register how to count
in `registry.list_counts`.
"""
