"""What activity offers to the features below it, entered at start-up."""


def register_activity():
    from portal.activity.actions import record
    from portal.activity.history import history_of
    from portal.activity.observations import observe
    from portal.shared.registry import registry

    def history(person, viewer):
        """The latest lines about a person, beside the page that changes them."""
        lines = history_of(person, limit=20, it="")
        return ("portal/activity/history_panel.html", {"lines": lines}) if lines else None

    registry.record = record
    registry.observe = observe
    registry.panel("person", history)
