"""The pages on which everything about an account comes together. It reads what lies below and owns no table.

Nouns: the list of accounts, the account page. Verbs: none; the forms belong to the features below.
"""
