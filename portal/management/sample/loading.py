"""Bring the invented company into an empty database, or leave alone what is there."""

import json
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from content.feedback.actions import ask
from content.feedback.models import ContentRequest
from content.files.actions import take_file
from content.library.documents import document_of
from content.library.importer import AssetImporter
from content.library.models import Asset
from content.library.versions.actions import add_version
from content.search.actions import add_synonym, put_many
from content.vocabularies.actions import add_term, change_term
from content.vocabularies.labels import labels
from content.vocabularies.models import VOCABULARIES, Stage
from portal.activity.models import Activity
from portal.imports.engine import carry_out
from portal.imports.plans import Options
from portal.imports.reading import read_table
from portal.management.sample import agreements, battle_cards, feedback, notices, recall, trust, upkeep
from portal.management.sample.joint_work import load_accounts, load_calendar
from portal.saved_views.actions import save_view
from portal.shared.dates import days_from_today
from portal.users.models import PortalSettings, Team, User

FOLDER = Path(__file__).parent
PASSWORD = "tandem-demo"
LOGINS = {
    "rep@example.com": "rep",
    "marketer@example.com": "marketer",
    "account@example.com": "account team",
    "admin@example.com": "admin",
}
KINDS = {
    "personas": "persona",
    "competitors": "competitor",
    "industries": "industry",
    "products": "product",
    "languages": "language",
    "formats": "format",
    "tags": "tag",
}
TERM_FIELDS = ("label", "note", "aliases", "review_days", "needs_approval")


# Whose, for whom, name, query as the library writes it.
VIEWS = [
    (
        "marketer@example.com",
        "everyone",
        "Proof for finance",
        "stage=bofu&persona=chief-financial-officer,finops-lead",
    ),
    ("marketer@example.com", "everyone", "Ready for buyers", "freshness!=expired,overdue&audience=shareable"),
    ("marketer@example.com", "everyone", "Review is due", "freshness=due-soon,overdue"),
    ("rep@example.com", "private", "Stories to send", "format=case-study,testimonial&audience=shareable"),
]


