import pytest

from accounts.directory import rules


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("gullwing.example.com", "gullwing.example.com"),
        ("https://www.Gullwing.example.com/en?x=1", "gullwing.example.com"),
        ("Info@Gullwing.example.com", "gullwing.example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("gullwing.example.com.", "gullwing.example.com"),
        ("gullwing", ""),
        ("gull wing.example", ""),
        ("-gull.example", ""),
        ("10.0.0.1", ""),
        ("", ""),
        (f"{'a' * 64}.example", ""),
    ],
)
def test_domain_is_read_from_what_people_paste(text, domain):
    assert rules.domain_name(text) == domain


def test_domains_are_split_at_commas_semicolons_and_spaces():
    assert rules.domains_in(" a.example, b.example;c.example\nd.example ") == [
        "a.example",
        "b.example",
        "c.example",
        "d.example",
    ]


def test_a_wrong_domain_is_named():
    assert (
        rules.domains_problem(["a.example", "gull"]) == "“gull” is no internet domain, such as example.com."
    )
    assert rules.domains_problem(["a.example"]) == ""
    assert rules.domains_problem(["a.example"] * 21) == "An account has at most 20 domains."


@pytest.mark.parametrize(
    ("domains", "others", "refused"),
    [
        ([], [], False),
        ([], [[]], True),
        (["a.example"], [[]], True),
        ([], [["b.example"]], True),
        (["a.example"], [["b.example"]], False),
    ],
)
def test_two_companies_share_a_name_only_when_domains_tell_them_apart(domains, others, refused):
    assert bool(rules.double_problem("Acme", domains, others)) is refused


def test_only_the_team_and_whoever_may_change_any_group_pass():
    assert rules.team_problem(1, {1, 2}, may_edit_any=False) == ""
    assert rules.team_problem(3, {1, 2}, may_edit_any=True) == ""
    assert rules.team_problem(3, {1, 2}, may_edit_any=False) == "Only the account's team may change this."
