"""Make an API token; only the token itself goes to standard output, so that a script can keep it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.users import actions, rules
from portal.users.models import User


class Command(BaseCommand):
    help = "Make an API token for a person and print it. It is shown this once."

    def add_arguments(self, parser):
        parser.add_argument("email", help="whose rights the token has")
        parser.add_argument("--name", default="Command line", help="what uses the token")
        parser.add_argument(
            "--scopes",
            default=",".join(scope for scope in rules.SCOPES if scope != "admin"),
            help="comma-separated (default: %(default)s; besides there is admin). The owner's role limits all",
        )
        parser.add_argument(
            "--days",
            type=int,
            default=rules.TOKEN_DAYS,
            help=f"how long it works; 0 is for ever (default: {rules.TOKEN_DAYS})",
        )

    def handle(self, *, email, name, scopes, days, **options):
        owner = User.objects.active().with_email(email).first()
        if owner is None:
            raise CommandError(f"No active person has the e-mail {email}.")
        wanted = [scope for scope in scopes.replace(",", " ").split() if scope]
        expires_at = timezone.now() + timedelta(days=days) if days else None
        try:
            token, secret = actions.create_token(owner, name, wanted, expires_at, actor=owner)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        until = f"until {expires_at:%Y-%m-%d}" if expires_at else "until it is revoked"
        self.stderr.write(f"{token.prefix}... for {owner.email}, {', '.join(token.scopes)}, {until}:")
        self.stdout.write(secret)
