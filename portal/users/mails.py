"""Mails that this feature sends itself. Called by views after the action has committed, never inside one."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from portal.users.current import portal_settings


def send_invitation(person, link, *, sender):
    """Send the link to an invited person. Answers why that failed, empty when it was handed over."""
    context = {"person": person, "link": link, "sender": sender, "portal": portal_settings()}
    text = render_to_string("portal/users/mail/invitation.txt", context)
    return send_text(f"{sender} invites you to {portal_settings().name}", text, person.email)


def send_test(person):
    """Send a test mail to `person`. Answers why that failed, empty when it was handed over."""
    name = portal_settings().name
    return send_text(f"{name}: test mail", f"{name} can send mail. Nothing else to do.\n", person.email)


def invitation_link(person):
    """The link of an open invitation where no request says how the portal is reached."""
    return settings.PORTAL_URL + reverse("join", args=[person.invitation_token])


def mail_stays_here():
    """True where mail is written to the server's console instead of being sent."""
    return "smtp" not in settings.MAILERS["default"]["BACKEND"]


def send_text(subject, text, address):
    """Send a plain mail. Answers why that failed, empty when it was handed over."""
    try:
        send_mail(" ".join(subject.split()), text, None, [address])
    except (SMTPException, OSError) as error:
        return f"The mail server did not take the mail: {error or type(error).__name__}."
    return ""
