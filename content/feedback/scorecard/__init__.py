"""Whether an asset is found, read, used, and used well: what can be counted now, each number with its rows.

Nouns: answer (never used, fell flat, worked, sent), scorecard (the six questions). Verbs: none; it only reads.
What is not counted is said so and never shown as 0.
"""
