"""What the pages of battle cards and claims take."""

from django import forms

from content.battle_cards import rules
from content.battle_cards.models import BattleCard, Claim
from content.library.fields import AssetField
from content.library.models import TalkingPoint
from content.vocabularies.models import Competitor
from portal.editing.forms import Versioned
from portal.shared.dates import today
from portal.users.models import User

MOST_OFFERED = 20
WHERE_FROM = ["source", "source_url", "seen_on", "confidence"]


def counted(most, *, rows=0):
    """A widget whose words are counted while they are typed; rows: of a textarea, 0 for one line."""
    attrs = {"data-most-words": most}
    return forms.Textarea(attrs | {"rows": rows}) if rows else forms.TextInput(attrs)


def day_field(label, hint=""):
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, help_text=hint, widget=picker)


class LinesField(forms.CharField):
    """Texts, one a line; its value is a list."""

    def __init__(self, **options):
        super().__init__(required=False, widget=forms.Textarea({"rows": 4}), **options)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class CardForm(Versioned):
    """A card's own fields; a new one also says whom it is about. `offered`: points that assets make about them."""

    points = LinesField(
        label="Talking points",
        max_length=20_000,
        help_text="One a line, in the order in which they are said. The same words are the same point everywhere.",
    )

    offered = forms.MultipleChoiceField(
        label="Take over what assets say about them", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = BattleCard
        fields = ["competitor", "one_line", "threat", "meet_when", "owner"]
        widgets = {
            "one_line": counted(rules.CARD_CAPS["one_line"], rows=2),
            "meet_when": counted(rules.CARD_CAPS["meet_when"], rows=2),
        }
        help_texts = {
            "one_line": "“[They] are [what] for [whom], known for [their strongest claim].” Fair, in a buyer's "
            f"words. At most {rules.CARD_CAPS['one_line']} words.",
            "meet_when": "What brings them in: triggers, segments, size of the deal. "
            f"At most {rules.CARD_CAPS['meet_when']} words.",
            "owner": "Who keeps it right and answers disputes.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        card = self.instance
        self.fields["threat"].choices = [("", "Not decided yet"), *BattleCard.Threat.choices]
        self.fields["owner"].queryset = User.objects.active_or(card.owner_id if card.pk else None).order_by(
            "name"
        )
        if card.pk:
            del self.fields["competitor"]
            self.initial["points"] = self.stored(card, "points")
            points = TalkingPoint.objects.of_competitor(card.competitor_id)[:MOST_OFFERED]
            texts = [point.text for point in points if point.text not in self.initial["points"]]
            self.fields["offered"].choices = [(text, text) for text in texts]
        else:
            taken = BattleCard.objects.live().values("competitor")
            self.fields["competitor"].queryset = Competitor.objects.exclude(pk__in=taken)
            self.fields["competitor"].empty_label = "Choose a competitor"

    @property
    def names(self):
        return [name for name in super().names if name != "offered"]

    @property
    def changes(self):
        """What was ticked stands behind the points that were written."""
        changes = super().changes
        if "points" in changes:
            changes["points"] = [*changes["points"], *self.cleaned_data["offered"]]
        return changes

    def stored(self, record, name):
        if name == "points":
            return [link.point.text for link in record.point_links.select_related("point")]
        return super().stored(record, name)

    def _plain(self, value):
        """Talking points keep their order."""
        return list(value) if isinstance(value, list) else super()._plain(value)


class ClaimForm(Versioned):
    """One claim of the kind that the page is about."""

    proof = AssetField(
        label="Proof",
        help_text="An asset that shows it: its reference, such as case-study-042, or its address.",
    )
    seen_on = day_field("Seen on")
    review_on = day_field("Review due on", f"Left empty, {rules.REVIEW_DAYS} days after it was seen.")

    class Meta:
        model = Claim
        fields = ["text", "us", "them", *WHERE_FROM, "review_on", "proof"]
        help_texts = {"source": "Where you have it from: a call, a document, a release note."}

    def __init__(self, *args, kind, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = rules.KINDS[kind]
        self.fields["text"].widget = counted(self.kind.words, rows=3 if self.kind.words > 12 else 0)
        self.fields["text"].widget.attrs["maxlength"] = 600
        self.fields["text"].label = "What buyers ask about" if kind == "comparison" else self.kind.label
        self.fields["text"].help_text = f"At most {self.kind.words} words."
        self.fields["proof"].viewer = viewer
        if kind == "comparison":
            for side in ("us", "them"):
                self.fields[side] = forms.CharField(
                    max_length=200,
                    widget=counted(rules.SIDE_WORDS),
                    help_text=f"At most {rules.SIDE_WORDS} words.",
                )
        else:
            del self.fields["us"], self.fields["them"]
        if not self.instance.pk:
            self.initial.setdefault("seen_on", today())
        elif self.instance.proof_id:
            self.initial["proof"] = self.instance.proof


class IntelForm(Versioned):
    """What a rep heard or read about a competitor."""

    seen_on = day_field("Seen on")

    class Meta:
        model = Claim
        fields = ["text", *WHERE_FROM]
        help_texts = {"source": "Where you have it from: a call, a quote, their website."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = rules.KINDS["intel"].words
        self.fields["text"].widget = counted(most, rows=3)
        self.fields["text"].label = "What is new"
        self.fields["text"].help_text = f"At most {most} words."
        self.fields["source"].required = True
        self.initial.setdefault("seen_on", today())


class DisputeForm(forms.Form):
    """“This is wrong”, about one claim."""

    note = forms.CharField(
        label="What is wrong, and how do you know?",
        max_length=500,
        widget=forms.Textarea({"rows": 3, "autofocus": True}),
    )


class AnswerForm(forms.Form):
    """What the owner answers to a dispute; `version` is that of the dispute as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(max_length=1000, widget=forms.Textarea({"rows": 3}))
