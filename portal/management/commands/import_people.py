"""`manage.py import_people FILE`: invite and change people from CSV, JSON or an Excel workbook.

Exit codes: 0 all rows taken, 1 a row was refused, 2 the file cannot be read or the database is not ready.
"""

from portal.imports.command import ImportCommand, NotReady
from portal.imports.people import PersonImporter
from portal.imports.plans import Options
from portal.users.models import User


class Command(ImportCommand):
    help = (
        "Invite people from a CSV, JSON or XLSX file, and change those who are here: e-mail, name, role, side, "
        "team. Rows are matched by e-mail; an empty cell leaves what the portal has. Whoever is new gets an "
        "invitation by mail, from the worker. "
        "Exit codes: 0 all rows taken, 1 a row refused, 2 file unreadable or database not ready."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--no-mail", action="store_true", help="invite without sending the links by mail")
        parser.add_argument(
            "--by", metavar="EMAIL", help="the admin who invites; default: the first active one"
        )

    def importer(self, asked):
        return PersonImporter(sends_mail=not asked["no_mail"])

    def options(self, asked):
        admins = User.objects.admins().order_by("pk")
        admin = (admins.with_email(asked["by"]) if asked["by"] else admins).first()
        if admin is None:
            words = (
                f"No active admin has the address {asked['by']}" if asked["by"] else "There is no admin yet"
            )
            raise NotReady(f"{words}. Run: uv run manage.py create_admin EMAIL")
        return Options(actor=admin, owner=admin, skip_bad=asked["skip_bad"])
