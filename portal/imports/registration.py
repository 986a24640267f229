"""What imports enter in the registry at start-up."""

from datetime import timedelta


def register_imports():
    from portal.imports.definitions import DEFINITIONS
    from portal.imports.people import PersonImporter
    from portal.shared.registry import registry

    registry.importers["person"] = PersonImporter()
    registry.definitions |= DEFINITIONS
    registry.schedules["imports.forget"] = ("portal.imports.jobs.forget_old_imports", timedelta(days=1))
