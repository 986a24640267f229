"""What each role may do: the one table. Permissions are Django's names, `app.verb_model`.

Everyone signed in may read what `visible_to` shows them; the permissions below are about writing.
"""

from django.db import models


class Role(models.TextChoices):
    REP = "rep", "Rep"
    MARKETER = "marketer", "Marketer"
    ACCOUNT_TEAM = "account_team", "Account team"
    ADMIN = "admin", "Admin"


EVERYONE = {
    "content.view_asset",
    "content.view_term",
    "content.add_contentrequest",
    "content.add_feedback",
    "content.add_send",
    # Everyone reads battle cards; who owns one writes it, as marketing does.
    "content.view_battlecard",
    # What people hear in the field: intel, what is wrong on a card, objections, whether an answer worked.
    "content.add_intel",
    "content.add_claimdispute",
    "content.add_hearing",
    "content.add_answeroutcome",
    "content.view_calendarentry",
    # Ideas come from anyone; planning them is `change_calendarentry`.
    "content.add_calendarentry",
    "accounts.view_account",
    "portal.add_savedview",
    # One's own.
    "portal.view_notice",
    "portal.change_noticepreference",
    # Who belongs to sales or marketing signs for that side and writes persona pages; the actions ask for it.
    "portal.add_signature",
    "content.change_personapage",
}
LIBRARY_EDITORS = {
    "content.add_asset",
    "content.change_asset",
    "content.publish_asset",
    "content.archive_asset",
    "content.delete_asset",
    "content.change_term",
    "content.change_synonym",
    "content.change_contentrequest",
    "content.change_feedback",
    "content.change_calendarentry",
    "content.change_battlecard",
    "content.change_objection",
    "portal.change_definitionversion",
    "portal.import_assets",
    "portal.share_savedview",
}
ACCOUNT_EDITORS = {
    "accounts.add_account",
    "accounts.change_account",
}
ADMINISTRATION = {
    "portal.change_people",
    "portal.change_settings",
    "portal.view_admin",
    "portal.view_audit",
    # An admin may edit the groups of any account; others through the account's team.
    "accounts.change_any_buyinggroup",
    # Owners verify what is theirs; an admin verifies for others too.
    "content.verify_any_asset",
}

PERMISSIONS = {
    Role.REP: EVERYONE,
    Role.MARKETER: EVERYONE | LIBRARY_EDITORS,
    Role.ACCOUNT_TEAM: EVERYONE | ACCOUNT_EDITORS,
    Role.ADMIN: EVERYONE | LIBRARY_EDITORS | ACCOUNT_EDITORS | ADMINISTRATION,
}


def permissions_of(role):
    """The permission names of a role; an unknown role has none."""
    return PERMISSIONS.get(role, frozenset())
