from django.urls import path

from content.battle_cards.objections import views

urlpatterns = [
    path("objections/", views.objection_list, name="objection-list"),
    path("objections/heard/", views.objection_new, name="objection-new"),
    path("objections/near/", views.objection_near, name="objection-near"),
    path("objections/<int:pk>/", views.objection_detail, name="objection-detail"),
    path("objections/<int:pk>/edit/", views.objection_edit, name="objection-edit"),
    path("objections/<int:pk>/heard/", views.objection_heard, name="objection-heard"),
    path("objections/<int:pk>/merge/", views.objection_merge, name="objection-merge"),
    path("objections/<int:pk>/outcome/", views.objection_outcome, name="objection-outcome"),
    path("objections/outcomes/<int:pk>/account/", views.outcome_account, name="outcome-account"),
]
