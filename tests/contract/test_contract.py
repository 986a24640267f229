"""The API keeps what its schema says, for generated requests: nothing undocumented, never a 5xx.

Needs the group `contract`: `uv run --group contract pytest tests/contract`. 20 requests an operation on SQLite,
5 on PostgreSQL, or as many as TANDEM_EXAMPLES says (`manage.py verify --deep`).
"""

import os

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed (group contract)")

from drf_spectacular.generators import SchemaGenerator  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402

from content.files.actions import take_file  # noqa: E402
from content.library.models import Asset  # noqa: E402
from content.library.versions.actions import add_version  # noqa: E402
from portal.users.actions import create_token  # noqa: E402
from portal.wsgi import application  # noqa: E402
from tests.factories import files  # noqa: E402
from tests.factories.content import AssetFactory, CompetitorFactory, PersonaFactory, TagFactory  # noqa: E402

IS_SQLITE = settings.DATABASES["default"]["ENGINE"] == "portal.sqlite"
IS_DEEP = "TANDEM_EXAMPLES" in os.environ
EXAMPLES = int(os.environ.get("TANDEM_EXAMPLES", 20 if IS_SQLITE else 5))
# Records that exist: {start of the path: values of its last parameter}.
KNOWN = {
    "assets": ["asset-0", "asset-1", "asset-2"],
    "personas": ["cfo"],
    "competitors": ["aws-eks"],
    "formats": ["case-study"],
    "stages": ["bofu"],
    "languages": ["en"],
    "tags": ["launch"],
}
# What a schema cannot say: which terms there are, what a record's state allows.
CHECKS = {
    "positive_data_acceptance": {
        "expected-statuses": ["2xx", "400", "401", "403", "404", "409", "412", "422"]
    },
    "missing_required_header": {"expected-statuses": ["401", "403", "404", "428", "400", "422"]},
    "negative_data_rejection": {
        "expected-statuses": ["400", "401", "403", "404", "405", "409", "412", "415", "422", "428"]
    },
}
schema = schemathesis.openapi.from_dict(
    SchemaGenerator().get_schema(public=True),
    # The systematic variants are hundreds an operation: before a release only.
    config=schemathesis.Config.from_dict({"checks": CHECKS, "phases": {"coverage": {"enabled": IS_DEEP}}}),
)
schema.app = application


@pytest.fixture
def one_connection():
    """Requests stay in the test's transaction: a request of its own would close the connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secret(one_connection, admin):
    """A token that may do everything, in a small library."""
    for number in range(3):
        AssetFactory(
            reference=f"asset-{number}",
            personas=1,
            tags=1,
            talking_points=2,
            status=["published", "draft"][number % 2],
        )
    file, name, _ = take_file([files.pdf("One")], "one.pdf")
    add_version(Asset.objects.get(reference="asset-0"), file, name, actor=admin, version=None)
    PersonaFactory(label="CFO")
    CompetitorFactory(label="AWS EKS")
    TagFactory(label="Launch")
    return create_token(admin, "contract", ["admin"], None, actor=admin)[1]


def name_what_exists(case):
    """Half of the requests that mean well are about a record that exists."""
    known = KNOWN.get(case.path.removeprefix("/api/v1/").split("/")[0])
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if isinstance(case.body, dict) and "format" in case.body:
        case.body |= {"format": "case-study"} | {name: ["cfo"] for name in case.body if name == "personas"}
    if known and case.path_parameters:
        for name, value in case.path_parameters.items():
            if len(value) % 2:
                case.path_parameters[name] = "1" if name == "number" else known[len(value) % len(known)]


@schema.parametrize()
@hypothesis_settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
def test_the_api_keeps_its_schema(case, secret):
    name_what_exists(case)
    answer = case.call(base_url="http://testserver", headers={"Authorization": f"Bearer {secret}"})
    case.validate_response(answer, headers={"Authorization": f"Bearer {secret}"})
