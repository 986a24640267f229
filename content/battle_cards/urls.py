from django.urls import path

from content.battle_cards import views
from content.battle_cards.claims import views as claims
from content.battle_cards.objections.urls import urlpatterns as objections

urlpatterns = [
    path("battle-cards/", views.card_list, name="battle-card-list"),
    path("battle-cards/new/", views.card_new, name="battle-card-new"),
    path("battle-cards/compare/", views.card_compare, name="battle-card-compare"),
    path("battle-cards/pick/", views.card_picker, name="battle-card-picker"),
    path("battle-cards/<slug:competitor>/", views.battle_card, name="battle-card"),
    path("battle-cards/<int:pk>/edit/", views.card_edit, name="battle-card-edit"),
    path("battle-cards/<int:pk>/history/", views.card_history, name="battle-card-history"),
    path("battle-cards/<int:pk>/publish/", views.card_publish, name="battle-card-publish"),
    path("battle-cards/<int:pk>/verify/", views.card_verify, name="battle-card-verify"),
    path("battle-cards/<int:pk>/archive/", views.card_archive, name="battle-card-archive"),
    path("battle-cards/<int:pk>/restore/", views.card_restore, name="battle-card-restore"),
    path("battle-cards/<int:pk>/intel/", claims.intel_new, name="intel-new"),
    path("battle-cards/<int:pk>/claims/new/", claims.claim_new, name="claim-new"),
    path("battle-cards/claims/<int:pk>/", claims.claim_history, name="claim-history"),
    path("battle-cards/claims/<int:pk>/edit/", claims.claim_edit, name="claim-edit"),
    path("battle-cards/claims/<int:pk>/verify/", claims.claim_verify, name="claim-verify"),
    path("battle-cards/claims/<int:pk>/move/", claims.claim_move, name="claim-move"),
    path("battle-cards/claims/<int:pk>/remove/", claims.claim_remove, name="claim-remove"),
    path("battle-cards/claims/<int:pk>/dispute/", claims.claim_dispute, name="claim-dispute"),
    path("battle-cards/disputes/<int:pk>/close/", claims.dispute_close, name="dispute-close"),
    *objections,
]
