"""What every feature stands on, a closed list: models, htmx, changes, dates, registry."""
