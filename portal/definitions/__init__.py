"""What a word or a figure of the portal means: defined by features, worded by editors, signed by both sides.

Nouns: definition (registered by a feature under a key), its versions, signature, agreement (the signatures of one
version and what follows from them). Verbs: word anew, sign. Persona pages are signed by the same signatures.
"""
