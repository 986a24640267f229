"""How text is cut into words."""

import pytest

from content.search.words import GAP, START, fold, index_texts, index_title, index_words, stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zero Trust, explained", ["zero", "trust", "explained"]),
        ("Größe naïve Łódź ﬁne ＡＷＳ", ["grosse", "naive", "lodz", "fine", "aws"]),
        ("the customer's data, don't", ["the", "customer", "data", "dont"]),
        ("C++ and C# on .NET", ["cplusplus", "and", "csharp", "on", "dotnet"]),
        ("k8s 1.0.0-rc9", ["k8s", "1", "0", "0", "rc9"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("... -- !?", []),
        ("", []),
    ],
)
def test_text_is_folded_and_cut(text, words):
    assert index_words(text) == words


def test_unspaced_scripts_become_pairs_with_the_last_character_alone():
    assert index_words("数据平台") == ["数据", "据平", "平台", "台"]
    assert index_words("迁移到AWS") == ["迁移", "移到", "到", "aws"]


@pytest.mark.parametrize(
    ("text", "extra"),
    [
        ("Node.js", ["nodejs"]),
        ("CI/CD", ["cicd"]),
        ("multi-cluster", ["multicluster"]),
        ("OpenTelemetry", ["open", "telemetry"]),
        ("HTTPServer", ["http", "server"]),
        ("eBPF", ["bpf"]),
    ],
)
def test_compounds_are_found_whole_and_in_parts(text, extra):
    words = index_words(text)
    assert words[words.index(GAP) + 1 :] == extra


@pytest.mark.parametrize("text", ["2024-2025", "1.0.0-rc9", "https://a.example/b", "IPv6", "AWS"])
def test_numbers_and_addresses_make_no_new_words(text):
    assert GAP not in index_words(text)


def test_a_gap_stands_between_texts():
    assert index_texts(["zero trust", "", "cloud"]) == ["zero", "trust", GAP, GAP, "cloud"]


def test_a_title_marks_its_first_word():
    assert index_title("Zero Trust") == ["zero", "trust", GAP, START + "zero"]
    assert index_title("!") == []


def test_private_marks_cannot_come_from_text():
    assert index_words(f"a {GAP} {START}c") == ["a", "c"]


@pytest.mark.parametrize(
    "forms",
    [
        "metric metrics",
        "policy policies",
        "price prices pricing priced",
        "plan plans planned planning",
        "install installs installed installing",
        "box boxes",
        "carry carries carried",
        "database databases",
        "release released releasing releases",
    ],
)
def test_plain_forms_share_a_stem(forms):
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    "word", ["aws", "string", "king", "status", "analysis", "process", "数据", "k8s", "is"]
)
def test_what_only_looks_like_a_form_is_left_alone(word):
    assert stem(word) == word


def test_folding_is_done_once():
    for text in ("İstanbul", "ΣΊΣΥΦΟΣ", "ﬃ", "Ǆ", "ẞ", "が", "한국어"):
        assert fold(fold(text)) == fold(text)
