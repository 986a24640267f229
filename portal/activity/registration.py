"""What activity offers to the features below it, entered at start-up."""


def register_activity():
    from portal.activity.actions import record
    from portal.activity.models import Activity
    from portal.shared.registry import registry

    def history(person, viewer):
        """The latest lines about a person, beside the page that changes them."""
        lines = list(Activity.objects.about(person)[:20])
        return ("portal/activity/history_panel.html", {"lines": lines}) if lines else None

    registry.record = record
    registry.panel("person", history)
