"""What goes out in the background: messages for channels, and one mail a day for each person."""

import logging

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from portal.notices import actions, digest, rules
from portal.outbound.actions import OutboundProblem, post_json
from portal.users.current import in_portal_zone

logger = logging.getLogger(__name__)


@task
def deliver_messages():
    """Send what waits in the outbox. A channel that fails is left alone until the next run."""
    failing = set()
    for message in actions.take_messages(timezone.now()):
        if message.channel_id in failing:
            continue
        try:
            text = rules.channel_text(message.sentence, settings.PORTAL_URL + message.url)
            post_json(message.channel.address, {"text": text})
        except OutboundProblem as problem:
            failing.add(message.channel_id)
            actions.note_failed(message, str(problem))
            logger.warning("The channel of team %s: %s", message.channel.team_id, problem)
        else:
            actions.note_sent(message, timezone.now())


@task
def mail_digests():
    """Mail each person what is new since their last mail, once on each of the portal's days; twice sends once."""
    with in_portal_zone():
        digest.mail_due(timezone.localtime())
