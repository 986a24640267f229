"""The API keeps what its schema says, for generated requests: nothing undocumented, never a 5xx.

Needs the group `contract`: `uv run --group contract pytest tests/contract`. 20 requests an operation on SQLite,
5 on PostgreSQL.
"""

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed (group contract)")

from drf_spectacular.generators import SchemaGenerator  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402

from portal.users.actions import create_token  # noqa: E402
from portal.wsgi import application  # noqa: E402
from tests.factories.content import AssetFactory, CompetitorFactory, PersonaFactory, TagFactory  # noqa: E402

EXAMPLES = 20 if settings.DATABASES["default"]["ENGINE"] == "portal.sqlite" else 5
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
    config=schemathesis.Config.from_dict({"checks": CHECKS}),
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
    PersonaFactory(label="CFO")
    CompetitorFactory(label="AWS EKS")
    TagFactory(label="Launch")
    return create_token(admin, "contract", ["admin"], None, actor=admin)[1]


@schema.parametrize()
@hypothesis_settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
def test_the_api_keeps_its_schema(case, secret):
    case.call_and_validate(base_url="http://testserver", headers={"Authorization": f"Bearer {secret}"})
