"""What search offers to features that it may not import, entered at start-up."""

from datetime import timedelta

from django.db.models.signals import post_migrate


def register_search(app):
    from content.search.actions import install_state
    from portal.shared.registry import registry

    post_migrate.connect(install_state, sender=app)
    registry.schedules["search.trim"] = ("content.search.jobs.trim_change_log", timedelta(hours=1))
    registry.schedules["search.tidy"] = ("content.search.jobs.tidy_text_index", timedelta(days=1))
