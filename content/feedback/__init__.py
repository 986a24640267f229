"""What the field answers. Today: requests, "Ask marketing for this"; later what worked and what is wrong.

Nouns: ContentRequest. Verbs: ask, accept, deliver, decline. Lower: library.
"""
