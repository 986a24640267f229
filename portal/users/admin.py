"""The admin site: a window on the tables for admins. It changes nothing but through our actions."""

from functools import partial

import allauth.account.admin  # noqa: F401 (registers EmailAddress first, so that it can be taken away)
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from portal.users import actions as verbs
from portal.users.models import ApiToken, PortalSettings, Team, User

# The admin's own sign-in page has neither our limits nor our look; allauth's takes its place.
admin.site.login = secure_admin_login(admin.site.login)
# Its page for a new password would go past our action and its history line.
admin.site.password_change = lambda request, extra_context=None: redirect("account_change_password")
admin.site.site_header = admin.site.site_title = "Tandem, tables"
admin.site.index_title = "Read only: pages and the API change things, with history"
admin.site.unregister(EmailAddress)


class ReadOnly(admin.ModelAdmin):
    """Rows to look at. Features register their tables with a subclass."""

    list_per_page = 50
    show_full_result_count = False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("portal.view_admin")

    def has_module_permission(self, request):
        return request.user.has_perm("portal.view_admin")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _each(admin_site, request, rows, verb, words):
    """Do `verb(row)` for each row and say how many, and why not where it was refused."""
    done = 0
    for row in rows:
        try:
            verb(row)
            done += 1
        except ValidationError as refusal:
            admin_site.message_user(request, f"{row}: {' '.join(refusal.messages)}", messages.ERROR)
    admin_site.message_user(request, f"{words}: {done}")


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ["name", "email", "role", "side", "team", "state", "last_login"]
    list_filter = ["role", "side", "is_active"]
    list_select_related = ["team"]
    search_fields = ["name", "email"]
    exclude = ["password", "session_epoch"]
    actions = ["deactivate", "reactivate"]

    @admin.action(description="Deactivate")
    def deactivate(self, request, people):
        def verb(person):
            verbs.deactivate_person(person, actor=request.user, version=person.version)

        _each(self, request, people, verb, "Deactivated")

    @admin.action(description="Reactivate")
    def reactivate(self, request, people):
        def verb(person):
            verbs.reactivate_person(person, actor=request.user, version=person.version)

        _each(self, request, people, verb, "Reactivated")


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnly):
    list_display = ["name", "prefix", "owner", "state", "created_at", "last_used_at", "expires_at"]
    list_select_related = ["owner"]
    exclude = ["digest"]
    actions = ["revoke"]

    @admin.action(description="Revoke")
    def revoke(self, request, tokens):
        _each(self, request, tokens, partial(verbs.revoke_token, actor=request.user), "Revoked")


@admin.register(Team)
class TeamAdmin(ReadOnly):
    list_display = ["name", "lead"]
    list_select_related = ["lead"]


@admin.register(PortalSettings)
class PortalSettingsAdmin(ReadOnly):
    list_display = ["name", "time_zone", "default_language"]
