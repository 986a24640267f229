"""Addresses of oneself, people, settings and sign-in. Of allauth's pages only those that are listed exist."""

from allauth.account import views as allauth
from django.urls import path, re_path

from portal.users.views import installation, oneself, people, sign_in

entrance = [
    path("auth/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("auth/logout/", allauth.logout, name="account_logout"),
    path("auth/inactive/", allauth.account_inactive, name="account_inactive"),
    path("auth/signup/", allauth.signup, name="account_signup"),
    path("auth/password/change/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("auth/password/reset/", sign_in.ResetPassword.as_view(), name="account_reset_password"),
    path("auth/password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^auth/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "auth/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("join/<str:token>/", people.join, name="join"),
]
urlpatterns = [
    *entrance,
    path("profile/", oneself.profile, name="profile"),
    path("profile/theme/", oneself.profile_theme, name="profile-theme"),
    path("profile/scope/", oneself.profile_scope, name="profile-scope"),
    path("profile/sessions/", oneself.profile_sessions, name="profile-sessions"),
    path("profile/tokens/", oneself.token_create, name="token-create"),
    path("profile/tokens/<int:pk>/revoke/", oneself.token_revoke, name="token-revoke"),
    path("people/", people.person_list, name="people"),
    path("people/invite/", people.person_invite, name="person-invite"),
    path("people/teams/new/", people.team_new, name="team-new"),
    path("people/teams/<int:pk>/", people.team_edit, name="team-edit"),
    path("people/teams/<int:pk>/remove/", people.team_remove, name="team-remove"),
    path("people/<int:pk>/", people.person_edit, name="person-edit"),
    path("people/<int:pk>/invitation/", people.person_invitation, name="person-invitation"),
    path("people/<int:pk>/deactivate/", people.person_deactivate, name="person-deactivate"),
    path("people/<int:pk>/reactivate/", people.person_reactivate, name="person-reactivate"),
    path("settings/", installation.settings, name="settings"),
    path("settings/mail/", installation.settings_mail, name="settings-mail"),
    path("start/", installation.first_run, name="first-run"),
    path("start/done/", installation.first_run_done, name="first-run-done"),
]
