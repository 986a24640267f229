"""What the sample company's two sides agreed on: persona pages and definitions, and who signed them when."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from content.library.personas.actions import write_page
from content.library.personas.models import PersonaPage
from content.vocabularies.actions import touch
from content.vocabularies.models import Format, Persona, Stage
from portal.definitions.actions import sign, word
from portal.definitions.models import DefinitionVersion, Signature
from portal.shared.dates import days_from_today

FOLDER = Path(__file__).parent
# How many days ago the company began to write down what its words mean.
AGE = 420
SIGNERS = {"sales": "account@example.com", "marketing": "maren.holt@example.com"}


def load(people):
    """Persona pages and signed definitions; returns how many pages. Written once: what is there stays."""
    if PersonaPage.objects.exists():
        return 0
    rows = _read("personas")
    for row in rows:
        _load_page(row, people)
    _load_definitions(_read("definitions"), people)
    touch()
    return len(rows)


def _read(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _load_page(row, people):
    stages = {
        Stage.objects.get(slug=slug): {
            "concerns": written["concerns"],
            "formats": list(Format.objects.filter(slug__in=written["formats"])),
        }
        for slug, written in row["stages"].items()
    }
    values = {name: row[name] for name in ("job", "words", "not_them")} | {"stages": stages}
    persona = Persona.objects.get(slug=row["persona"])
    page = write_page(persona, values, actor=people["marketer@example.com"], version=0, via="demo")
    if row["state"] != "unsigned":
        _sign(page, people, row["days_ago"], [row["side"]] if "side" in row else SIGNERS)


def _load_definitions(data, people):
    DefinitionVersion.objects.update(effective_on=days_from_today(-AGE), at=_ago(AGE))
    newest = {version.key: version for version in DefinitionVersion.objects.newest()}
    for key, days in data["signed"].items():
        _sign(newest[key], people, days, SIGNERS)
    for key, side in data["half"].items():
        _sign(newest[key], people, 14, [side])
    for row in data["worded"]:
        values = {"text": row["text"], "effective_on": days_from_today(-row["days_ago"])}
        version = word(newest[row["key"]], values, actor=people[row["by"]], version=None, via="demo")
        DefinitionVersion.objects.filter(pk=version.pk).update(at=_ago(row["days_ago"]))
        if row["signed"]:
            _sign(version, people, row["days_ago"], SIGNERS)


def _ago(days):
    return timezone.now() - timedelta(days=days)


def _sign(record, people, days_ago, sides):
    """Let these sides have signed a record so many days ago, marketing a day after sales."""
    for late, side in enumerate(sides):
        sign(record, actor=people[SIGNERS[side]], version=None, via="demo")
        signed = Signature.objects.of(record.SIGNED_AS, record.pk, record.version).filter(side=side)
        signed.update(at=_ago(days_ago - late))
