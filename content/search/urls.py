from django.urls import path

from content.search import views

urlpatterns = [
    path("vocabularies/synonyms/", views.synonym_list, name="synonym-list"),
    path("vocabularies/synonyms/new/", views.synonym_new, name="synonym-new"),
    path("vocabularies/synonyms/<int:pk>/", views.synonym_edit, name="synonym-edit"),
    path("vocabularies/synonyms/<int:pk>/remove/", views.synonym_remove, name="synonym-remove"),
]
