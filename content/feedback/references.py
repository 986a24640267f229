"""What requests know about records of lower features."""

from content.feedback.models import ContentRequest


def requests_delivered(asset, viewer):
    """(sentence, url) of every request that this asset answered."""
    requests = ContentRequest.objects.visible_to(viewer).delivered_with(asset)
    return [(f"Answers the request “{asked}”", asked.get_absolute_url()) for asked in requests]
