"""Persona pages: who the people are that content speaks to, written and signed by sales and marketing together.

Nouns: page (one per term of the vocabulary "persona"), its stages (concerns and the formats needed there), needs
(stage and format without a usable asset). Verbs: write, sign. Signatures are those of `portal.definitions`.
"""
