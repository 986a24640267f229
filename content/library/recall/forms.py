"""What the page that takes an asset back asks for."""

from django import forms

from content.library.fields import AssetField
from content.library.recall import rules

LABELS = {
    rules.LEAVE: "Leave it",
    rules.SWITCH: "Switch it to the successor",
    rules.REVOKE: "Take the asset out",
}


class RecallForm(forms.Form):
    """Why, what is used instead, and what becomes of each place. places: of `places.Uses`."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Everyone who has it reads this, such as “Prices of last year”.",
    )
    successor = AssetField(
        label="Use instead",
        help_text="Its reference, such as case-study-042, or its address.",
        widget=forms.TextInput(attrs={"list": "successors", "autocomplete": "off"}),
    )

    def __init__(self, *args, asset, user, places, needs_successor, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.initial["version"] = asset.version
        self.fields["successor"].viewer = user
        self.fields["successor"].required = needs_successor
        for place in places:
            ways = [rules.LEAVE]
            ways += [rules.SWITCH] if place.can_switch else []
            ways += [rules.REVOKE] if place.can_revoke else []
            # Where there is nothing to choose the page says so instead of asking.
            if len(ways) > 1:
                self.fields[_name(place)] = forms.ChoiceField(
                    label=place.sentence,
                    choices=[(way, LABELS[way]) for way in ways],
                    initial=rules.SWITCH if needs_successor and place.can_switch else rules.LEAVE,
                    widget=forms.RadioSelect,
                )

    def rows(self):
        """(place, its field or None) in order."""
        return [(place, self[_name(place)] if _name(place) in self.fields else None) for place in self.places]

    def values(self):
        """What the actions take beside asset, actor and version."""
        data = self.cleaned_data
        choices = {place.key: data[_name(place)] for place in self.places if _name(place) in data}
        return {"reason": data["reason"], "successor": data["successor"], "choices": choices}


def _name(place):
    return f"place-{place.key}"
