from django.urls import path

from portal.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices-read"),
    path("notices/<int:pk>/read/", views.notice_read, name="notice-read"),
    path("profile/notices/", views.notice_preferences, name="notice-preferences"),
    path("people/teams/<int:pk>/channel/", views.team_channel, name="team-channel"),
    path("people/teams/<int:pk>/channel/test/", views.team_channel_test, name="team-channel-test"),
    path("people/teams/<int:pk>/channel/remove/", views.team_channel_remove, name="team-channel-remove"),
]
