"""What the browser sends and shows, for tests of the pages that write assets."""

import re

from django.urls import reverse

from content.library.models import Asset
from tests.factories.content import PersonaFactory


def edit_url(asset):
    return reverse("content:asset-edit", args=[asset.reference])


def whole(**more):
    """What the browser sends for a new asset that may be published."""
    return {
        "title": "Rollback drill in 6 minutes",
        "format": "case-study",
        "stage": "bofu",
        "personas": [PersonaFactory(label="Platform Lead").slug],
        "language": "en",
        "audience": "shareable",
        "point": ["31 % fewer hours", "6 minutes, no weekend"],
    } | more


def opened(client, asset):
    """What the edit form would send back unchanged: hidden fields and the values that it shows."""
    page = client.get(edit_url(asset)).text
    fresh = Asset.objects.for_reading().get(pk=asset.pk)
    return {
        "version": re.search(r'name="version" value="(\d+)"', page)[1],
        "seen": re.search(r'name="seen" value="([^"]+)"', page)[1],
        "title": fresh.title,
        "summary": fresh.summary,
        "body": fresh.body.replace("\n", "\r\n"),
        "url": fresh.url,
        "format": fresh.format.slug,
        "stage": fresh.stage.slug if fresh.stage else "",
        "personas": [term.slug for term in fresh.personas.all()],
        "tags": [term.slug for term in fresh.tags.all()],
        "point": [point.text for point in fresh.points],
        "language": fresh.language.slug,
        "audience": fresh.audience,
        "owner": fresh.owner_id,
        "review_on": fresh.review_on.isoformat() if fresh.review_on else "",
        "expires_on": "",
    }


def text_of(response):
    """The page's words, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))
