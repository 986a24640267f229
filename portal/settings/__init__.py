"""Settings: `base` for all, `dev` (default), `test` and `prod` on top of it."""
