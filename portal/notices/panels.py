"""What notices add to the pages of people, teams and settings."""

from portal.notices.actions import preferences_of
from portal.notices.models import TeamChannel


def preferences(person, viewer):
    """On one's own profile: what to hear of, and how."""
    return "portal/notices/preferences.html", {"rows": preferences_of(person)}


def channel(team, viewer):
    """On a team's page: its channel, or how to set one up."""
    found = TeamChannel.objects.visible_to(viewer).of(team).first()
    return "portal/notices/channel_card.html", {"team": team, "channel": found}


def failing_channels(settings, viewer):
    """On the settings page: channels whose last message did not arrive."""
    failing = list(TeamChannel.objects.visible_to(viewer).failing().for_listing())
    return ("portal/notices/failing_channels.html", {"channels": failing}) if failing else None
