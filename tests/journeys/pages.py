"""Every page of the portal: who looks at it, and its address in the demo's company.

PAGES: {URL name: (role or None for a stranger, key of the arguments in `facts()`, what may follow the address)}.
NO_PAGES: URL names that answer with a fragment, a file or a redirect, or only take a form.
"""

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from accounts.buying_groups.models import BuyingGroup, BuyingGroupMember
from accounts.directory.models import Account
from content.battle_cards.models import ClaimDispute, Objection
from content.calendar.models import CalendarEntry
from content.feedback.models import ContentRequest
from content.search.models import Synonym
from portal.saved_views.models import SavedView
from portal.users.actions import invite_person
from portal.users.models import Team, User

NO_PAGES = {
    # fragments
    *("content:asset-facet", "content:asset-titles", "content:asset-tags", "content:asset-preview"),
    *("content:battle-card-picker", "content:objection-near"),
    *("content:feedback-say", "content:feedback-outcome", "content:feedback-answer", "content:account-names"),
    *("content:feedback-take-back", "content:send-pick", "content:send-link"),
    *("content:request-plan", "content:request-vote"),
    *("search-suggest", "view-counts", "content:request-similar"),
    # forms without a page of their own
    *(
        "audit-file",
        "notice-read",
        "notices-read",
        "notice-preferences",
        "team-channel-test",
        "team-channel-remove",
    ),
    *("account_logout", "profile-theme", "profile-scope", "profile-sessions", "token-create", "token-revoke"),
    *(
        "first-run-done",
        "settings-mail",
        "person-invitation",
        "person-reactivate",
        "team-remove",
    ),
    *(
        "content:search-note",
        "content:synonym-remove",
        "content:asset-bulk-undo",
        # the last step of a bulk change, looked at in the editing journey
        "content:asset-bulk-done",
        "content:asset-publish",
        "content:asset-verify",
        "content:asset-submit",
        "content:asset-approve",
        "content:asset-request-changes",
        "content:asset-take-back",
        "content:asset-archive",
    ),
    *("content:asset-restore", "content:asset-duplicate", "content:asset-delete"),
    *("content:term-remove", "content:request-accept", "content:request-deliver", "content:request-decline"),
    *("content:entry-cancel", "content:entry-reopen", "view-update", "view-delete"),
    *("accounts:member-remove", "accounts:team-add", "accounts:team-remove"),
    *(f"content:battle-card-{verb}" for verb in ("publish", "verify", "archive", "restore")),
    *("content:claim-verify", "content:claim-move", "content:claim-remove", "content:dispute-close"),
    *("content:objection-heard", "content:objection-outcome", "content:outcome-account"),
    # steps of one upload, looked at in the importing journey; and its file
    *(
        "import-detail",
        "import-columns",
        "import-words",
        "import-confirm",
        "import-restart",
        "import-discard",
        "import-undo",
    ),
    *("content:persona-sign", "definition-sign", "content:queue-verify", "content:queue-archive"),
    *("import-result", "content:asset-file", "content:asset-version-file", "content:asset-file-page"),
    *("content:asset-version-restore", "content:asset-upload-decide"),
    # the library's own page answers them with the framework's
    *("account_signup", "account_inactive", "account_reset_password_from_key"),
}

