from django.urls import path, register_converter

from content.vocabularies import views
from content.vocabularies.models import VOCABULARIES


class VocabularyName:
    """The name of a vocabulary in an address."""

    regex = "|".join(VOCABULARIES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(VocabularyName, "vocabulary")
urlpatterns = [
    path("vocabularies/", views.vocabulary_list, name="vocabulary-list"),
    path("vocabularies/<vocabulary:vocabulary>/", views.term_list, name="term-list"),
    path("vocabularies/<vocabulary:vocabulary>/new/", views.term_new, name="term-new"),
    path("vocabularies/<vocabulary:vocabulary>/<slug:slug>/", views.term_edit, name="term-edit"),
    path("vocabularies/<vocabulary:vocabulary>/<slug:slug>/merge/", views.term_merge, name="term-merge"),
    path("vocabularies/<vocabulary:vocabulary>/<slug:slug>/remove/", views.term_remove, name="term-remove"),
]
