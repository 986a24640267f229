"""One append-only stream of what was done: history line, and later outbox and change feed.

Nouns: Activity. Verbs: record. Lower: users. Every action of every feature calls `record` once.
"""
