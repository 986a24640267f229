from django.core.management.base import BaseCommand, CommandError

from content.search import drift
from portal.shared.registry import registry


class Command(BaseCommand):
    help = "Compare the search index with what it should hold; --mend puts it right, --rebuild writes all of it anew."

    def add_arguments(self, parser):
        parser.add_argument(
            "--mend", action="store_true", help="index what is missing or stale, drop what is extra"
        )
        parser.add_argument(
            "--rebuild", action="store_true", help="index everything anew, whatever seems right"
        )

    def handle(self, *args, mend, rebuild, **options):
        words, noted_until = set(), drift.last_word()
        found = [drift.find_drift(kind, words, doubt=rebuild) for kind in registry.document_sources]
        for kind in found:
            self.stdout.write(
                f"{kind.kind}: {kind.total} documents, {len(kind.missing)} missing, {len(kind.stale)} "
                f"{'to write anew' if rebuild else 'stale'}, {len(kind.extra)} extra"
            )
        wrong = sum(len(kind.ids) for kind in found)
        if mend or rebuild:
            for kind in found:
                drift.mend(kind.kind, kind.ids)
            drift.mend_rest(words, noted_until)
            if wrong:
                done = "written anew" if rebuild else "mended"
                self.stdout.write(f"{wrong} {done}.")
            self.stdout.write("The index is right; running processes read it anew.")
        elif wrong:
            raise CommandError(f"{wrong} wrong. Run: manage.py check_search --mend")
        else:
            self.stdout.write("The index is right.")
