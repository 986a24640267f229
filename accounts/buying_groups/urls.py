from django.urls import path

from accounts.buying_groups import views

urlpatterns = [
    path("accounts/<int:pk>/groups/new/", views.group_new, name="group-new"),
    path("accounts/groups/<int:pk>/", views.group_edit, name="group-edit"),
    path("accounts/groups/<int:pk>/people/new/", views.member_new, name="member-new"),
    path("accounts/members/<int:pk>/", views.member_edit, name="member-edit"),
    path("accounts/members/<int:pk>/remove/", views.member_remove, name="member-remove"),
]
