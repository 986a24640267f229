"""The demo company's files: complete, consistent with each other, and honest about what is missing."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from content.vocabularies.rules import term_key

FOLDER = Path(__file__).parents[3] / "portal" / "management" / "sample"
FILES = ["vocabularies", "assets", "golden_queries", "people", "accounts", "calendar", "requests", "recall"]
STAGES = {"tofu", "mofu", "bofu"}
ROLES = {
    "economic_buyer",
    "decision_maker",
    "champion",
    "technical_evaluator",
    "end_user",
    "procurement",
    "legal",
    "influencer",
    "other",
}
KINDS = {"create", "update", "retire", "event_seed", "event_enhance", "event_capture", "milestone"}


def text_of(name):
    return (FOLDER / f"{name}.json").read_bytes().decode("utf-8")


def load(name):
    return json.loads(text_of(name))


VOCABULARIES = load("vocabularies")
ASSETS = load("assets")
PUBLISHED = [asset for asset in ASSETS if asset["status"] == "published"]
PEOPLE = load("people")
EMAILS = {user["email"] for user in PEOPLE["users"]}
QUERIES = load("golden_queries")


def slugs(vocabulary):
    return {term["slug"] for term in VOCABULARIES[vocabulary]}


def searched_text(asset):
    parts = [asset["title"], asset["summary"], asset["body"], *asset["talking_points"], *asset["tags"]]
    return " ".join(parts).lower()


@pytest.mark.parametrize("name", FILES)
def test_file_is_printed_the_one_way(name):
    text = text_of(name)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", FILES)
def test_every_address_belongs_to_example_com(name):
    hosts = re.findall(r"@([\w.-]+)|https?://([\w.-]+)|\"domain\": \"([^\"]+)\"", text_of(name))
    hosts = {next(filter(None, groups)) for groups in hosts}
    assert [host for host in hosts if host != "example.com" and not host.endswith(".example.com")] == []


def test_vocabularies_have_the_promised_sizes():
    names = ["personas", "competitors", "industries", "products", "languages"]
    assert [len(slugs(name)) for name in names] == [10, 8, 6, 3, 2]


@pytest.mark.parametrize("name", [name for name in VOCABULARIES if name != "synonyms"])
def test_no_two_words_of_a_vocabulary_are_the_same(name):
    keys = [term_key(word) for term in VOCABULARIES[name] for word in [term["label"], *term["aliases"]]]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_no_word_stands_in_two_synonym_groups():
    words = Counter(word for group in VOCABULARIES["synonyms"] for word in group)
    assert [word for word, times in words.items() if times > 1] == []


def test_library_is_large_and_every_reference_title_and_address_is_its_own():
    assert len(ASSETS) >= 250
    assert len(PUBLISHED) >= 230
    for field in ("reference", "title", "url", "body", "summary"):
        assert len({asset[field] for asset in ASSETS}) == len(ASSETS)


def test_every_word_an_asset_uses_is_known():
    for field in ("personas", "competitors", "products", "industries", "tags"):
        assert {slug for asset in ASSETS for slug in asset[field]} - slugs(field) == set()
    assert {asset["language"] for asset in ASSETS} == slugs("languages")
    assert {asset["owner"] for asset in ASSETS} - EMAILS == set()
    assert {asset["audience"] for asset in ASSETS} == {"internal", "shareable"}


def test_every_competitor_persona_industry_product_and_format_is_in_use():
    for field in ("personas", "competitors", "products", "industries"):
        assert {slug for asset in PUBLISHED for slug in asset[field]} == slugs(field)
    assert {asset["format"] for asset in PUBLISHED} == slugs("formats")


def test_an_asset_stands_at_a_stage_of_its_format():
    stages = {term["slug"]: term["stages"] for term in VOCABULARIES["formats"]}
    assert [asset["reference"] for asset in ASSETS if asset["stage"] not in stages[asset["format"]]] == []
    for asset in ASSETS:
        assert re.fullmatch(rf"{asset['format']}-\d{{3}}", asset["reference"])


def test_an_asset_carries_as_many_words_and_terms_as_a_real_one():
    for asset in ASSETS:
        assert 80 <= len(asset["body"].split()) <= 220, asset["title"]
        assert 1 <= len(asset["personas"]) <= 3, asset["title"]
        assert len(asset["products"]) <= 2, asset["title"]
        assert len(asset["industries"]) <= 2, asset["title"]
        assert len(asset["competitors"]) <= 3, asset["title"]
        assert max(len(asset["tags"]), len(asset["talking_points"])) <= 4, asset["title"]


def test_two_bodies_share_at_most_one_paragraph():
    bodies = [set(asset["body"].split("\n\n")) for asset in ASSETS]
    assert max(len(one & other) for one, other in itertools.combinations(bodies, 2)) == 1


def test_a_tenth_of_the_library_is_german():
    assert 25 <= sum(asset["language"] == "de" for asset in ASSETS) <= 40


def test_some_stage_and_persona_pairs_are_empty():
    filled = {(asset["stage"], persona) for asset in PUBLISHED for persona in asset["personas"]}
    gaps = set(itertools.product(STAGES, slugs("personas"))) - filled
    assert gaps == {
        ("tofu", "procurement-manager"),
        ("tofu", "compliance-officer"),
        ("bofu", "application-developer"),
        ("bofu", "site-reliability-engineer"),
    }


def test_states_and_dates_are_mixed_as_in_a_real_library():
    assert Counter(asset["status"] for asset in ASSETS) - Counter(published=len(PUBLISHED)) == {
        "draft": 10,
        "in_review": 4,
        "archived": 7,
    }
    overdue = sum(asset["review_in_days"] < 0 for asset in PUBLISHED) / len(PUBLISHED)
    due = sum(0 <= asset["review_in_days"] <= 28 for asset in PUBLISHED) / len(PUBLISHED)
    assert 0.10 <= overdue <= 0.14
    assert 0.06 <= due <= 0.10
    assert sum((asset["expires_in_days"] or 0) < 0 for asset in PUBLISHED) == 6


def test_only_assets_that_were_out_have_a_day_of_publication():
    for asset in ASSETS:
        was_out = asset["status"] in ("published", "archived")
        assert (asset["published_days_ago"] is not None) == was_out, asset["title"]


def test_golden_queries_name_published_assets_and_cover_every_kind():
    counts = Counter(query["kind"] for query in QUERIES)
    assert (len(QUERIES), counts["typo"], counts["synonym"]) == (50, 10, 5)
    assert set(counts) == {"plain", "typo", "synonym", "phrase", "prefix"}
    assert {query["expected"] for query in QUERIES} - {asset["reference"] for asset in PUBLISHED} == set()
    assert len({query["query"] for query in QUERIES}) == 50


def test_a_typo_query_has_one_word_that_the_library_lacks():
    words = {word for asset in ASSETS for word in re.findall(r"\w+", searched_text(asset))}
    for query in QUERIES:
        if query["kind"] == "typo":
            unknown = [word for word in re.findall(r"\w+", query["query"]) if word not in words]
            assert len(unknown) == 1, query["query"]


def test_a_synonym_query_uses_the_form_that_its_asset_lacks():
    by_reference = {asset["reference"]: asset for asset in PUBLISHED}
    for query in QUERIES:
        if query["kind"] == "synonym":
            text = searched_text(by_reference[query["expected"]])
            group = next(group for group in VOCABULARIES["synonyms"] if query["query"].split()[0] in group)
            present = [word for word in group if re.search(rf"\b{re.escape(word)}\b", text)]
            assert present == group[1:], query["query"]


def test_people_cover_the_four_roles_and_teams_have_known_leads():
    logins = {"rep": "rep", "marketer": "marketer", "account": "account_team", "admin": "admin"}
    roles = {user["email"]: user["role"] for user in PEOPLE["users"]}
    assert {name: roles[f"{name}@example.com"] for name in logins} == logins
    assert {user["team"] for user in PEOPLE["users"]} - {None} == {team["name"] for team in PEOPLE["teams"]}
    assert {team["lead"] for team in PEOPLE["teams"]} - EMAILS == set()
    assert {user["side"] for user in PEOPLE["users"]} == {"sales", "marketing", "other"}


def test_accounts_use_known_words_and_leave_roles_open():
    accounts = load("accounts")
    groups = [group for account in accounts for group in account["buying_groups"]]
    assert len({account["domain"] for account in accounts}) == len(accounts) >= 12
    assert {account["industry"] for account in accounts} - slugs("industries") == set()
    assert {account["tier"] for account in accounts} == {1, 2, 3, None}
    owners = {account[field] for account in accounts for field in ("sales_owner", "marketing_owner")}
    assert owners - EMAILS == {None}
    assert {group["product"] for group in groups} == slugs("products")
    for group in groups:
        held = {role for member in group["members"] for role in member["roles"]}
        assert held <= ROLES
        assert len(held - {"influencer", "other"}) < 7
        assert {member["stance"] for member in group["members"]} <= {-2, -1, 0, 1, 2}
        assert len({member["email"] for member in group["members"]}) == len(group["members"])


def test_calendar_pieces_use_known_words_and_days_near_today():
    calendar = load("calendar")
    references = {asset["reference"] for asset in ASSETS}
    assert (len(calendar["pieces"]), len(calendar["themes"])) == (25, 3)
    for piece in calendar["pieces"]:
        assert piece["kind"] in KINDS
        assert piece["stage"] is None or piece["stage"] in STAGES
        assert set(piece["personas"]) <= slugs("personas")
        assert piece["owner"] in EMAILS
        assert piece["asset"] is None or piece["asset"] in references
        assert piece["publish_in_days"] is None or -20 <= piece["publish_in_days"] <= 45
        assert (piece["status"] == "published") <= ((piece["publish_in_days"] or 0) < 0), piece["title"]


def test_requests_come_from_sales_and_name_known_words():
    sales = {user["email"] for user in PEOPLE["users"] if user["side"] == "sales"}
    for request in load("requests"):
        assert request["requester"] in sales
        assert request["stage"] is None or request["stage"] in STAGES
        assert request["persona"] is None or request["persona"] in slugs("personas")
