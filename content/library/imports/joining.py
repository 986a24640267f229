"""Which file belongs to which row of a sheet: by its name in a column, else by the row's reference or title. Pure."""

from collections import defaultdict

from content.files.rules import clean_name, title_from
from content.library.rules import slugified

NO_FILE = "No file of this name came with the sheet. The row is taken without it."
NO_ROW = "No row names it, and none has its name as reference or title. Name it in a column “file”."
TWICE = "Another file that came with the sheet has the same name. Rename one of the two."


class Joined:
    """`of` is {row number: file}; `unmatched` are (name, sentence) of files that no row takes.

    records: of the engine; a `file` among the values names one. files: anything with `name` and `problem`. What a row
    misses is noted in the record, and a row whose file is refused is refused with it.
    """

    def __init__(self, records, files):
        self.of, self._taken, self._several = {}, set(), {}
        self._names, self._keys = defaultdict(list), defaultdict(list)
        for file in files:
            self._names[file.name.casefold()].append(file)
            self._keys[_key(file.name)].append(file)
        for record in records:
            if "file" in record.values:
                self._by_name(record)
        if files:
            self._by_key([record for record in records if "file" not in record.values])
        self.unmatched = [(file.name, self._why(file)) for file in files if id(file) not in self._taken]

    def _by_name(self, record):
        name = clean_name(record.values["file"])
        found = self._names[name.casefold()] or self._keys[_key(name)]
        if len(found) == 1:
            self._give(record, found[0])
        else:
            record.note("File", name, TWICE if found else NO_FILE)

    def _by_key(self, records):
        """What no column says: a file whose name is the reference or the title of exactly one row."""
        wanting = defaultdict(list)
        for record in records:
            names = (record.values.get(name) for name in ("reference", "external_id", "title"))
            for key in {_slug(name) for name in names if name}:
                wanting[key].append(record)
        for key, files in self._keys.items():
            rows = wanting.get(key, [])
            free = [file for file in files if id(file) not in self._taken]
            if len(rows) == 1 and len(free) == 1 and key:
                self._give(rows[0], free[0])
            elif len(rows) > 1:
                self._several[key] = ", ".join(str(record.number) for record in rows[:5])

    def _give(self, record, file):
        self._taken.add(id(file))
        if file.problem:
            record.refuse("File", file.name, file.problem)
        elif record.number in self.of:
            self._taken.discard(id(file))
        else:
            self.of[record.number] = file

    def _why(self, file):
        if file.problem:
            return file.problem
        if len(self._names[file.name.casefold()]) > 1:
            return TWICE
        if rows := self._several.get(_key(file.name)):
            return f"Several rows could mean it: {rows}. Name it in a column “file”."
        return NO_ROW


def _key(name):
    """What a file's name says without version and copy marks."""
    return _slug(title_from(name))


def _slug(text):
    return slugified(text) or " ".join(text.casefold().split())
