"""What becomes of each row: everything is read, matched and checked here, nothing is written."""

from dataclasses import dataclass, field

from content.library import rules
from content.library.imports.fields import LABELS, MANY_TERMS, ONE_TERM
from content.library.imports.joining import Joined
from content.library.imports.matching import Matcher
from content.library.imports.parsing import Parser
from content.library.imports.there import read_there
from content.library.imports.words import Words
from content.library.models import Asset
from content.vocabularies.models import Format
from portal.imports.limits import ImportProblem
from portal.imports.plans import CHANGED, CREATED, REFUSED, UNCHANGED, Plan, PlannedRow, Record
from portal.shared.changes import plain
from portal.shared.dates import today
from portal.shared.registry import problems_of
from portal.users.current import portal_settings

PLAIN = (
    "title",
    "summary",
    "body",
    "url",
    "audience",
    "published_on",
    "review_on",
    "expires_on",
    "external_id",
)
CHUNK = 2000
ORDER = (rules.DRAFT, rules.IN_REVIEW, rules.PUBLISHED, rules.ARCHIVED)


@dataclass
class AssetChange:
    """What is to be written for one row. `asset` is the one that is there, or None for a new one.

    columns: {attribute: value}; terms: {field: Entry or NewTerm}; links: {field: list of them}; points: texts, or
    None where they stay; moved: {field: [old, new]} for the history; texts: a new asset's words, cut beforehand.
    file: an `incoming.Incoming` that becomes its next version, or None. before: what undoing puts back, see `undoing`.
    """

    asset: Asset | None = None
    columns: dict = field(default_factory=dict)
    terms: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)
    points: list | None = None
    moved: dict = field(default_factory=dict)
    texts: object = None
    file: object = None
    before: dict = field(default_factory=dict)


