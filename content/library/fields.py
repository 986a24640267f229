"""Form fields of their own: an asset by its name, talking points in order, tags with a look at near ones first."""

import re
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError

from content.library import rules
from content.library.models import Asset
from content.vocabularies.labels import labels, near_entries
from content.vocabularies.models import Tag

SPARE_ROWS = 2


class AssetField(forms.CharField):
    """An asset by its reference, its number or its address in the portal; its value is the asset or None.

    `viewer`, which the form sets, is whose assets there are to choose from.
    """

    def __init__(self, **options):
        super().__init__(required=False, max_length=300, **options)
        self.viewer = None

    def prepare_value(self, value):
        return getattr(value, "reference", value)

    def clean(self, value):
        name = super().clean(value).rstrip("/").rsplit("/", 1)[-1]
        if not name:
            return None
        asset = Asset.objects.visible_to(self.viewer).with_reference(name).first()
        if asset is None:
            raise forms.ValidationError(f"There is no asset “{name}”.")
        return asset


class PointsInput(forms.Widget):
    """Reads `point` texts; without script their order comes from the numbers in `point_order`."""

    def value_from_datadict(self, data, files, name):
        texts = data.getlist("point")
        orders = data.getlist("point_order")
        if len(orders) != len(texts):
            return texts
        numbers = [int(order) if order.isdecimal() and len(order) < 6 else 10**6 for order in orders]
        return [text for _, text in sorted(zip(numbers, texts, strict=True), key=lambda pair: pair[0])]

    def value_omitted_from_data(self, data, files, name):
        return "point" not in data

    def id_for_label(self, id_):
        return "point-1"


class PointsField(forms.Field):
    """Talking points: a list of texts."""

    widget = PointsInput

    def clean(self, value):
        texts = rules.point_texts(value or [])
        if problem := rules.points_problem(texts):
            raise ValidationError(problem)
        return texts


@dataclass
class TagState:
    """What the tags' part of the page shows.

    chosen: Entries; created: new words that were confirmed; pending: (word, near Entries) to be decided on.
    """

    chosen: list = field(default_factory=list)
    created: list = field(default_factory=list)
    pending: list = field(default_factory=list)


class TagsInput(forms.Widget):
    """Reads ticked `tags` (slugs), typed `new_tags`, confirmed `created_tags`, decisions on `tag_word`s."""

    def value_from_datadict(self, data, files, name):
        words = data.getlist("tag_word")
        return {
            "chosen": data.getlist("tags"),
            "typed": [word for part in data.getlist("new_tags") for word in re.split(r"[,;\n]", part)],
            "created": data.getlist("created_tags"),
            "decided": [(word, data.get(f"tag_choice_{number}", "")) for number, word in enumerate(words)],
        }

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return "new-tags"


class TagsField(forms.Field):
    """Tags: a list of Tags and of new words. A new word that has near tags must be decided on first.

    `state` says what to show again; `show` makes it from a list of Tags and words.
    """

    widget = TagsInput

    def __init__(self, **options):
        super().__init__(**options)
        self.state = TagState()

    def show(self, tags):
        terms = labels()
        chosen = [terms.by_slug["tag"].get(tag.slug) for tag in tags if isinstance(tag, Tag)]
        words = [word for word in tags if isinstance(word, str)]
        self.state = TagState([entry for entry in chosen if entry], words)
        return self.state

    def clean(self, value):
        state = self.state = TagState()
        terms = labels()
        for slug in value["chosen"]:
            if entry := terms.by_slug["tag"].get(slug):
                state.chosen.append(entry)
        for word in value["created"]:
            self._add(terms, word, confirmed=True)
        for word, choice in value["decided"]:
            self._decide(terms, word, choice)
        for word in value["typed"]:
            self._add(terms, word, confirmed=False)
        state.chosen = list(dict.fromkeys(state.chosen))
        if state.pending:
            words = ", ".join(f"“{word}”" for word, _ in state.pending)
            raise ValidationError(f"{words}: new. Choose what is meant.")
        if self.required and not (state.chosen or state.created):
            raise ValidationError(self.error_messages["required"], code="required")
        found = Tag.objects.in_bulk([entry.id for entry in state.chosen])
        return [*found.values(), *state.created]

    def _decide(self, terms, word, choice):
        if choice == "drop":
            return
        slug = choice.removeprefix("use:")
        if slug != choice and slug in terms.by_slug["tag"]:
            self.state.chosen.append(terms.by_slug["tag"][slug])
        else:
            self._add(terms, word, confirmed=choice == "create")

    def _add(self, terms, word, *, confirmed):
        word = " ".join(word.split())
        if not word:
            return
        if len(word) > 120:
            raise ValidationError("A tag has at most 120 characters.")
        if entry := terms.match("tag", word):
            self.state.chosen.append(entry)
        elif not confirmed and (near := near_entries("tag", word)):
            self.state.pending.append((word, near))
        else:
            self.state.created.append(word)
