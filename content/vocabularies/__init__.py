"""The words that classify content: stage, persona, format, competitor, product, industry, language and tag.

Nouns: one model per vocabulary, TermAlias. Verbs: add, rename, merge. Neighbours: everything in content and
accounts points here; nothing here knows what uses a term (`registry.term_uses` answers that).
"""
