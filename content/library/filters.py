"""The one parser of the library's address: page, API, saved views and bulk change all read it here."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from content.library.criteria import (
    FACETS,
    NONE,
    PAGE_ONLY,
    SIZES,
    VIEWS,
    WORDS_LIMIT,
    Criteria,
    clean_words,
    write_query,
)
from content.library.models import Asset
from content.library.wording import AUDIENCE_LABELS, FACET_LABELS, FRESHNESS_LABELS, chips_of, sentence_of
from content.search import engine
from content.search.query import ORDERINGS, Query, Viewer
from content.vocabularies.labels import labels, last_seen
from content.vocabularies.models import Tag

__all__ = ["Problem", "Reading", "read_query", "write_query"]

FIXED = {"freshness": FRESHNESS_LABELS, "audience": AUDIENCE_LABELS}
# Facets that always have a value, so that "not assigned" is no answer.
ALWAYS_SET = {"freshness", "audience", "owner"}
# "stage:bofu" or -persona:"Platform Lead" typed among the words is a filter.
TYPED = re.compile(rf'(?<!\S)(-?)({"|".join(FACETS)}|type):("[^"]+"|\S+)', re.IGNORECASE)
NO_NAME = "Not assigned"


@dataclass(frozen=True)
class Problem:
    """A part of the address that means nothing: `sentence` says so to a person."""

    parameter: str
    value: str
    sentence: str


class People:
    """Who owns what somebody may see: read once, and only when somebody is named or listed."""

    def __init__(self, user):
        self._user = user

    def sees(self, facet, slugs):
        """Those of these terms whose existence the person may know."""
        if facet != "tag" or self._user.has_perm("content.change_asset"):
            return set(slugs)
        ids = {known.id: slug for slug in slugs if (known := last_seen().by_slug["tag"].get(slug))}
        seen = {ids[pk] for pk in engine.surely_seen("tag", ids, viewer_of(self._user))}
        unsure = set(slugs) - seen
        return seen | (
            set(Tag.objects.visible_to(self._user).with_slugs(unsure).slugs()) if unsure else set()
        )

    @cached_property
    def owners(self):
        return Asset.objects.visible_to(self._user).owner_names()


class Reading:
    """What an address asks for: criteria (slugs), query (ids, for the search engine), problems and words for it."""

    def __init__(self, user, terms, people):
        self.user, self.terms, self.people = user, terms, people
        self.criteria = Criteria()
        self.problems = []

    @property
    def owners(self):
        """{id: name} of everyone who owns an asset that the reader may see."""
        return self.people.owners

    @cached_property
    def query(self):
        """The search engine's query for the asked page."""
        criteria = self.criteria
        return Query(
            words=criteria.words,
            include={facet: self._ids(facet, slugs) for facet, slugs in criteria.included.items()},
            exclude={facet: self._ids(facet, slugs) for facet, slugs in criteria.excluded.items()},
            ordering=criteria.ordering,
            offset=(criteria.page - 1) * self.page_size,
            limit=self.page_size,
            literal="literal" in criteria.page_only,
        )

    @property
    def page_size(self):
        return int(self.criteria.page_only.get("size", SIZES[0]))

    @property
    def viewer(self):
        return viewer_of(self.user)

    @property
    def chips(self):
        return chips_of(self.criteria, self.label)

    @property
    def sentence(self):
        return sentence_of(self.criteria, self.label)

    def label(self, facet, slug):
        """The word for a value: label of a term, name of a person."""
        if slug == NONE:
            return NO_NAME
        if facet in FIXED:
            return FIXED[facet][slug]
        if facet == "owner":
            return "me" if slug == "me" else self.owners.get(int(slug), slug)
        return self.terms.by_slug[facet][slug].label

    def chips_for(self, criteria):
        """The chips of other criteria, in the words of this reading."""
        return chips_of(criteria, self.label)

    def slug_and_side(self, facet, value):
        """(slug, whether it is excluded) of a value of the query."""
        for excluded in (False, True):
            for slug in self.criteria.values(facet, excluded):
                if self._id(facet, slug) == value:
                    return slug, excluded
        raise KeyError(value)

    def slug_of(self, facet, text):
        """The value that `text` names, as addresses write it; None when there is none.

        Slugs come first; labels and other spellings of a term still work, so an old link survives a merge.
        """
        if text == NONE:
            return None if facet in ALWAYS_SET else NONE
        if facet in FIXED:
            return text if text in FIXED[facet] else None
        if facet == "owner":
            number = text.isascii() and text.isdigit() and len(text) < 19
            known = text == "me" or (number and int(text) in self.owners)
            return (text if text == "me" else str(int(text))) if known else None
        entry = self.terms.by_slug[facet].get(text) or self.terms.match(facet, text)
        return entry.slug if entry else None

    def _ids(self, facet, slugs):
        return tuple(self._id(facet, slug) for slug in slugs)

    def _id(self, facet, slug):
        if slug == NONE:
            return None
        if facet in FIXED:
            return slug
        if facet == "owner":
            return self.user.pk if slug == "me" else int(slug)
        return self.terms.by_slug[facet][slug].id


