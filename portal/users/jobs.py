"""Mails that nobody waits for."""

import logging

from django.tasks import task

from portal.users import mails
from portal.users.models import User

logger = logging.getLogger(__name__)


@task
def mail_invitation(person_id, sender_id):
    """Mail somebody who was invited with many others; whoever has joined or was turned away meanwhile gets none."""
    person = User.objects.invited().with_id(person_id).first()
    sender = User.objects.with_id(sender_id).first()
    if person is None or sender is None:
        return
    if problem := mails.send_invitation(person, mails.invitation_link(person), sender=sender):
        logger.warning("The invitation for %s did not go out: %s", person.email, problem)
