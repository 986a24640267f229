"""For random libraries, people and selections, page and API give the ids and counts of a scan of every asset."""

import random

import pytest

from content.library.criteria import FACETS
from content.library.models import Asset
from portal.shared.dates import days_from_today
from tests.factories.content import (
    AssetFactory,
    CompetitorFactory,
    LanguageFactory,
    PersonaFactory,
    TagFactory,
)

SEVERAL = {"persona": "personas", "competitor": "competitors", "tag": "tags"}
NOTHING = {"product": ["__none"], "industry": ["__none"]}
EDITORS = {"marketer", "admin"}
SELECTIONS = 12


def make_library(dice, people):
    """30 assets of every state, some of them people's own drafts, with gaps everywhere."""
    terms = {
        "personas": [PersonaFactory(label=f"Persona {letter}") for letter in "ABC"],
        "competitors": [CompetitorFactory(label=f"Rival {letter}") for letter in "AB"],
        "tags": [TagFactory(label=f"Tag {letter}") for letter in "AB"],
    }
    languages = [LanguageFactory(), LanguageFactory(slug="de", label="German")]
    for _ in range(30):
        status = dice.choice(["published"] * 6 + ["draft", "draft", "in_review", "archived"])
        AssetFactory(
            title=" ".join(dice.choices(["cluster", "cost", "security", "upgrade", "backup"], k=3)),
            status=status,
            archived_from="published" if status == "archived" else "",
            stage=dice.choice(["tofu", "mofu", "bofu", None]),
            format=dice.choice(["case-study", "guide", "demo"]),
            language=dice.choice(languages),
            audience=dice.choice(["internal", "shareable"]),
            owner=dice.choice(people),
            created_by=dice.choice(people),
            published_on=days_from_today(-400) if status == "published" else None,
            review_on=dice.choice([None, days_from_today(dice.randint(-60, 90))]),
            expires_on=dice.choice([None, None, days_from_today(dice.choice([-1, 0, 30]))]),
            **{field: dice.sample(found, dice.randint(0, 2)) for field, found in terms.items()},
        )


def facts(asset):
    """{facet: values} of one asset, as addresses write them."""
    values = {facet: [term.slug for term in getattr(asset, field).all()] for facet, field in SEVERAL.items()}
    values |= {
        facet: [getattr(asset, facet).slug] if getattr(asset, facet) else [] for facet in ("stage", "format")
    }
    values = {facet: found or ["__none"] for facet, found in values.items()} | NOTHING
    return values | {
        "language": [asset.language.slug],
        "freshness": [asset.freshness()[0]],
        "audience": [asset.audience],
        "owner": [str(asset.owner_id)],
    }


def may_see(person, asset):
    own = asset.status in ("draft", "in_review") and asset.created_by_id == person.pk
    return asset.status == "published" or person.role in EDITORS or own


def chosen(facets, selection, but=None):
    """Whether an asset with these facets is in the selection, one facet left aside."""
    for (facet, exclude), values in selection.items():
        if facet != but and bool(set(values) & set(facets[facet])) == exclude:
            return False
    # The archive is only for those who ask for it.
    asks = selection.get(("freshness", False), ())
    return "archived" not in facets["freshness"] or "archived" in asks or but == "freshness"


def random_selection(dice, library):
    selection = {}
    for facet in dice.sample(FACETS, dice.randint(0, 3)):
        known = sorted({value for facets in library.values() for value in facets[facet]})
        selection[facet, dice.random() < 0.3] = dice.sample(known, min(len(known), dice.randint(1, 2)))
    return selection


def parameters(selection):
    return {
        f"{facet}!" if exclude else facet: ",".join(values) for (facet, exclude), values in selection.items()
    }


def scanned_counts(library, selection):
    counts = {facet: {} for facet in FACETS}
    for facets in library.values():
        for facet in FACETS:
            if chosen(facets, selection, but=facet):
                for value in facets[facet]:
                    counts[facet][value] = counts[facet].get(value, 0) + 1
    return counts


@pytest.mark.parametrize("role", ["rep", "marketer", "account_user", "admin"])
def test_page_and_api_agree_with_a_scan(request, client_for, bearer_for, role):
    dice = random.Random(role)
    people = [request.getfixturevalue(name) for name in ("rep", "marketer", "account_user", "admin")]
    person = request.getfixturevalue(role)
    make_library(dice, people)
    visible = [asset for asset in Asset.objects.for_reading() if may_see(person, asset)]
    library = {asset.pk: facts(asset) for asset in visible}
    page, api = client_for(person), bearer_for(person)
    for _ in range(SELECTIONS):
        selection = random_selection(dice, library)
        params = parameters(selection) | {"ordering": "title"}
        expected = {pk for pk, facets in library.items() if chosen(facets, selection)}
        answered = api.get("/api/v1/assets/", params | {"page_size": 200}).json()
        counted = api.get("/api/v1/assets/facets/", params).json()
        shown = page.get("/library/", params).context["found"].answer
        ids = [row["id"] for row in answered["results"]]
        assert (set(ids), answered["count"], counted["total"]) == (expected, len(expected), len(expected)), (
            params
        )
        assert (shown.ids, shown.total) == (ids[:25], len(expected)), params
        counts = {
            facet: {value["value"]: value["count"] for value in values}
            for facet, values in counted["facets"].items()
        }
        assert counts == scanned_counts(library, selection), params


@pytest.mark.parametrize("role", ["rep", "marketer"])
def test_page_and_api_agree_on_words(request, client_for, bearer_for, role):
    dice = random.Random(role)
    people = [request.getfixturevalue(name) for name in ("rep", "marketer")]
    make_library(dice, people)
    person = request.getfixturevalue(role)
    page, api = client_for(person), bearer_for(person)
    for words in (
        "cluster",
        "cluster cost",
        '"cost security"',
        "-cluster",
        "secu",
        "clutser",
        "nothing like it",
    ):
        answered = api.get("/api/v1/assets/", {"q": words, "page_size": 200}).json()
        shown = page.get("/library/", {"q": words}).context["found"].answer
        assert ([row["id"] for row in answered["results"]][:25], answered["count"]) == (
            shown.ids,
            shown.total,
        ), words
