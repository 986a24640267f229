"""The field's word on an asset: that it was used and how that went, or a flag that its owner answers.

Nouns: use, outcome, flag, answer, dispute. Verbs: note a use, say how it went, flag, take back, answer.
The rows are `content.feedback.models.Feedback`.
"""
