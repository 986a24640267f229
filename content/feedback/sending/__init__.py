"""Sending assets to buyers: text that is ready to paste, and a line of what went to whom. Nothing is tracked.

Nouns: parcel (what may be sent of a selection, and why not), message, post, send. Verbs: send, link to an account.
The rows are `content.feedback.models.Send`.
"""
