"""Turn the texts of a record into values, and say what cannot be read."""

from collections import Counter

from django.core.exceptions import ValidationError

from content.library import rules
from content.library.imports import values as read
from content.library.imports.fields import LABELS, MANY_TERMS, ONE_TERM
from content.library.models import Asset
from portal.shared.models import hidden_problem
from portal.users.models import User

READERS = {
    "title": read.read_title,
    "summary": read.read_summary,
    "url": read.read_url,
    "audience": read.read_audience,
    "status": read.read_status,
    "published_on": read.read_day,
    "review_on": read.read_day,
    "expires_on": read.read_day,
}


class Parser:
    """Reads the records of one file; words go to `words`, an `imports.words.Words`."""

    def __init__(self, words, records):
        self.words = words
        self._owners = _people(records)

    def read(self, record):
        """Replace the record's texts by values; what cannot be read is refused and left out."""
        values = record.values
        for name in [name for name in READERS if name in values]:
            self._read_plain(record, name, values.pop(name))
        for name in ("external_id", "reference"):
            if name in values and len(values[name]) > 200:
                record.refuse(LABELS[name], values.pop(name), "It has more than 200 characters. Shorten it.")
        self._read_words(record)
        if "talking_points" in values:
            self._read_points(record)
        if "owner" in values:
            self._read_owner(record)

    def _read_plain(self, record, name, text):
        value, note, problem = READERS[name](text)
        if note:
            record.note(LABELS[name], text, note)
        if problem:
            record.refuse(LABELS[name], text, problem)
        elif value and self._fits(record, name, value):
            record.values[name] = value

    def _fits(self, record, name, value):
        """What the table itself asks of a value, so that a later edit of the asset is not refused for it."""
        if name == "title" and (problem := hidden_problem(value)):
            record.refuse(LABELS[name], value, problem)
            return False
        try:
            Asset._meta.get_field(name).clean(value, None)
        except ValidationError as error:
            record.refuse(LABELS[name], value, f"{' '.join(error.messages)} Correct it in the file.")
            return False
        return True

    def _read_words(self, record):
        values = record.values
        for name in [name for name in ONE_TERM if name in values]:
            term = self.words.find(ONE_TERM[name], values.pop(name), record, LABELS[name])
            values |= {name: term} if term else {}
        for name in [name for name in MANY_TERMS if name in values]:
            found = [self.words.find(MANY_TERMS[name], text, record, LABELS[name]) for text in values[name]]
            values[name] = list(dict.fromkeys(filter(None, found)))

    def _read_points(self, record):
        texts = record.values["talking_points"] = rules.point_texts(record.values["talking_points"])
        if problem := rules.points_problem(texts):
            record.refuse(LABELS["talking_points"], max(texts, key=len), f"{problem} Shorten or remove some.")

    def _read_owner(self, record):
        text = record.values.pop("owner")
        if owner := self._owners.get(text.casefold()):
            record.values["owner"] = owner
        else:
            sentence = (
                "No active person has this e-mail address. Invite the person first, or write another one."
            )
            record.refuse(LABELS["owner"], text, sentence)


def _people(records):
    """{e-mail, or name that only one has, in lower case: active person}, read only where a row names an owner."""
    if not any("owner" in record.values for record in records):
        return {}
    people = list(User.objects.active())
    names = Counter(person.name.casefold() for person in people)
    named = {name: person for person in people if names[name := person.name.casefold()] == 1}
    return named | {person.email.casefold(): person for person in people}
