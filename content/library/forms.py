"""The edit form of an asset: parses and validates; actions write."""

from dataclasses import dataclass

from django import forms

from content.library import rules
from content.library.actions import changes_by_approval, differs
from content.library.fields import SPARE_ROWS, PointsField, TagsField
from content.library.models import Asset
from content.library.trust.proposals import wanted
from content.vocabularies.labels import labels
from content.vocabularies.models import Competitor, Format, Industry, Language, Persona, Product, Stage
from content.vocabularies.rules import playbook_sentence
from portal.shared.changes import differences, fingerprint
from portal.users.current import portal_settings
from portal.users.models import User

# In the order of the page and of the conflict's rows.
FIELDS = (
    *("title", "summary", "talking_points", "body", "url", "is_video", "format", "stage", "personas", "tags"),
    *("competitors", "products", "industries", "language", "audience", "owner", "review_on", "expires_on"),
)
CHECKLISTS = ("personas", "competitors", "products", "industries")
LONG_TEXTS = ("summary", "body")


def _many(model, label):
    return forms.ModelMultipleChoiceField(
        model.objects.all(),
        label=label,
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )


def _one(model, label, **options):
    return forms.ModelChoiceField(model.objects.all(), label=label, to_field_name="slug", **options)


def _date(label, hint):
    return forms.DateField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@dataclass(frozen=True)
class FormatOption:
    slug: str
    label: str
    hint: str
    selected: bool


class Checklist:
    """A field of ticks: what is ticked stands first, a long list gets a box to search in."""

    def __init__(self, field):
        self.field = field
        self.options = sorted(field, key=lambda option: not option.data["selected"])
        self.chosen = sum(option.data["selected"] for option in self.options)

    @property
    def is_long(self):
        return len(self.options) > 10

    @property
    def is_open(self):
        return self.field.name == "personas" or bool(self.chosen or self.field.errors)


