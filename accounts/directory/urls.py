from django.urls import path

from accounts.directory import views

urlpatterns = [
    path("accounts/new/", views.account_new, name="account-new"),
    path("accounts/<int:pk>/edit/", views.account_edit, name="account-edit"),
    path("accounts/<int:pk>/team/", views.team_add, name="team-add"),
    path("accounts/team/<int:pk>/remove/", views.team_remove, name="team-remove"),
    path("accounts/people/<int:pk>/", views.contact_edit, name="contact-edit"),
]
