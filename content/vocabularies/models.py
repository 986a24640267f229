from django.db import models
from django.db.models import Q
from django.urls import reverse

from content.vocabularies.querysets import TermAliasQuerySet, TermQuerySet
from content.vocabularies.rules import term_key
from portal.shared.models import PortalManager, refuse_hidden


class Term(models.Model):
    """One word of a controlled vocabulary. `key` is the label as it is compared: folded, single spaces."""

    slug = models.SlugField(max_length=80, unique=True)
    label = models.CharField(max_length=120)
    key = models.CharField(max_length=120, unique=True, editable=False)
    note = models.CharField(max_length=500, blank=True, default="")
    position = models.PositiveIntegerField(default=100)
    version = models.PositiveIntegerField(default=1)

    objects = PortalManager.from_queryset(TermQuerySet)()
    # Whether only those see a term who see an asset that has it, or who edit assets.
    may_be_hidden = False

    class Meta:
        abstract = True
        ordering = ["position", "label"]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("content:term-edit", args=[self.vocabulary(), self.slug])

    def clean(self):
        refuse_hidden(self, "label")
        self.key = term_key(self.label)

    @classmethod
    def vocabulary(cls):
        return cls.__name__.lower()


class Stage(Term):
    """Where the buyer stands: awareness, consideration, decision; `lead` says which side leads there."""

    class Lead(models.TextChoices):
        MARKETING = "marketing", "Marketing leads"
        JOINT = "joint", "Sales and marketing lead together"
        SALES = "sales", "Sales leads"

    short = models.CharField(max_length=8)
    lead = models.CharField(max_length=10, choices=Lead)

    class Meta(Term.Meta):
        constraints = [models.CheckConstraint(condition=~Q(short=""), name="stage_has_short_name")]


class Persona(Term):
    class Meta(Term.Meta):
        pass


class Format(Term):
    """What kind of piece an asset is; the playbook's `stages` say where it is usually used."""

    stages = models.ManyToManyField(Stage, blank=True, related_name="formats")
    review_days = models.PositiveIntegerField("days between reviews", default=270)
    needs_approval = models.BooleanField("needs approval before publishing", default=False)

    class Meta(Term.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(review_days__gte=1), name="format_review_days_positive")
        ]


class Competitor(Term):
    class Meta(Term.Meta):
        pass


class Product(Term):
    """What we sell."""

    class Meta(Term.Meta):
        pass


class Industry(Term):
    class Meta(Term.Meta):
        verbose_name_plural = "industries"


class Language(Term):
    """Language of an asset; the slug is its BCP 47 tag in lower case, such as `en` or `zh-hans`."""

    class Meta(Term.Meta):
        pass


class Tag(Term):
    """A free word. Unlike the other vocabularies anyone who edits assets may add one."""

    may_be_hidden = True

    class Meta(Term.Meta):
        pass


VOCABULARIES = {
    model.vocabulary(): model
    for model in (Stage, Persona, Format, Competitor, Product, Industry, Language, Tag)
}


class TermAlias(models.Model):
    """Another spelling of a term. One key means one term within its vocabulary."""

    vocabulary = models.CharField(max_length=20, choices=[(name, name) for name in VOCABULARIES])
    term_id = models.BigIntegerField()
    label = models.CharField(max_length=120)
    key = models.CharField(max_length=120, editable=False)

    objects = PortalManager.from_queryset(TermAliasQuerySet)()

    class Meta:
        verbose_name_plural = "term aliases"
        ordering = ["vocabulary", "label"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "key"], name="alias_once_per_vocabulary")
        ]
        indexes = [models.Index(fields=["vocabulary", "term_id"])]

    def __str__(self):
        return self.label


class VocabularyState(models.Model):
    """One row: a number that every change of a term replaces, so that processes know when to read anew."""

    version = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="vocabulary_state_one_row")]

    def __str__(self):
        return str(self.version)
