"""What requests know about records of lower features."""

from functools import partial

from content.feedback.actions import deliver_instead
from content.feedback.models import ContentRequest, Send
from portal.shared.registry import Reference


def requests_delivered(asset, viewer):
    """A Reference for every request that this asset answered."""
    requests = ContentRequest.objects.visible_to(viewer).delivered_with(asset).for_listing()
    return [_reference(asked) for asked in requests]


def _reference(asked):
    return Reference(
        sentence=f"Answers the request “{asked}”",
        url=asked.get_absolute_url(),
        kind="request",
        switch=partial(deliver_instead, asked),
        people=(asked.requester,),
    )


def senders(asset):
    """(person, sentence) of everyone who sent an asset."""
    return [
        (send.sender, f"Sent it to {send.account or send.recipient}")
        for send in Send.objects.about(asset).for_listing()
    ]
