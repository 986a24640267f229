"""Make the first admin, or another one."""

import sys

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from portal.users import actions
from portal.users.models import User


class Command(BaseCommand):
    help = "Make an admin. Without --password-stdin it prints a link on which the person chooses a password."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="default: from the e-mail")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )
        parser.add_argument(
            "--url", default=settings.PORTAL_URL, help="where the portal is reached (default: %(default)s)"
        )

    def handle(self, *, email, name, password_stdin, url, **options):
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
        name = name or email.partition("@")[0].replace(".", " ").title()
        try:
            if password_stdin:
                validate_password(password, User(email=email, name=name))
            person = self._invited(email, name)
            if password_stdin:
                actions.accept_invitation(person, name=name, password=password)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        if password_stdin:
            self.stdout.write(f"{person.email} can sign in at {url}{reverse('account_login')}")
            return
        self.stderr.write(f"{person.email} chooses a password here; the link works once, for 7 days:")
        self.stdout.write(f"{url}{reverse('join', args=[person.invitation_token])}")

    def _invited(self, email, name):
        """A new admin, or one who has not joined yet and gets a new link: the first one may be lost."""
        waiting = User.objects.with_email(email).first()
        if waiting and waiting.state == "invited" and waiting.role == User.Role.ADMIN:
            return actions.renew_invitation(waiting, actor=None)
        values = {"email": email, "name": name, "role": User.Role.ADMIN}
        return actions.invite_person(values, actor=None, via="command")