def read(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def is_loaded():
    return User.objects.filter(email__in=LOGINS).count() == len(LOGINS)


def foreign_data():
    """Why this database is not the demo's; empty when it is the demo's or holds nothing yet."""
    if is_loaded() or not (User.objects.exists() or Asset.objects.exists()):
        return ""
    return (
        "This database holds people or assets that are not the demo's, so the demo leaves it alone. "
        "Set TANDEM_VAR to an empty folder, or DATABASE_URL to an empty database."
    )


def load():
    """Load everything in one transaction, so that a demo that was stopped half-way starts anew. Yields lines."""
    if is_loaded():
        yield "The sample company is there already; nothing was added."
        return
    with transaction.atomic():
        yield f"Loading the sample company {read('people')['company']} ..."
        people = _load_people()
        _load_vocabularies(people["admin@example.com"])
        yield f"  {_load_assets(people['marketer@example.com'])} assets"
        yield f"  {_load_files(people['marketer@example.com'])} files"
        yield f"  {_load_requests(people)} requests"
        yield f"  {_save_views(people)} saved views"
        yield f"  {agreements.load(people)} persona pages"
        yield f"  {load_accounts(read('accounts'), people)} accounts"
        yield f"  {load_calendar(read('calendar'), people)} calendar entries"
        yield f"  {recall.load(people)} assets taken back"
        yield f"  {trust.load(people)} approvals"
        yield f"  {battle_cards.load(people)}"
        yield f"  {feedback.load(people)} uses, flags and sends"
        yield f"  {upkeep.load(people)} searches"
        yield f"  {notices.load(people)} notices"


def _save_views(people):
    for email, visibility, name, query in VIEWS:
        values = {"kind": "assets", "name": name, "query": query, "visibility": visibility}
        save_view(values, actor=people[email])
    return len(VIEWS)


def _load_people():
    data = read("people")
    PortalSettings.objects.update_or_create(pk=1, defaults={"name": "Tandem", "first_run_done": True})
    teams = {team["name"]: Team.objects.create(name=team["name"]) for team in data["teams"]}
    password = make_password(PASSWORD)
    people = {}
    for person in data["users"]:
        values = {key: person[key] for key in ("email", "name", "role", "side")}
        secret = password if person["email"] in LOGINS else make_password(None)
        people[person["email"]] = User.objects.create(
            **values, team=teams.get(person["team"]), password=secret
        )
    for team in data["teams"]:
        Team.objects.filter(name=team["name"]).update(lead=people[team["lead"]])
    return people


def _load_vocabularies(actor):
    data = read("vocabularies")
    stages = {stage.slug: stage for stage in Stage.objects.all()}
    for plural, vocabulary in KINDS.items():
        model = VOCABULARIES[vocabulary]
        for row in data[plural]:
            values = {key: row[key] for key in TERM_FIELDS if key in row}
            if "stages" in row:
                values["stages"] = [stages[slug] for slug in row["stages"]]
            if term := model.objects.filter(slug=row["slug"]).first():
                change_term(term, values, actor=actor, version=term.version, via="demo")
            else:
                add_term(vocabulary, values | {"slug": row["slug"]}, actor=actor, via="demo")
    for words in data["synonyms"]:
        add_synonym(words, actor=actor)


def _load_files(actor):
    """A file for the assets that one is named after; the worker reads them."""
    paths = sorted((FOLDER / "files").iterdir())
    for path in paths:
        asset = Asset.objects.get(reference=path.stem)
        file, name, _ = take_file([path.read_bytes()], path.name)
        add_version(asset, file, name, actor=actor, version=None, via="demo")
    return len(paths)


def _load_assets(actor):
    """The assets, by the same engine as every import, with their dates counted from today."""
    rows = []
    for row in read("assets"):
        for field in ("published", "review", "expires"):
            key = "published_days_ago" if field == "published" else f"{field}_in_days"
            days = row.pop(key)
            day = days_from_today(-days if field == "published" and days is not None else days)
            row[f"{field}_on"] = day.isoformat() if day else None
        rows.append(row)
    table = read_table("assets.json", json.dumps(rows).encode())
    plan = carry_out(AssetImporter(), table, Options(actor=actor, owner=actor))
    if plan.refused or plan.undecided:
        raise ValueError(f"The demo's own data is not accepted: {plan.refused[:3]} {plan.undecided[:3]}")
    _spread_history()
    return plan.counts["created"]


def _spread_history():
    """Let each asset have come on the day it was published, as in a library that grew."""
    now = timezone.now()
    assets = list(Asset.objects.for_reading())
    moments = {asset.pk: _moment(asset, now) for asset in assets}
    for asset in assets:
        asset.created_at = asset.updated_at = moments[asset.pk]
    lines = list(Activity.objects.filter(kind=Asset._meta.label))
    for line in lines:
        line.at = moments[line.object_id]
    Asset.objects.bulk_update(assets, ["created_at", "updated_at"], batch_size=200)
    Activity.objects.bulk_update(lines, ["at"], batch_size=200)
    put_many(document_of(asset) for asset in assets)


def _moment(asset, now):
    days = (now.date() - asset.published_on).days if asset.published_on else asset.pk % 20
    return now - timedelta(days=max(0, days), minutes=asset.pk % 480)


def _load_requests(people):
    now = timezone.now()
    rows = read("requests")
    for row in rows:
        persona = labels().match("persona", row["persona"]) if row["persona"] else None
        stage = labels().match("stage", row["stage"]) if row["stage"] else None
        values = {
            "title": row["title"],
            "note": row["note"],
            "query": row["query"] or "",
            "persona_id": persona.id if persona else None,
            "stage_id": stage.id if stage else None,
        }
        request = ask(values, actor=people[row["requester"]])
        ContentRequest.objects.filter(pk=request.pk).update(created_at=now - timedelta(days=row["days_ago"]))
    return len(rows)
