"""One mail a day, of what is new, wanted and unread."""

import pytest

from portal.notices.actions import mark_all_read, tell
from portal.notices.jobs import mail_digests
from portal.users.models import PortalSettings
from tests.factories.portal import UserFactory


@pytest.fixture(autouse=True)
def in_auckland(db):
    """A portal whose day begins twelve or thirteen hours before UTC's."""
    PortalSettings.objects.update_or_create(pk=1, defaults={"time_zone": "Pacific/Auckland"})


def say(person, words, key):
    tell([person], "hand-over", words, f"/library/?{key}", key=key)


def run(time_machine, moment):
    time_machine.move_to(moment, tick=False)
    mail_digests.call()


def test_a_second_run_sends_nothing_and_the_next_day_only_what_is_new(rep, mailoutbox, time_machine):
    # 2026-04-05 03:00 is when summer time ends in Auckland; 22:30 that evening is 10:30 UTC.
    time_machine.move_to("2026-04-05 10:00Z", tick=False)
    say(rep, "First.", "1")
    say(rep, "Second.", "2")
    for moment in ("10:30Z", "10:30Z", "11:59Z"):
        run(time_machine, f"2026-04-05 {moment}")
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([rep.email], "Tandem: 2 notices")
    assert "- First.\n  http://127.0.0.1:8000/library/?1\n" in mail.body
    # Past midnight in Auckland, and again before the hour of the mail: nothing, whatever is new.
    say(rep, "Third.", "3")
    for moment in ("2026-04-05 12:01Z", "2026-04-05 18:59Z"):
        run(time_machine, moment)
    assert len(mailoutbox) == 1
    run(time_machine, "2026-04-05 19:00Z")
    assert [mail.subject for mail in mailoutbox] == ["Tandem: 2 notices", "Tandem: Third."]
    # Later on the same day: once a day only.
    say(rep, "Fourth.", "4")
    run(time_machine, "2026-04-06 05:00Z")
    assert len(mailoutbox) == 2


def test_what_was_read_and_who_cannot_sign_in_gets_no_mail(rep, mailoutbox, time_machine):
    time_machine.move_to("2026-04-06 00:00Z", tick=False)
    invited = UserFactory(invited_at="2026-04-01 00:00Z")
    say(rep, "Read.", "1")
    say(invited, "Not yet.", "2")
    mark_all_read(rep, 10**9)
    run(time_machine, "2026-04-06 01:00Z")
    assert mailoutbox == []


def test_a_mail_that_was_refused_is_sent_by_the_next_run(rep, mailoutbox, time_machine, monkeypatch):
    time_machine.move_to("2026-04-06 00:00Z", tick=False)
    say(rep, "First.", "1")
    with monkeypatch.context() as away:
        away.setattr("portal.users.mails.send_mail", _refuse)
        run(time_machine, "2026-04-06 01:00Z")
    assert mailoutbox == []
    run(time_machine, "2026-04-06 01:30Z")
    assert len(mailoutbox) == 1


def _refuse(*args):
    raise OSError("Connection refused")
