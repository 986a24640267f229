"""Names of people, teams and accounts are what they seem."""

import pytest
from django.core.exceptions import ValidationError

from accounts.directory.models import Account
from portal.users.models import Team, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [User, Team, Account])
@pytest.mark.parametrize("name", ["\u200b\u200b", "Ada\u202egnp"])
def test_a_name_that_hides_something_is_refused(model, name):
    with pytest.raises(ValidationError) as refusal:
        model(name=name).full_clean()
    assert "name" in refusal.value.message_dict
    model(name="شركة\u200fנתיב 日本 😀").clean()