def viewer_of(user):
    """The person as the search engine knows one."""
    return Viewer(user_id=user.pk, sees_all=user.has_perm("content.change_asset"))


def list_url(query):
    """The library's address with a query string; everything has no bare question mark."""
    return reverse("content:asset-list") + (f"?{query}" if query else "")


def read_query(params, user, *, strict=False, also=(), terms=None, people=None):
    """Read a QueryDict into a Reading.

    Pages skip what they do not know and say so (`problems`); `strict`, for the API, also objects to unknown
    parameters (but those in `also`) and to bad numbers, and to the settings that only pages have.
    terms, people: the vocabularies' labels and the owners, for callers that read several addresses.
    """
    reading = Reading(user, terms or labels(), people or People(user))
    found = _Found(reading)
    for name in params:
        values = [part for text in params.getlist(name) for part in _parts(name, text)]
        if name.removesuffix("!") in FACETS:
            found.add(name.removesuffix("!"), values, exclude=name.endswith("!"))
    words = _typed_filters(params.get("q", ""), found)
    if strict and len(words) > WORDS_LIMIT:
        found.object("q", words[:20] + "…", f"The words may have {WORDS_LIMIT} characters.")
    ordering, page = _ordering(params, found, strict), _page(params, found, strict)
    if strict:
        _object_to_unknown(params, found, also)
    reading.criteria = Criteria(
        words=clean_words(words),
        included=found.side(False),
        excluded=found.side(True),
        ordering=ordering,
        page=page,
        page_only={} if strict else _page_only(params),
    )
    return reading


class _Found:
    """Collects values and problems while an address is read."""

    def __init__(self, reading):
        self.reading = reading
        self.slugs = {False: {}, True: {}}

    def add(self, facet, texts, *, exclude):
        named = {text: self.reading.slug_of(facet, text) for text in texts}
        known = self.reading.people.sees(facet, [slug for slug in named.values() if slug not in (None, NONE)])
        for text, slug in named.items():
            if slug not in known and slug != NONE:
                label = FACET_LABELS[facet].lower()
                self.object(f"{facet}!" if exclude else facet, text, f"There is no {label} “{text[:80]}”.")
            else:
                self.slugs[exclude].setdefault(facet, set()).add(slug)

    def object(self, parameter, value, sentence):
        self.reading.problems.append(Problem(parameter, value, sentence))

    def side(self, exclude):
        return {facet: tuple(sorted(slugs)) for facet, slugs in self.slugs[exclude].items()}


def _parts(name, text):
    """The values of one parameter; words and numbers are never split."""
    return [part.strip() for part in text.split(",") if part.strip()] if name != "q" else [text]


def _typed_filters(text, found):
    """The words without `facet:value` parts, which become filters where the value is known."""

    def take(match):
        minus, facet, value = match[1], match[2].lower(), match[3].strip('"')
        facet = "format" if facet == "type" else facet
        slug = found.reading.slug_of(facet, value if facet in FIXED else value.strip())
        if slug is None or (slug != NONE and not found.reading.people.sees(facet, [slug])):
            return match[0]
        found.add(facet, [slug], exclude=bool(minus))
        return ""

    return TYPED.sub(take, text)


def _ordering(params, found, strict):
    ordering = params.get("ordering", "")
    if ordering and ordering not in ORDERINGS:
        if strict:
            found.object("ordering", ordering, f"Order by one of {', '.join(ORDERINGS)}.")
        return ""
    return ordering


def _page(params, found, strict):
    text = params.get("page", "1")
    if text.isascii() and text.isdigit() and int(text[:9]) > 0:
        return int(text[:9])
    if strict:
        found.object("page", text, "A page is a number from 1.")
    return 1


def _page_only(params):
    """The settings that only pages have, where they mean something."""
    kept = {name: params[name] for name in PAGE_ONLY if params.get(name)}
    whole = {part for text in params.getlist("all") for part in text.split(",")}
    kept["all"] = ",".join(facet for facet in FACETS if facet in whole)
    allowed = {"view": VIEWS[1:], "size": [str(size) for size in SIZES[1:]], "literal": ["1"]}
    for name, values in allowed.items():
        if kept.get(name) not in values:
            kept.pop(name, None)
    for name, pattern in (("saved", r"[0-9]{1,18}"), ("sel", r"[a-z0-9-]{1,120}")):
        if not re.fullmatch(pattern, kept.get(name, "")):
            kept.pop(name, None)
    return {name: value for name, value in kept.items() if value}


def _object_to_unknown(params, found, also):
    known = {"q", "ordering", "page", *also, *FACETS, *(f"{facet}!" for facet in FACETS)}
    for name in params:
        if name not in known:
            found.object(name, params[name], f"There is no parameter “{name[:80]}”.")
