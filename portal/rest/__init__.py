"""What every feature's `api.py` stands on: the base endpoint, strict serializers, the errors they raise.

It stands below all features, which may not import `portal.api` (the shell with the one router). Settings
name the classes of `portal.api` that every endpoint uses: authentication, permissions, pages, schema.
"""
