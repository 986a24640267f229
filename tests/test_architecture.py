"""Promises about the whole tree. A failure here names the file and what to do."""

import ast
import importlib.metadata
import re
import tomllib

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

from portal.users.roles import PERMISSIONS

pytestmark = pytest.mark.one_database

ROOT = settings.BASE_DIR
APPS = ("portal", "content", "accounts")
PYTHON = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

TOP_LEVEL = {
    *(
        "portal",
        "content",
        "accounts",
        "templates",
        "static",
        "tests",
        "manage.py",
        "pyproject.toml",
        "README.md",
    ),
    *("LICENSE", "requirements.lock", "CHANGELOG.md", "SECURITY.md", "Dockerfile"),
}


def name_of(path):
    return str(path.relative_to(ROOT))


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_top_level_holds_only_what_belongs_there():
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} - TOP_LEVEL == set()


def test_shared_is_a_closed_list():
    names = {path.stem for path in (ROOT / "portal/shared").glob("*.py")}
    assert names == {"__init__", "models", "htmx", "changes", "dates", "registry"}


@pytest.mark.parametrize("path", [*PYTHON, *TESTS], ids=name_of)
def test_no_file_is_longer_than_400_lines(path):
    assert lines(path) <= 400


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_is_longer_than_120_lines(path):
    assert lines(path) <= 120


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_no_function_is_longer_than_40_lines(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = [f"{node.name}: {node.end_lineno - node.lineno + 1}" for node in functions]
    assert [entry for entry in long if int(entry.split(": ")[1]) > 40] == []


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_no_module_has_a_name_that_says_nothing(path):
    assert path.stem not in {
        "utils",
        "helpers",
        "services",
        "managers",
        "service",
        "manager",
        "data",
        "info",
        "misc",
    }


# `about` reads the history of a record that the view has already fetched as visible.
ONLY_VISIBLE = re.compile(r"\b[A-Z]\w+\.objects\b(?!\s*\.\s*(?:visible_to|none|about)\b)")


def test_the_rule_about_visible_rows_can_tell_good_from_bad():
    assert ONLY_VISIBLE.search("Asset.objects.filter(pk=1)")
    assert ONLY_VISIBLE.search("get_object_or_404(Asset.objects, pk=1)")
    assert not ONLY_VISIBLE.search("Asset.objects.visible_to(user)")
    assert not ONLY_VISIBLE.search("queryset = Asset.objects.none()")


EDGES = [path for path in PYTHON if path.stem in {"views", "api", "editing"} or "api" in path.parts]


@pytest.mark.parametrize("path", EDGES, ids=name_of)
def test_views_and_api_read_only_what_the_person_may_see(path):
    if path.parts[-2] == "api" and path.parts[-3] == "portal":
        pytest.skip("the shell's own modules hold no rows")
    assert ONLY_VISIBLE.findall(path.read_text(encoding="utf-8")) == []


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son(?!ly=)[a-z]+=|javascript:|hx-on|\|\s*safe\b", re.IGNORECASE
)


def test_the_rule_about_inline_code_can_tell_good_from_bad():
    assert INLINE.search('<div style="color:red">')
    assert INLINE.search("<script>alert(1)</script>")
    assert INLINE.search('<a onclick="x()">')
    assert INLINE.search("{{ text|safe }}")
    assert not INLINE.search('<script type="module" src="/static/js/app.js"></script>')
    assert not INLINE.search('<link rel="stylesheet" href="x.css"> <p data-on="x">once=1</p>')
    assert not INLINE.search("{% querystring only=None as all %}")


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_has_inline_code_or_unescaped_text(path):
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def routes(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern
        else:
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))


# Every other page needs a sign-in; the API answers strangers itself, with 401.
PUBLIC = {
    "^api/",
    "auth/inactive/",
    "auth/login/",
    "auth/logout/",
    "^auth/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "auth/password/reset/",
    "auth/password/reset/done/",
    "auth/password/reset/key/done/",
    "auth/signup/",  # says that people are invited
    "join/<str:token>/",
}


def test_only_the_listed_pages_are_public():
    own = [
        (route, pattern)
        for route, pattern in routes(get_resolver().url_patterns)
        if not route.startswith(("admin/", "api/"))
    ]
    public = {route for route, pattern in own if not getattr(pattern.callback, "login_required", True)}
    assert public - PUBLIC == set()


def test_every_permission_named_in_code_is_given_to_some_role():
    known = set().union(*PERMISSIONS.values())
    pattern = re.compile(r"permission_required\(\s*\"([\w.]+)\"|has_perm\(\s*\"([\w.]+)\"")
    named = {a or b for path in PYTHON for a, b in pattern.findall(path.read_text(encoding="utf-8"))}
    assert named - known == set()


def test_every_installed_package_is_pinned_to_the_version_in_use():
    pins = dict(pin.split("==") for pin in PYPROJECT["tool"]["uv"]["constraint-dependencies"])
    installed = {
        re.sub(r"[-_.]+", "-", dist.metadata["Name"]).lower(): dist.version
        for dist in importlib.metadata.distributions()
    }
    stale = {name: version for name, version in installed.items() if name in pins and pins[name] != version}
    assert stale == {}, "run `uv run manage.py pin_dependencies`"
    unpinned = set(installed) - set(pins) - {"pip", "setuptools", "wheel", "uv"}
    assert unpinned == set(), "run `uv run manage.py pin_dependencies`"


def test_no_committed_text_names_a_registry_host():
    hosts = re.compile(r"(^|[^a-z])(files\.pythonho[s]ted|pyp[i]|registry\.npm[j]s)\.(org|com)")
    texts = [*PYTHON, *TESTS, *TEMPLATES, ROOT / "pyproject.toml", ROOT / "requirements.lock"]
    assert [name_of(path) for path in texts if hosts.search(path.read_text(encoding="utf-8"))] == []
