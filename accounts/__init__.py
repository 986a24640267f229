"""Whom we say it to: target companies and their buying groups. People who sign in are `portal.users`."""
