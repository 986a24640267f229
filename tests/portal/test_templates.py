"""Promises about every template and static file: nothing inline, nothing missing, nothing changed by stealth."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from portal.templatetags import portal as marks

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SOURCES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in TEMPLATES}
SPRITE = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "img/icons.svg").read_text(encoding="utf-8")))

# The content policy refuses all of these, and no browser would say so to the person who wrote them.
INLINE = {
    "a script without src": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "an htmx handler": re.compile(r"\shx-on[:\w-]*\s*=", re.I),
    "a script address": re.compile(r"javascript:", re.I),
    "evaluated values": re.compile(r"\shx-(?:vals|headers)\s*=\s*[\"']js:", re.I),
}


def without_comments(source):
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", source, flags=re.S)


@pytest.mark.parametrize("name", SOURCES)
def test_template_has_nothing_inline(name):
    source = without_comments(SOURCES[name])
    assert [what for what, pattern in INLINE.items() if pattern.search(source)] == []


@pytest.mark.parametrize(
    "line",
    [
        "<script>go()</script>",
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<button class="btn" onclick="go()">',
        '<form hx-on:click="go()">',
        '<a href="javascript:go()">',
        "<form hx-vals='js:{a: 1}'>",
    ],
)
def test_inline_code_would_be_noticed(line):
    assert any(pattern.search(line) for pattern in INLINE.values())


@pytest.mark.parametrize(
    "line",
    [
        '<script src="app.js" defer></script>',
        "{% if hits %}<p>Scores on one page</p>{% endif %}",
        '<input name="one" data-on="x">',
        '<link rel="stylesheet" href="style.css">',
    ],
)
def test_plain_markup_is_no_inline_code(line):
    assert not any(pattern.search(line) for pattern in INLINE.values())


@pytest.mark.parametrize("name", SOURCES)
def test_template_compiles(name):
    get_template(name.removeprefix("templates/"))


@pytest.mark.parametrize("name", SOURCES)
def test_included_templates_exist(name):
    named = re.findall(r'{%-?\s*(?:include|extends)\s+["\']([^"\']+)["\']', SOURCES[name])
    missing = []
    for other in named:
        try:
            get_template(other)
        except TemplateDoesNotExist:
            missing.append(other)
    assert missing == []


@pytest.mark.parametrize("name", SOURCES)
def test_static_files_of_a_template_exist(name):
    named = re.findall(r'{%\s*static\s+["\']([^"\']+)["\']', SOURCES[name])
    assert [path for path in named if not finders.find(path)] == []


@pytest.mark.parametrize("name", SOURCES)
def test_icons_of_a_template_are_in_the_sprite(name):
    named = re.findall(r'{%\s*icon\s+["\']([^"\']+)["\'](?!\|)', SOURCES[name])
    named += re.findall(r'{%\s*badge\s+["\'][^"\']+["\']\s+["\']([^"\']+)["\']', SOURCES[name])
    assert sorted(set(named) - SPRITE) == []


def test_icons_of_states_and_formats_are_in_the_sprite():
    states = {icon for _, icon, _ in marks.FRESHNESS.values()}
    assert sorted((states | set(marks.FORMAT_ICONS.values())) - SPRITE) == []


def test_every_script_is_loaded():
    loaded = set(re.findall(r"static 'js/([\w-]+\.js)'", " ".join(SOURCES.values())))
    assert {path.name for path in (STATIC / "js").glob("*.js")} == loaded


def test_every_style_sheet_is_linked():
    linked = set(re.findall(r"static 'css/([\w/-]+\.css)'", SOURCES["templates/components/styles.html"]))
    assert {path.relative_to(STATIC / "css").as_posix() for path in (STATIC / "css").rglob("*.css")} == linked


def test_colours_come_from_the_tokens():
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab)\((?!in )", re.I)
    sheets = [path for path in (STATIC / "css").rglob("*.css") if path.name != "tokens.css"]
    found = {path.name: colour.findall(path.read_text(encoding="utf-8")) for path in sheets}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "entry",
    tomllib.loads((STATIC / "vendor/VENDOR.toml").read_text(encoding="utf-8"))["file"],
    ids=lambda entry: entry["path"],
)
def test_vendored_file_is_what_it_says(entry):
    assert hashlib.sha256((STATIC / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
    assert (STATIC / entry["licence_file"]).is_file()
