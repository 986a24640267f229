"""The daily mail: what a person wanted by mail, has not read yet and was not mailed before."""

import logging

from django.conf import settings
from django.template.loader import render_to_string

from portal.notices import rules
from portal.notices.models import Notice
from portal.users import mails
from portal.users.current import portal_settings
from portal.users.models import User

logger = logging.getLogger(__name__)
TEXT = "portal/notices/mail/digest.txt"
MOST_LINES = 50


def mail_due(now):
    """Send the mails that are due at the moment `now` (in the portal's time zone); returns how many went out.

    Notices are marked before the mail is handed over, so that no second run can send them again; where the mail
    server refuses, the mark is taken away and the next run tries again.
    """
    if now.hour < rules.DIGEST_HOUR:
        return 0
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    waiting = set(Notice.objects.to_mail().values_list("person_id", flat=True))
    waiting -= set(Notice.objects.mailed_since(midnight).values_list("person_id", flat=True))
    return sum(_mail(person, now) for person in User.objects.joined().with_ids(waiting))


def _mail(person, now):
    ids = list(Notice.objects.of(person).to_mail().order_by("-id").values_list("pk", flat=True))
    # Rows that another run marked meanwhile carry another moment, and are its to send.
    Notice.objects.with_ids(ids).unmailed().update(mailed_at=now)
    notices = list(Notice.objects.with_ids(ids).mailed_at_moment(now).order_by("-id"))
    if not notices:
        return False
    problem = mails.send_text(_subject(notices), _text(person, notices), person.email)
    if problem:
        logger.warning("The daily mail for %s did not go out: %s", person.email, problem)
        Notice.objects.with_ids([notice.pk for notice in notices]).update(mailed_at=None)
    return not problem


def _subject(notices):
    if len(notices) == 1:
        return f"{portal_settings().name}: {notices[0].sentence}"
    return f"{portal_settings().name}: {len(notices)} notices"


def _text(person, notices):
    groups = {}
    for notice in notices[:MOST_LINES]:
        groups.setdefault(notice.label, []).append(notice)
    context = {
        "person": person,
        "groups": sorted(groups.items()),
        "more": max(0, len(notices) - MOST_LINES),
        "portal": portal_settings(),
        "address": settings.PORTAL_URL,
    }
    return render_to_string(TEXT, context)
