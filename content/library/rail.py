"""The facet rail: which values a page offers beside its results, with counts and addresses."""

from dataclasses import dataclass

from content.library.criteria import FACETS, NONE, write_query
from content.library.filters import ALWAYS_SET, FIXED, list_url
from content.library.wording import FACET_LABELS, short_count

SHOWN = 8
FIND_FROM = 11
OPEN = {"persona", "format", "freshness"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet. `leave_out`: where it is set, the address that excludes it or lifts that."""

    slug: str
    label: str
    count: int
    chosen: bool
    excluded: bool
    leave_out: str
    short: str = ""
    # Why nobody should rely on the value yet; empty for most.
    mark: str = ""

    @property
    def short_count(self):
        return short_count(self.count)


@dataclass(frozen=True)
class Facet:
    """One group of the rail. hidden: how many values wait behind "Show all"."""

    name: str
    label: str
    values: list
    hidden: int
    number: int
    summary: str
    is_open: bool
    has_find: bool
    show_all: str
    is_whole: bool


def rail_of(reading, answer):
    """(stages, facets): the three stages and every other facet that has anything to offer."""
    facets = [facet_of(reading, answer, name) for name in FACETS if name != "stage"]
    return _values(reading, answer, "stage"), [facet for facet in facets if facet.values]


def facet_of(reading, answer, name, *, whole=False):
    """One facet: what is chosen first, then the most frequent; `whole` shows all."""
    values = _values(reading, answer, name)
    pinned = [value for value in values if value.chosen or value.excluded]
    rest = [value for value in values if not (value.chosen or value.excluded)]
    if name not in FIXED:
        rest.sort(key=lambda value: (-value.count, value.slug == NONE, value.label.casefold()))
        useful = [value for value in rest if value.count]
    else:
        useful = rest
    whole = whole or name in reading.criteria.page_only.get("all", "").split(",")
    shown = rest if whole else useful[: max(SHOWN - len(pinned), 0)]
    return Facet(
        name=name,
        label=FACET_LABELS[name],
        values=pinned + shown,
        hidden=len(values) - len(pinned) - len(shown),
        number=len(values),
        summary=_summary(pinned, sum(value.count > 0 for value in values)),
        is_open=name in OPEN or bool(pinned) or whole,
        has_find=len(values) >= FIND_FROM,
        show_all=list_url(write_query(reading.criteria.showing(all=name, sel=None))),
        is_whole=whole,
    )


def _summary(pinned, number):
    """What is set, in words; else `number`, how many values have results."""
    chosen = sum(value.chosen for value in pinned)
    excluded = sum(value.excluded for value in pinned)
    words = [f"any of {chosen}" if chosen > 1 else "1 chosen"] if chosen else []
    words += [f"{excluded} excluded"] if excluded else []
    return ", ".join(words) or str(number)


def _values(reading, answer, name):
    counts, criteria = answer.counts[name], reading.criteria
    chosen, excluded = criteria.values(name), criteria.values(name, True)
    shorts = reading.terms.by_slug["stage"] if name == "stage" else {}
    marked = reading.terms.by_slug["persona"] if name == "persona" else {}
    return [
        Value(
            slug=slug,
            label=label,
            count=counts.get(key, 0),
            chosen=slug in chosen,
            excluded=slug in excluded,
            # What is free is excluded by the form itself.
            leave_out=_leave_out(criteria, name, slug) if slug in chosen or slug in excluded else "",
            short=shorts[slug].short if slug in shorts else "",
            mark=marked[slug].mark if slug in marked else "",
        )
        for key, slug, label in _known_values(reading, counts, name)
    ]


def _leave_out(criteria, name, slug):
    return list_url(write_query(criteria.excluding(name, slug)))


def _known_values(reading, counts, name):
    """(key in the counts, slug, label) of every value that the facet can have."""
    if name in FIXED:
        return [
            (slug, slug, label)
            for slug, label in FIXED[name].items()
            if _is_offered(reading, counts, name, slug)
        ]
    if name == "owner":
        return _owners(reading, counts)
    entries = reading.terms.entries(name)
    if name == "tag" and not reading.viewer.sees_all:
        # What no result has may be the word of a hidden draft.
        entries = [one for one in entries if one.id in counts or one.slug in _mentioned(reading, name)]
    known = [(entry.id, entry.slug, entry.label) for entry in entries]
    if name not in ALWAYS_SET and (counts.get(None) or NONE in _mentioned(reading, name)):
        known.append((None, NONE, reading.label(name, NONE)))
    return known


def _owners(reading, counts):
    own, mentioned = reading.user.pk, _mentioned(reading, "owner")
    people = [
        (pk, str(pk), name) for pk, name in reading.owners.items() if pk in counts or str(pk) in mentioned
    ]
    mine = counts.get(own, 0) or "me" in mentioned
    others = [entry for entry in people if entry[0] != own or str(own) in mentioned]
    return ([(own, "me", f"{reading.user} (me)")] if mine and str(own) not in mentioned else []) + others


def _is_offered(reading, counts, name, slug):
    """States that a person never meets are not in the way: drafts and archive are for those who have them."""
    hidden = name == "freshness" and slug in ("draft", "in-review", "archived")
    return not hidden or counts.get(slug) or slug in _mentioned(reading, name)


def _mentioned(reading, name):
    return {*reading.criteria.values(name), *reading.criteria.values(name, True)}
