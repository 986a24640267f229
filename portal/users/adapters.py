"""How allauth's sign-in behaves here: nobody signs up, words are ours, passwords are set by our action."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from django.shortcuts import resolve_url

from portal.users import actions
from portal.users.current import first_run_waits_for, portal_settings

logger = logging.getLogger(__name__)
LOCKED = "Too many failed attempts. Wait 5 minutes, then try again. A password reset lets you in sooner."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This person was deactivated.",
        "email_password_mismatch": "E-mail and password do not match.",
        "enter_current_password": "This is not your current password.",
        "invalid_password_reset": "The link was used, has expired or is incomplete.",
        "too_many_login_attempts": LOCKED,
    }

    def is_open_for_signup(self, request):
        """People are invited; nobody signs up."""
        return False

    def get_login_redirect_url(self, request):
        """An admin of a new portal starts with the first steps."""
        return (
            resolve_url("first-run")
            if first_run_waits_for(request.user)
            else super().get_login_redirect_url(request)
        )

    def set_password(self, user, password):
        actions.set_password(user, password)

    def format_email_subject(self, subject):
        # A line break would end the header; no name has one, but an imported one might.
        return " ".join(f"{portal_settings().name}: {subject}".split())

    def send_mail(self, template_prefix, email, context):
        """A mail server that is away changes no answer: it would tell who has an account here."""
        try:
            super().send_mail(template_prefix, email, {"portal": portal_settings()} | context)
        except (SMTPException, OSError):
            logger.exception("The mail server did not take a mail about signing in.")

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """allauth looks for an address of its own, which nobody here has; the person's e-mail is the address."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)
