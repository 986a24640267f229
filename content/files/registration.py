"""What files offer to features that they may not import, entered at start-up."""

from datetime import timedelta


def register_files():
    from portal.shared.registry import registry

    registry.schedules["files.sweep"] = ("content.files.jobs.sweep_files", timedelta(days=1))
