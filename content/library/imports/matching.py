"""Which asset a row of a file means: by the source's id, by the portal's reference, else by its address."""

from collections import defaultdict
from dataclasses import dataclass

from content.library import rules
from content.library.models import Asset

# Of one statement's parameters; SQLite takes 32,766, and four lists are asked for at once.
CHUNK = 4000


@dataclass(frozen=True, slots=True)
class Known:
    """What identifies an asset that is there already."""

    id: int
    reference: str
    external_id: str
    url: str
    title_key: str


class Matcher:
    """Finds the asset of each record, and gives new ones a free reference. Reads the database when made."""

    def __init__(self, records):
        self._by = {name: defaultdict(list) for name in ("reference", "external_id", "url", "title_key")}
        for known in _known(records):
            for name, found in self._by.items():
                if key := getattr(known, name):
                    found[key].append(known)
        self._taken, self._rows = {}, {}
        self._references = set(self._by["reference"])
        self._wanted = {
            record.values[name]
            for record in records
            for name in ("reference", "external_id")
            if name in record.values
        }
        self._numbers = {}

    def find(self, record):
        """The Known asset that `record` means, None for a new one; a double is refused in the record."""
        values = record.values
        known = self._match(record, values.get("reference"), values.get("external_id"), values.get("url"))
        name = next((name for name in ("reference", "external_id", "url") if name in values), "")
        key = ("asset", known.id) if known else (name, values[name]) if name else None
        if earlier := self._taken.get(key):
            record.refuse("", "", f"Row {earlier} already means the same asset. Remove one of the two rows.")
        elif key:
            self._taken[key] = record.number
        return known

    def _match(self, record, reference, external_id, url):
        if reference and (found := self._by["reference"][reference]):
            return found[0]
        if external_id:
            if found := self._by["external_id"][external_id]:
                return self._only(found, record, "id")
            same = self._free(self._by["reference"][external_id])
            return next((known for known in same if self._looks_like(known, record)), None) or self._adopted(
                url
            )
        if url and not reference:
            return self._only(self._by["url"][url], record, "address")
        return None

    def _adopted(self, url):
        """The asset with this address that no source has named yet, if there is exactly one."""
        found = self._free(self._by["url"][url]) if url else []
        return found[0] if len(found) == 1 else None

    def _free(self, found):
        return [known for known in found if not known.external_id and ("asset", known.id) not in self._taken]

    def _looks_like(self, known, record):
        """Whether an asset whose reference equals a foreign id is the same piece and not a coincidence."""
        title = record.values.get("title", "")
        return known.url == record.values.get("url", "") != "" or known.title_key == rules.title_key(title)

    def _only(self, found, record, what):
        if len(found) > 1:
            references = ", ".join(known.reference for known in found[:5])
            sentence = (
                f"Several assets have this {what}: {references}. Add a column “reference” that says which."
            )
            record.refuse(what.capitalize(), "", sentence)
        return found[0] if found else None

    def twin(self, record):
        """For a row without id and address: the only asset with its title, if there is exactly one."""
        if "title" not in record.values or {"reference", "external_id", "url"} & record.values.keys():
            return None
        there = self._by["title_key"][rules.title_key(record.values["title"])]
        return there[0] if len(there) == 1 else None

    def note_doubles(self, record):
        """Say which assets and which earlier rows share the title or the address of a new record."""
        for name, label in (("title", "Title"), ("url", "Address")):
            value = record.values.get(name)
            if not value:
                continue
            key = rules.title_key(value) if name == "title" else value
            there = self._by["title_key" if name == "title" else "url"][key]
            if there:
                record.note(label, value, f"The asset “{there[0].reference}” has the same; both are kept.")
            elif earlier := self._rows.get((name, key)):
                record.note(label, value, f"Row {earlier} has the same; both are kept.")
            self._rows.setdefault((name, key), record.number)

    def new_reference(self, record, stem):
        """A free reference: the one wanted where it may be one, else made from it, else numbered `<stem>-<nnn>`."""
        wanted = record.values.get("reference") or record.values.get("external_id") or ""
        reference = wanted if not rules.reference_problem(wanted) else self._made_from(wanted, stem)
        if not reference:
            return self._numbered(stem)
        if reference in self._references:
            reference = self._numbered(reference, first=2, form="{}-{}")
        if reference != wanted:
            record.note("Reference", wanted, f"It becomes “{reference}”, because {self._why_not(wanted)}.")
        self._references.add(reference)
        return reference

    def _made_from(self, wanted, stem):
        slug = rules.slugified(wanted)
        return f"{stem}-{slug}" if slug and rules.reference_problem(slug) else slug

    def _why_not(self, wanted):
        if not rules.reference_problem(wanted):
            return "another asset has it"
        return "an address of the portal has lower-case letters, digits and hyphens and is no number"

    def _numbered(self, stem, first=1, form="{}-{:03d}"):
        """The next reference of this stem that neither the library nor an earlier row has."""
        if stem not in self._numbers:
            taken = set(Asset.objects.numbered(stem).references())
            self._references |= taken
            self._numbers[stem] = int(rules.next_reference(stem, taken).rsplit("-", 1)[1])
        number = max(first, self._numbers[stem])
        while (reference := form.format(stem, number)) in self._references or reference in self._wanted:
            number += 1
        self._numbers[stem] = number + 1
        self._references.add(reference)
        return reference


def _known(records):
    """Every asset that shares an id, a reference, an address or a title with one of the records."""
    found = {}
    for start in range(0, len(records), CHUNK):
        part = [record.values for record in records[start : start + CHUNK]]
        ids = {values["external_id"] for values in part if "external_id" in values}
        wanted = ids | {values["reference"] for values in part if "reference" in values}
        rows = Asset.objects.sharing_keys(
            references=wanted | {rules.slugified(text) for text in wanted},
            external_ids=ids,
            urls={values["url"] for values in part if "url" in values},
            title_keys={rules.title_key(values["title"]) for values in part if "title" in values},
        )
        found |= {row[0]: Known(*row) for row in rows}
    return [found[number] for number in sorted(found)]
