"""What a new portal starts with: one board."""

from content.calendar.models import EditorialBoard


def install_defaults(**kwargs):
    """Set the first board up; safe to run again."""
    if not EditorialBoard.objects.exists():
        EditorialBoard.objects.create(slug="editorial", name="Editorial calendar")