class Planner:
    """Plans one file. `options` as the engine's Options. Raises ImportProblem."""

    def __init__(self, records, options):
        self.records, self.options = records, options
        self.words = Words(options)
        self.day = today()
        self._review_days = dict(Format.objects.values_list("pk", "review_days"))

    def plan(self):
        parser = Parser(self.words, self.records)
        for record in self.records:
            parser.read(record)
        self.joined = Joined(self.records, self.options.files)
        self.matcher = Matcher(self.records)
        rows = []
        # In blocks, so that of the assets that are there only those that change stay in memory.
        for start in range(0, len(self.records), CHUNK):
            rows += self._rows(self.records[start : start + CHUNK])
        plan = Plan(rows, list(self.words.unknown.values()), state=self.words)
        plan.joined, plan.unmatched = len(self.joined.of), self.joined.unmatched
        return plan

    def _rows(self, records):
        found = [(record, self.matcher.find(record), self.matcher.twin(record)) for record in records]
        ids = {known.id for _, *both in found for known in both if known}
        there = read_there(sorted(ids), self.words.terms)
        return [self._row(record, _of(there, known), _of(there, twin)) for record, known, twin in found]

    def _row(self, record, there, twin):
        if there is None and twin and record.is_good:
            # A row without id and address that says nothing new about the only asset with its title.
            same = self._change(Record(record.number, record.values), twin)
            there = None if same.moved else twin
        change = self._change(record, there) if there else self._creation(record)
        self._join(record, change)
        _check_dates(record, change)
        label = record.values.get("title") or (there.asset.title if there else "")
        reference = there.asset.reference if there else ""
        if not record.is_good:
            return PlannedRow(record.number, REFUSED, label, reference, record.messages)
        if there and not change.moved:
            return PlannedRow(record.number, UNCHANGED, label, reference, record.messages)
        if there:
            return PlannedRow(record.number, CHANGED, label, reference, record.messages, change)
        self.matcher.note_doubles(record)
        form = change.terms.get("format")
        reference = self.matcher.new_reference(record, form.slug if form else "asset")
        change.columns["reference"] = reference
        return PlannedRow(record.number, CREATED, label, reference, record.messages, change)

    def _join(self, record, change):
        """The file of the row becomes the asset's next version, unless it is the current one."""
        file = self.joined.of.get(record.number)
        now = change.asset and change.asset.current_version
        if file and not file.is_same_as(now and now.file):
            change.file = file
            change.moved["current_version"] = [str(now) if now else None, file.name]
            change.before["version"] = now and now.pk

    def _creation(self, record):
        values = record.values
        if "title" not in values and not record.refuses(LABELS["title"]):
            record.refuse(LABELS["title"], "", "A new asset needs a title. Give it one.")
        change = AssetChange(
            columns={"audience": "internal"} | {name: values[name] for name in PLAIN if name in values},
            terms={name: values[name] for name in ONE_TERM if name in values},
            links={name: values[name] for name in MANY_TERMS if values.get(name)},
            points=values.get("talking_points", []),
        )
        change.columns["owner"] = values.get("owner") or self.options.owner
        if "language" not in change.terms:
            change.terms["language"] = self._default_language()
        self._place(record, change)
        return change

    def _place(self, record, change):
        """Status and dates of a new asset."""
        values = record.values
        status = values.get("status") or self.options.status or rules.PUBLISHED
        form = values.get("format")
        if status == rules.PUBLISHED and not form and record.is_good:
            status = rules.DRAFT
            if "status" in values:
                record.refuse(
                    LABELS["format"], "", "A published asset has a format. Name one, or make it a draft."
                )
            else:
                record.note(LABELS["format"], "", "It has no format and becomes a draft.")
        change.columns["status"] = status
        if status == rules.ARCHIVED:
            change.columns["archived_from"] = rules.DRAFT
        if status == rules.PUBLISHED and record.is_good:
            self._publish(change.columns, form, None)
            for name, word in (("stage", "stage"), ("personas", "persona")):
                if not values.get(name):
                    record.note(LABELS[name], "", f"It has no {word}, so it is not found by {word}.")

    def _publish(self, columns, form, asset):
        """Fill in what a published asset has: the day, and when it is looked at again."""
        expires_on = columns.get("expires_on") or getattr(asset, "expires_on", None)
        if not (columns.get("published_on") or getattr(asset, "published_on", None)):
            columns["published_on"] = min(self.day, expires_on or self.day)
        if not (columns.get("review_on") or getattr(asset, "review_on", None)):
            days = self._review_days.get(form.id, Format._meta.get_field("review_days").default)
            columns["review_on"] = rules.next_review(self.day, days)

    def _default_language(self):
        slug = portal_settings().default_language
        entry = self.words.terms.by_slug["language"].get(slug)
        if entry is None:
            raise ImportProblem(
                f"The default language “{slug}” is not among the languages. Add it to the vocabulary, "
                "or choose another under Settings."
            )
        return entry

    def _change(self, record, there):
        """What `record` changes of an asset that is there."""
        values, asset = record.values, there.asset
        change = AssetChange(asset=asset)
        columns = {name: values[name] for name in (*PLAIN, "owner") if name in values}
        if asset.external_id:
            columns.pop("external_id", None)
        self._move(record, there, columns)
        for name, value in columns.items():
            if (old := getattr(asset, name)) != value:
                change.columns[name] = value
                change.moved[name] = [plain(old), plain(value)]
        change.before["columns"] = {name: _stored(getattr(asset, name)) for name in change.columns}
        change.moved.pop("archived_from", None)
        _compare_terms(change, values, there)
        if values.get("talking_points", there.points) not in ([], there.points):
            change.points = values["talking_points"]
            change.moved["talking_points"] = [there.points, change.points]
            change.before["points"] = there.points
        return change

    def _move(self, record, there, columns):
        """The status of an asset that is there goes forward only: a file does not take back what people decided."""
        asset = there.asset
        status = record.values.get("status", asset.status)
        if ORDER.index(status) < ORDER.index(asset.status):
            word = asset.get_status_display().lower()
            record.note(LABELS["status"], status, f"The asset is {word} in the portal and stays so.")
        elif status == rules.ARCHIVED != asset.status:
            columns |= {"status": status, "archived_from": asset.status}
        elif status != asset.status:
            columns["status"] = status
            if status == rules.PUBLISHED:
                self._move_to_published(record, there, columns)

    def _move_to_published(self, record, there, columns):
        form = record.values.get("format") or next(iter(there.terms.get("format", ())), None)
        if problems := problems_of("library.publish_asset", there.asset):
            record.refuse(LABELS["status"], rules.PUBLISHED, " ".join(problems))
        elif form is None:
            record.refuse(
                LABELS["format"], "", "A published asset has a format. Name one, or leave it a draft."
            )
        else:
            self._publish(columns, form, there.asset)


def _compare_terms(change, values, there):
    """Enter the terms that differ from those of the asset that is there."""
    for name, vocabulary in (ONE_TERM | MANY_TERMS).items():
        wanted = values.get(name)
        several = name in MANY_TERMS
        if not wanted or there.ids(vocabulary) == {term.id for term in (wanted if several else [wanted])}:
            continue
        old = there.labels(vocabulary)
        change.before.setdefault("links" if several else "terms", {})[name] = sorted(there.ids(vocabulary))
        if several:
            change.links[name] = wanted
            change.moved[name] = [old, [term.label for term in wanted]]
        else:
            change.terms[name] = wanted
            change.moved[name] = [old[0] if old else None, wanted.label]


def _stored(value):
    """A column's value as JSON keeps it; people by their id."""
    return value.pk if hasattr(value, "pk") else plain(value)


def _check_dates(record, change):
    published_on, expires_on = (
        change.columns.get(name, getattr(change.asset, name, None)) for name in ("published_on", "expires_on")
    )
    if published_on and expires_on and expires_on < published_on:
        sentence = f"It would expire before it was published ({published_on}). Correct one of the two dates."
        record.refuse(LABELS["expires_on"], expires_on, sentence)


def _of(there, known):
    return there.get(known.id) if known else None
