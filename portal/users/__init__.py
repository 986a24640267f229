"""People who sign in: users, their teams, roles and API tokens.

Nouns: User, Team, ApiToken. Verbs: invite, change role, deactivate, create and revoke token.
`roles.py` is the one place that says what a role may do.
"""
