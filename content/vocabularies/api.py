"""Vocabularies for other tools, and the fields by which every serializer reads and writes terms."""

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field
from rapidfuzz import process
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from content.vocabularies import actions
from content.vocabularies.labels import labels
from content.vocabularies.models import (
    VOCABULARIES,
    Competitor,
    Format,
    Industry,
    Language,
    Persona,
    Product,
    Stage,
    Tag,
)
from portal.rest.fields import Flag, Text, Whole
from portal.rest.views import Endpoint

MOST_TERMS = 100
SLUG = {"type": "string", "maxLength": 120}


def words_of(field):
    """All terms as they are now, looked up once for all fields of a serializer."""
    if "terms" not in field.context:
        field.context["terms"] = labels()
    return field.context["terms"]


class _TermsOf(serializers.Field):
    """What the two fields share: the vocabulary, and the sentence for a word that it does not know."""

    default_error_messages = {"kind": "This is a text: the slug of a term."}

    def __init__(self, vocabulary, **options):
        self.vocabulary = vocabulary
        super().__init__(**options)

    def rows(self):
        return VOCABULARIES[self.vocabulary].objects.visible_to(self.context["request"].user)

    def entry(self, text):
        """The term that `text` names by slug, label or another spelling."""
        if not isinstance(text, str):
            self.fail("kind")
        words = words_of(self)
        if entry := words.match(self.vocabulary, text):
            return entry
        near = process.extract(text[:80], list(words.by_slug[self.vocabulary]), limit=3, score_cutoff=60)
        hint = f" Near: {', '.join(slug for slug, _, _ in near)}." if near else ""
        sentence = f"There is no {self.vocabulary} “{text[:80]}”.{hint}"
        raise serializers.ValidationError(sentence, "unknown_term")


@extend_schema_field(SLUG)
class TermField(_TermsOf):
    """One term, read and written as its slug; other spellings of it are taken too."""

    def to_representation(self, term):
        return term.slug

    def to_internal_value(self, text):
        return get_object_or_404(self.rows(), pk=self.entry(text).id)


@extend_schema_field({"type": "array", "items": SLUG, "maxItems": MOST_TERMS})
class TermsField(_TermsOf):
    """Several terms as a list of slugs; the order does not matter."""

    default_error_messages = {"list": "This is a list of slugs.", "many": f"At most {MOST_TERMS} terms."}

    def to_representation(self, terms):
        return [term.slug for term in terms.all()]

    def to_internal_value(self, texts):
        if not isinstance(texts, list):
            self.fail("list")
        if len(texts) > MOST_TERMS:
            self.fail("many")
        return self.chosen(texts)

    def chosen(self, texts):
        """The terms that `texts` name; raises ValidationError with the place of each that names none."""
        slugs, errors = [], {}
        for number, text in enumerate(texts):
            try:
                slugs.append(self.entry(text).slug)
            except serializers.ValidationError as error:
                errors[number] = error.detail
        if errors:
            raise serializers.ValidationError(errors)
        return list(self.rows().with_slugs(slugs))


class TagsField(TermsField):
    """Tags by slug, label or another spelling; a new word becomes a tag when the record is saved."""

    default_error_messages = {"kind": "This is a text.", "word": "A tag has 1 to 120 characters."}

    def chosen(self, texts):
        """Terms, and as texts the words that no tag has yet."""
        words, found, errors = words_of(self), [], {}
        for number, text in enumerate(texts):
            problem = self._problem(text)
            if problem:
                errors[number] = [serializers.ErrorDetail(self.error_messages[problem], problem)]
            else:
                found.append(words.match("tag", text) or text.strip())
        if errors:
            raise serializers.ValidationError(errors)
        slugs = [entry.slug for entry in found if not isinstance(entry, str)]
        terms = {term.slug: term for term in self.rows().with_slugs(slugs)}
        return [entry if isinstance(entry, str) else terms[entry.slug] for entry in found]

    def _problem(self, text):
        if not isinstance(text, str):
            return "kind"
        return "" if 0 < len(text.strip()) <= 120 and text.isprintable() else "word"


class TermSerializer(serializers.Serializer):
    """A term. The slug stands in addresses and never changes; aliases are other spellings of the label."""

    id = serializers.IntegerField(read_only=True)
    slug = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)
    aliases = serializers.SerializerMethodField()
    note = serializers.CharField(read_only=True)
    position = serializers.IntegerField(read_only=True)
    version = serializers.IntegerField(read_only=True)

    def get_aliases(self, term) -> list[str]:
        # From memory, so that a list costs no query a row.
        return words_of(self).aliases(term.vocabulary(), term.pk)


