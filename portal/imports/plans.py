"""What an import would do, as values: made before anything is written, shown as it is, then written. Pure."""

from collections import Counter
from dataclasses import dataclass, field

CREATED, CHANGED, UNCHANGED, REFUSED = OUTCOMES = ("created", "changed", "unchanged", "refused")
CREATE, LEAVE_OUT = "+", "-"


@dataclass(frozen=True)
class Message:
    """One sentence about a row: which field, the value found there, what is the matter and what mends it."""

    field: str
    value: str
    text: str
    is_problem: bool = True
    is_unknown_word: bool = False

    def __str__(self):
        value = f" “{self.value}”" if self.value else ""
        return f"{self.field}{value}: {self.text}" if self.field else self.text


@dataclass
class Record:
    """A row of the file under the importer's field names. `values` holds what is not empty, and nothing else."""

    number: int
    values: dict
    messages: list = field(default_factory=list)

    def refuse(self, name, value, text, *, is_unknown_word=False):
        self.messages.append(Message(name, str(value)[:100], text, is_unknown_word=is_unknown_word))

    def note(self, name, value, text):
        self.messages.append(Message(name, str(value)[:100], text, is_problem=False))

    def refuses(self, name):
        """Whether the field called `name` has been refused."""
        return any(message.field == name for message in self.messages if message.is_problem)

    @property
    def is_good(self):
        return not any(message.is_problem for message in self.messages)


@dataclass
class PlannedRow:
    """What becomes of one row. `change` is the importer's own and empty where nothing is to be written.

    trace: (id, version, what it had before or None for a new one) of the record, once it is written.
    """

    number: int
    outcome: str
    label: str
    reference: str = ""
    messages: list = field(default_factory=list)
    change: object = None
    trace: object = None

    @property
    def problems(self):
        return [message for message in self.messages if message.is_problem]

    @property
    def warnings(self):
        return [message for message in self.messages if not message.is_problem]


@dataclass
class UnknownWord:
    """A word that no vocabulary knows. `near` are (slug, label) of similar terms, the nearest first.

    `chosen`: "" undecided, CREATE, LEAVE_OUT, or the slug of the term that it is another spelling of.
    """

    vocabulary: str
    key: str
    text: str
    near: list = field(default_factory=list)
    numbers: list = field(default_factory=list)
    chosen: str = ""


@dataclass
class Plan:
    """Everything an import would do. `columns` is {column: field name, "" where the column is not used}.

    joined: how many of the files that came along have a row; unmatched: (name, sentence) of those that have none.
    """

    rows: list
    words: list
    how: str = ""
    doubt: str = ""
    columns: dict = field(default_factory=dict)
    state: object = None
    joined: int = 0
    unmatched: list = field(default_factory=list)

    @property
    def counts(self):
        """{outcome: number of rows}, every outcome present."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def refused(self):
        return [row for row in self.rows if row.outcome == REFUSED]

    @property
    def waiting(self):
        """The refused rows that wait for nothing but a decision about their unknown words."""
        return [row for row in self.refused if all(problem.is_unknown_word for problem in row.problems)]

    @property
    def undecided(self):
        return [word for word in self.words if not word.chosen]

    @property
    def unused_columns(self):
        return [column for column, name in self.columns.items() if not name]

    def to_write(self, skip_bad):
        """The rows that are written: all that differ, or none while a row is refused and none may be skipped."""
        if self.refused and not skip_bad:
            return []
        return [row for row in self.rows if row.outcome in (CREATED, CHANGED)]


@dataclass(frozen=True)
class Options:
    """How to import. `choices` is {(vocabulary, key): what `UnknownWord.chosen` says}; `create_terms` creates the rest.

    mapping: {column: field name}, or None to recognise the columns. status: of new records whose row says none.
    files: those that came along, as the importer takes them.
    """

    actor: object
    owner: object = None
    status: str = ""
    create_terms: bool = False
    choices: dict = field(default_factory=dict)
    mapping: dict | None = None
    skip_bad: bool = False
    files: tuple = ()