class AssetForm(forms.Form):
    """Bound to `asset` it edits, without one it creates. `values` overrides what an unbound form shows.

    approval: the open approval of the asset; what it proposes is what the form shows and what others compare with.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    proposal = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Note for whoever approves it",
        required=False,
        max_length=500,
        help_text="What has changed, and where to look.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    title = forms.CharField(max_length=300, help_text="Say what the buyer learns.")
    summary = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Two sentences for whoever decides in a list whether to open it.",
    )
    talking_points = PointsField(label="Talking points", required=False)
    body = forms.CharField(
        max_length=200_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="The text itself, so that search finds it. Markdown is shown with its headings and lists.",
    )
    url = forms.URLField(
        label="Address",
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text="Where the asset itself is, such as a page or a shared file.",
    )
    is_video = forms.BooleanField(
        label="The address is a video",
        required=False,
        help_text="Found out by itself for the usual places of videos.",
    )
    format = _one(Format, "Format", empty_label="Choose a format")
    stage = _one(
        Stage, "Stage", required=False, blank=True, empty_label="Not decided yet", widget=forms.RadioSelect
    )
    personas = _many(Persona, "Personas")
    tags = TagsField(label="Tags", required=False)
    competitors = _many(Competitor, "Competitors")
    products = _many(Product, "Products")
    industries = _many(Industry, "Industries")
    language = _one(Language, "Language", empty_label="Choose a language")
    audience = forms.ChoiceField(choices=Asset.Audience, widget=forms.RadioSelect)
    owner = forms.ModelChoiceField(User.objects.none(), help_text="Who keeps it right.")
    review_on = _date("Review due", "Left empty, publishing sets it by the format.")
    expires_on = _date("Expires", "After this day it can no longer be shared.")

    def __init__(self, data=None, *, user, asset=None, values=None, approval=None):
        self.asset, self.user, self.approval = asset, user, approval
        saved = self.saved = standing_of(asset, approval) if asset else _new_values(user)
        super().__init__(data, initial=saved | (values or {}), use_required_attribute=False)
        self.initial["seen"] = fingerprint(plain_values(saved))
        self.initial["version"] = asset.version if asset else None
        self.initial["proposal"] = approval.version if approval else None
        if not self.is_bound:
            self.fields["tags"].show(self.initial.get("tags", []))
        # A deactivated owner stays until somebody chooses another.
        self.fields["owner"].queryset = User.objects.active_or(asset.owner_id if asset else None)

    @property
    def publishes(self):
        return "publish" in self.data

    @property
    def kept_theirs(self):
        """Fields in which the poster of a conflict chose what somebody else saved."""
        return {name for name in FIELDS if self.data.get(f"keep-{name}") == "theirs"}

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_summary(self):
        return _same_if_alike(self.cleaned_data["summary"], self.saved.get("summary"))

    def clean_body(self):
        return _same_if_alike(self.cleaned_data["body"], self.saved.get("body"))

    def clean_url(self):
        return rules.clean_url(self.cleaned_data["url"])[0]

    def clean(self):
        values = super().clean()
        published = self.asset and self.asset.published_on
        if published and values.get("expires_on") and values["expires_on"] < published:
            self.add_error("expires_on", "It cannot expire before the day it was published.")
        if self.publishes:
            for name in rules.missing_fields(values):
                if name not in self.errors:
                    self.add_error(name, f"To publish it, add {rules.COMPLETE[name]}.")
        return values

    def values(self):
        """{field: value} of a new asset."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def changes(self):
        """{field: value} of an edit, without what the poster left to somebody else."""
        return {name: self.cleaned_data[name] for name in FIELDS if name not in self.kept_theirs}

    @property
    def needs_approval(self):
        """Whether what this valid edit changes is said only once it is approved."""
        if not changes_by_approval(self.asset):
            return False
        changes = self.changes()
        said = changes.keys() & rules.APPROVED_FIELDS
        return bool(self.approval) or any(differs(self.asset, name, changes[name]) for name in said)

    def differences(self, saved):
        """Where a valid posted form differs from the values (see `standing_of`) that somebody saved meanwhile."""
        theirs = plain_values(saved)
        yours = theirs | plain_values(self.changes())
        return differences(self.cleaned_data["seen"], theirs, yours)

    @staticmethod
    def fingerprint_of(saved):
        """The `seen` of a page that shows these values."""
        return fingerprint(plain_values(saved))

    def merged_values(self, saved):
        """What an edit form shows after a conflict: the saved values, with what the poster kept of their own."""
        return saved | self.changes()

    @property
    def completeness(self):
        """[(field, label, anchor, filled)] of what a complete asset has, as the form stands."""
        values = getattr(self, "cleaned_data", self.initial)
        missing = rules.missing_fields(values)
        return [(name, self[name].label, self.anchor(name), name not in missing) for name in rules.COMPLETE]

    def anchor(self, name):
        """The id of the place on the page where the field is filled in."""
        return self[name].id_for_label or f"field-{name}"

    @property
    def problems(self):
        """[(label, anchor, sentences)] of the fields that ask for something, in the page's order."""
        wrong = [name for name in FIELDS if name in self.errors]
        return [(self[name].label, self.anchor(name), " ".join(self.errors[name])) for name in wrong]

    @property
    def first_error(self):
        """The field that gets focus when the form comes back."""
        return next((name for name in FIELDS if name in self.errors), "") if self.is_bound else ""

    def focus_first_error(self):
        """Have the first refused field take focus, also without script."""
        if name := self.first_error:
            self.fields[name].widget.attrs["autofocus"] = True

    @property
    def filled(self):
        """How many fields of the complete asset are filled in."""
        return sum(done for *_, done in self.completeness)

    @property
    def point_rows(self):
        """Talking points as rows of the page; at least one, so that there is a place to write."""
        return self["talking_points"].value() or [""]

    @property
    def tag_state(self):
        return self.fields["tags"].state

    @property
    def checklists(self):
        """The vocabularies of which an asset has several, each with its ticked options first."""
        return [Checklist(self[name]) for name in CHECKLISTS]

    @property
    def carried(self):
        """Bound fields that a conflict's page carries along as hidden inputs."""
        return [self[name] for name in FIELDS if name not in ("talking_points", "tags")]

    @property
    def format_options(self):
        """The choices of a format, each with what the stage playbook says of it."""
        terms = labels()
        chosen = self["format"].value()
        chosen = getattr(chosen, "slug", chosen)
        options = [FormatOption("", self.fields["format"].empty_label, "", not chosen)]
        for entry in terms.entries("format"):
            stages = [terms.by_slug["stage"][slug] for slug in entry.stages]
            approved = "Somebody else approves it before it is published." if entry.needs_approval else ""
            hint = f"{playbook_sentence(entry.label, stages)} {approved}".strip()
            options.append(FormatOption(entry.slug, entry.label, hint, entry.slug == chosen))
        return options

    @property
    def spare_rows(self):
        return range(SPARE_ROWS)


def values_of(asset):
    """{field: value} of an asset that was read with `for_reading`."""
    values = {name: getattr(asset, name) for name in FIELDS if name != "talking_points"}
    for name in ("personas", "tags", "competitors", "products", "industries"):
        values[name] = list(values[name].all())
    return values | {"talking_points": [point.text for point in asset.points]}


def standing_of(asset, approval):
    """The same with what an open approval (or None) proposes: what the next edit is based on."""
    return values_of(asset) | wanted(approval)


def plain_values(values):
    """The same as texts and lists of texts that can be compared and shown: labels, names, dates."""
    return {name: _plain(name, value) for name, value in values.items() if name in FIELDS}


def _plain(name, value):
    if name == "talking_points":
        return list(value)
    if name == "is_video":
        return "yes" if value else ""
    if name == "audience":
        return Asset.Audience(value).label
    if name in LONG_TEXTS:
        return _lines(value).strip()
    if isinstance(value, list) or hasattr(value, "all"):
        return sorted(str(one) for one in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def default_language():
    """The entry of the portal's default language, or None."""
    return labels().match("language", portal_settings().default_language)


def _new_values(user):
    language = default_language()
    return {"owner": user, "audience": "internal", "language": language and language.slug}


def _lines(text):
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


def _same_if_alike(text, saved):
    """A text as it is kept; browsers rewrite line ends, and that alone is no change."""
    text = _lines(text)
    return saved if saved and _lines(saved).strip() == text.strip() else text.strip()


class NoteForm(forms.Form):
    """What a page notes of a search: the reference of what was opened, and its place among the results."""

    opened = forms.SlugField(max_length=120, required=False)
    place = forms.IntegerField(min_value=1, max_value=1_000_000, required=False)