PAGES = {
    "account_login": (None, "", [""]),
    "account_reset_password": (None, "", [""]),
    "account_reset_password_done": (None, "", [""]),
    "account_reset_password_from_key_done": (None, "", [""]),
    "join": (None, "invitation", [""]),
    "home": ("rep", "", [""]),
    "content:asset-list": (
        "rep",
        "",
        [
            "",
            "?q=migration&stage=bofu&persona!=nobody&sel=case-study-001",
            "?q=zzzz&stage=bofu",
            "?view=table",
        ],
    ),
    "content:asset-detail": ("rep", "asset", [""]),
    "content:asset-history": ("rep", "asset", [""]),
    "content:coverage": ("rep", "", [""]),
    "content:coverage-demand": ("marketer", "", ["?by=persona&term=chief-financial-officer&stage=bofu"]),
    "content:queue": ("marketer", "", ["", "?tab=feedback", "?tab=approvals", "?tab=requests"]),
    "content:health": ("marketer", "", [""]),
    "content:health-list": ("marketer", "check", [""]),
    "content:health-personas": ("marketer", "", [""]),
    "content:request-list": ("rep", "", [""]),
    "content:asset-feedback": ("rep", "asset", [""]),
    "content:answer-list": ("rep", "", ["", "?show=sent"]),
    "content:send": ("rep", "", ["?asset=case-study-001&asset=demo-001"]),
    "content:asset-send": ("rep", "asset", [""]),
    "content:sent": ("rep", "", [""]),
    "content:request-new": ("rep", "", [""]),
    "content:battle-card-list": ("rep", "", [""]),
    "content:battle-card": ("rep", "competitor", [""]),
    "content:battle-card-compare": ("rep", "", ["?a=orbitane&b=gridmason"]),
    "content:battle-card-history": ("rep", "battle_card", [""]),
    "content:intel-new": ("rep", "battle_card", [""]),
    "content:claim-dispute": ("rep", "claim", [""]),
    "content:objection-list": ("rep", "", [""]),
    "content:objection-new": ("rep", "", ["?words=Your+price+per+cluster+is+higher"]),
    "content:objection-detail": ("rep", "objection", [""]),
    "content:battle-card-new": ("marketer", "", [""]),
    "content:battle-card-edit": ("marketer", "battle_card", [""]),
    "content:claim-new": ("marketer", "battle_card", ["?kind=comparison"]),
    "content:claim-history": ("marketer", "claim", [""]),
    "content:claim-edit": ("marketer", "claim", [""]),
    "content:objection-edit": ("marketer", "objection", [""]),
    "content:objection-merge": ("marketer", "objection", [""]),
    "accounts:account-list": ("rep", "", [""]),
    "accounts:account-detail": ("rep", "account", [""]),
    "content:calendar-month": ("rep", "", [""]),
    "content:entry-list": ("rep", "", [""]),
    "profile": ("rep", "", [""]),
    "account_change_password": ("rep", "", [""]),
    "view-list": ("rep", "", [""]),
    "view-save": ("rep", "", ["?kind=assets&query=stage%3Dbofu"]),
    "view-edit": ("rep", "view", [""]),
    "content:asset-new": ("marketer", "", [""]),
    "content:asset-upload": ("marketer", "", [""]),
    "content:asset-versions": ("marketer", "asset", [""]),
    "content:asset-edit": ("marketer", "asset", [""]),
    "content:asset-withdraw": ("marketer", "asset", [""]),
    "content:asset-supersede": ("marketer", "asset", [""]),
    "content:asset-bulk": ("marketer", "", ["?scope=all&query=stage%3Dbofu"]),
    "import-start": ("marketer", "", [""]),
    "content:persona-list": ("rep", "", [""]),
    "content:persona-page": ("rep", "persona_page", [""]),
    "content:persona-edit": ("rep", "persona_page", [""]),
    "definitions": ("rep", "", [""]),
    "definition": ("rep", "definition", [""]),
    "definition-edit": ("marketer", "definition", [""]),
    "content:vocabulary-list": ("marketer", "", [""]),
    "content:term-list": ("marketer", "persona", [""]),
    "content:term-new": ("marketer", "format", [""]),
    "content:term-edit": ("marketer", "term", [""]),
    "content:term-merge": ("marketer", "term", [""]),
    "content:synonym-list": ("marketer", "", [""]),
    "content:synonym-new": ("marketer", "", [""]),
    "content:synonym-edit": ("marketer", "synonym", [""]),
    "content:request-detail": ("marketer", "request", [""]),
    "content:entry-new": ("marketer", "", [""]),
    "content:entry-detail": ("marketer", "entry", [""]),
    "content:entry-move": ("marketer", "entry", [""]),
    "accounts:account-new": ("account", "", [""]),
    "accounts:account-edit": ("account", "account", [""]),
    "accounts:group-new": ("account", "account", [""]),
    "accounts:group-edit": ("account", "group", [""]),
    "accounts:member-new": ("account", "group", [""]),
    "accounts:member-edit": ("account", "member", [""]),
    "accounts:contact-edit": ("account", "contact", [""]),
    "notices": ("rep", "", ["", "?show=unread"]),
    "person-deactivate": ("admin", "person", [""]),
    "team-channel": ("admin", "team", [""]),
    "audit": ("admin", "", ["", "?verb=downloaded&q=nothing"]),
    "people": ("admin", "", [""]),
    "person-edit": ("admin", "person", [""]),
    "person-invite": ("admin", "", [""]),
    "team-new": ("admin", "", [""]),
    "team-edit": ("admin", "team", [""]),
    "settings": ("admin", "", [""]),
    "first-run": ("admin", "", [""]),
}


def names():
    """The name of every address that is ours; the API, its documentation and Django's admin are not pages."""

    def walk(resolver, space=""):
        for entry in resolver.url_patterns:
            if not isinstance(entry, URLResolver):
                yield f"{space}{entry.name}"
            elif str(entry.pattern) not in {"api/v1/", "admin/"}:
                yield from walk(entry, f"{entry.namespace}:" if entry.namespace else space)

    return set(walk(get_resolver())) - {"None"}


def addresses(role, arguments):
    """Every address that a role looks at; arguments: what `facts()` says."""
    return [
        reverse(name, args=arguments[key] if key else []) + more
        for name, (who, key, endings) in PAGES.items()
        if who == role
        for more in endings
    ]


def facts():
    """{key: arguments of the address}, from the demo's company and what it lacks."""
    account = Account.objects.get(name="Gullwing Ferries")
    group = BuyingGroup.objects.filter(account=account).first()
    member = BuyingGroupMember.objects.filter(group=group).first()
    rep, admin = (User.objects.get(email=f"{name}@example.com") for name in ("rep", "admin"))
    newcomer = {"email": "new@example.com", "name": "New", "role": "rep", "side": "sales", "team": None}
    dispute = ClaimDispute.objects.open().first()
    view, _ = SavedView.objects.get_or_create(
        owner=rep, kind="assets", name="Decision", defaults={"query": "stage=bofu"}
    )
    return {
        "asset": ["case-study-001"],
        "account": [account.pk],
        "group": [group.pk],
        "member": [member.pk],
        "contact": [member.contact_id],
        "entry": [CalendarEntry.objects.filter(status="planned").first().pk],
        "request": [ContentRequest.objects.open().first().pk],
        "check": ["overdue"],
        "persona": ["persona"],
        "persona_page": ["chief-financial-officer"],
        "definition": ["overdue"],
        "format": ["format"],
        "term": ["persona", "platform-engineer"],
        "synonym": [Synonym.objects.first().pk],
        "competitor": ["orbitane"],
        "battle_card": [dispute.claim.card_id],
        "claim": [dispute.claim_id],
        "objection": [Objection.objects.answered().first().pk],
        "view": [view.pk],
        "person": [rep.pk],
        "team": [Team.objects.first().pk],
        "invitation": [invite_person(newcomer, actor=admin).invitation_token],
    }
