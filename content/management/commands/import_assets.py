"""`manage.py import_assets FILE`: load assets from JSON, CSV or an Excel workbook.

Exit codes: 0 all rows taken, 1 a row was refused, 2 the file cannot be read or the database is not ready.
"""

from pathlib import Path

from content.library.importer import AssetImporter
from content.library.imports.incoming import in_folder
from portal.imports.command import ImportCommand, NotReady
from portal.imports.limits import ImportProblem
from portal.imports.plans import Options
from portal.users.models import User


class Command(ImportCommand):
    help = (
        "Import assets from a JSON, CSV or XLSX file. Rows are matched by id, then by address; an empty cell "
        "leaves what the portal has. Nothing is written while a row is refused, unless --skip-bad is given. "
        "Exit codes: 0 all rows taken, 1 a row refused, 2 file unreadable or database not ready."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--create-terms", action="store_true", help="create words that no vocabulary has")
        parser.add_argument(
            "--status", choices=["draft", "published"], default="", help="of new assets whose row says none"
        )
        parser.add_argument("--owner", metavar="EMAIL", help="of new assets; default: the first active admin")
        parser.add_argument(
            "--files",
            metavar="DIR",
            help="a folder of files, each for the row that names it or is called like it",
        )

    def importer(self, asked):
        return AssetImporter()

    def options(self, asked):
        admin = User.objects.admins().order_by("pk").first()
        owner = admin
        if asked["owner"]:
            owner = User.objects.active().with_email(asked["owner"]).first()
            if owner is None:
                raise NotReady(
                    f"Nobody active has the address {asked['owner']}. Run: uv run manage.py create_admin EMAIL"
                )
        if owner is None:
            raise NotReady("Nobody could own the assets yet. Run: uv run manage.py create_admin EMAIL")
        names = ("create_terms", "skip_bad", "status")
        values = {name: asked[name] for name in names} | {"files": _files(asked["files"])}
        return Options(actor=admin or owner, owner=owner, **values)


def _files(folder):
    """What lies in the folder that was named; () without one."""
    if not folder:
        return ()
    if not Path(folder).is_dir():
        raise ImportProblem(f"There is no folder {folder}. Check --files.")
    return tuple(in_folder(Path(folder)))
