"""What the pages of assets and accounts show of the field's word and of sends."""

from urllib.parse import urlencode

from django.urls import reverse

from content.feedback.field.pages import FeedbackCard, SayBox
from content.feedback.models import Send
from content.feedback.scorecard.card import Scorecard

# Sends on an account's page; the rest is behind "Show all".
LATEST = 6


def feedback(asset, viewer):
    """The thread on an asset's page."""
    return "content/feedback/field/panel.html", {"card": FeedbackCard(asset, viewer)}


def say(asset, viewer):
    """What one can say, in the preview."""
    box = SayBox(asset, viewer)
    return ("content/feedback/field/preview_panel.html", {"card": box}) if box.may_say else None


def scorecard(asset, viewer):
    """The numbers of what is or was published."""
    return (
        ("content/feedback/scorecard/panel.html", {"card": Scorecard(asset)}) if asset.published_on else None
    )


def send_button(asset, viewer):
    """On to the texts for buyers."""
    return ("content/feedback/sending/send_button.html", {"asset": asset}) if asset.published_on else None


def sent_to(account, viewer):
    """The latest sends to an account."""
    sends = list(Send.objects.visible_to(viewer).to_account(account).for_listing()[: LATEST + 1])
    url = f"{reverse('content:sent')}?{urlencode({'who': 'all', 'account': account.pk})}"
    shown = {"sends": sends[:LATEST], "more": len(sends) > LATEST, "url": url}
    return "content/feedback/sending/account_panel.html", shown