class StageSerializer(TermSerializer):
    short = serializers.CharField(read_only=True)
    lead = serializers.ChoiceField(choices=Stage.Lead.choices, read_only=True)


class FormatSerializer(TermSerializer):
    """`stages`: where the playbook uses the format; `review_days`: from one review to the next.

    `needs_approval`: somebody else approves an asset of it before it is published, and its changes.
    """

    stages = serializers.SerializerMethodField()
    review_days = serializers.IntegerField(read_only=True)
    needs_approval = serializers.BooleanField(read_only=True)

    def get_stages(self, term) -> list[str]:
        return list(words_of(self).by_id["format"][term.pk].stages)


class TermInput(serializers.Serializer):
    label = Text(max_length=120)
    aliases = serializers.ListField(child=Text(max_length=120), max_length=MOST_TERMS, required=False)
    note = Text(max_length=500, allow_blank=True, required=False)
    position = Whole(min_value=0, max_value=100_000, required=False)


class StageInput(TermInput):
    short = Text(max_length=8, required=False)
    lead = serializers.ChoiceField(choices=Stage.Lead.choices, required=False)


class FormatInput(TermInput):
    stages = TermsField("stage", required=False)
    review_days = Whole(min_value=1, max_value=3650, required=False)
    needs_approval = Flag(required=False)


class _NewSlug(serializers.Serializer):
    slug = serializers.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=70,
        required=False,
        help_text="Without it, made from the label.",
    )


class NewTermInput(_NewSlug, TermInput):
    pass


class NewFormatInput(_NewSlug, FormatInput):
    pass


class MergeInput(serializers.Serializer):
    into = Text(max_length=80, help_text="Slug of the term that stays.")


class VocabularyEndpoint(Endpoint):
    """A vocabulary that everyone signed in reads, and whose terms may get other words."""

    scope = "library"
    verbs = dict.fromkeys(("create", "partial_update", "merge", "destroy"), "content.change_term")
    lookup_field = "slug"
    lookup_value_regex = "[A-Za-z0-9_-]{1,80}"
    serializer_class = TermSerializer
    model = None

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user).for_listing()

    def partial_update(self, request, slug):
        """Change the fields that are sent. A new label is indexed for every asset that has the term."""
        term = self.get_object()
        return self.answer(self.change(actions.change_term, term, self.valid(partial=True)))


class StageEndpoint(VocabularyEndpoint):
    """The three stages: nothing is added to them and nothing removed."""

    model = Stage
    serializer_class = StageSerializer
    input_classes = {"partial_update": StageInput}


class TermEndpoint(VocabularyEndpoint):
    """A vocabulary that grows: who may change terms adds, merges and removes them."""

    input_classes = {"create": NewTermInput, "partial_update": TermInput, "merge": MergeInput}

    def create(self, request):
        """Add a term; 422 when the word already names one."""
        term = actions.add_term(self.model.vocabulary(), self.valid(), actor=request.user, via="api")
        return self.created(term)

    @action(detail=True, methods=["post"])
    def merge(self, request, slug):
        """Replace this term by another everywhere; its words become spellings of the one that stays."""
        term = self.get_object()
        into = self.valid()["into"]
        successor = self.get_queryset().with_slug(into).first()
        if successor is None:
            raise ValidationError({"into": f"There is no {self.model.vocabulary()} “{into}”."})
        return self.answer(self.change(actions.merge_term, term, successor))

    def destroy(self, request, slug):
        """Remove a term that nothing uses; 409 names what uses it."""
        self.move(actions.remove_term, self.get_object())
        return Response(status=204)


class PersonaEndpoint(TermEndpoint):
    model = Persona


class CompetitorEndpoint(TermEndpoint):
    model = Competitor


class ProductEndpoint(TermEndpoint):
    model = Product


class IndustryEndpoint(TermEndpoint):
    model = Industry


class LanguageEndpoint(TermEndpoint):
    model = Language


class TagEndpoint(TermEndpoint):
    model = Tag


class FormatEndpoint(TermEndpoint):
    model = Format
    serializer_class = FormatSerializer
    input_classes = TermEndpoint.input_classes | {"create": NewFormatInput, "partial_update": FormatInput}
