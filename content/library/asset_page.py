"""One asset as its page and the preview show it: links into the list, history, what refers to it."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from content.library import rules
from content.library.models import Asset
from content.library.recall.gone import missing, successor_of, told
from content.library.recall.places import Uses
from content.library.rows import with_links
from content.library.trust.pages import card_of, may_verify
from content.library.versions.pages import FileCard
from content.library.wording import FACET_LABELS
from content.vocabularies.labels import labels
from content.vocabularies.rules import LEADS
from portal.activity.history import history_of
from portal.shared.registry import panels_of

TONES = {"fresh": "ok", "due-soon": "due", "overdue": "over", "expired": "exp", "archived": "exp"}
# What history calls an asset's fields where their names are no words; "" is left out.
HISTORY_LABELS = {
    "url": "Address",
    "review_on": "Review due",
    "expires_on": "Expires",
    "published_on": "Published on",
    "external_id": "Id at the source",
    "created_by": "Author",
    "archived_from": "",
    "title_key": "",
    "current_version": "File",
    "reference": "",
    "withdrawn_at": "",
    "withdrawn_reason": "Reason",
    "successor": "Used instead",
    "is_video": "Video",
    "verified_on": "Verified on",
    "verified_by": "Verified by",
    "note": "Note",
    "comment": "Comment",
}
PREVIEW_LINES = 5
PAGE_LINES = 20


@dataclass(frozen=True)
class TermLink:
    """A term of the asset and the list of everything that has it."""

    label: str
    url: str


class AssetPage:
    """What surrounds one row (`content.library.rows.Row`) on its page."""

    def __init__(self, row, user, *, lines, at=1):
        self.row, self.user, self.lines, self.at = row, user, lines, at
        self.asset = row.asset

    @property
    def freshness(self):
        return self.asset.freshness()

    @property
    def tone(self):
        return TONES.get(self.freshness[0], "plain")

    @cached_property
    def history(self):
        """The latest lines in words; one more is asked for, to know whether there are more."""
        return history_of(self.asset, limit=self.lines + 1, labels=HISTORY_LABELS)

    @property
    def shown_history(self):
        return self.history[: self.lines]

    @property
    def has_more_history(self):
        return len(self.history) > self.lines

    @property
    def details(self):
        """(label, links) of every vocabulary that the asset has terms of."""
        ones = {"format": [self.row.format], "stage": [self.row.stage], "language": [self.row.language]}
        groups = {name: [term for term in terms if term] for name, terms in (ones | self.row.terms).items()}
        return [
            (FACET_LABELS[name], [_link(term) for term in groups[name]])
            for name in FACET_LABELS
            if groups.get(name)
        ]

    @property
    def playbook(self):
        """What the stage playbook says of the asset's format and stage, in one sentence; "" without both."""
        stage, form = self.row.stage, self.row.format
        if not stage or not form:
            return ""
        said = f"At {stage.label}, {LEADS[stage.lead]}."
        if form.stages and stage.slug not in form.stages:
            return f"{said} A {form.label.lower()} is usually used at another stage."
        return said

    @property
    def owner_url(self):
        return f"{reverse('content:asset-list')}?owner={self.asset.owner_id}"

    @property
    def missing(self):
        """What publishing still asks for, in words."""
        asset = self.asset
        return rules.missing_to_publish(
            {
                "title": asset.title,
                "format": self.row.format,
                "stage": self.row.stage,
                "personas": self.row.personas,
                "language": self.row.language,
                "owner": asset.owner_id,
                "audience": asset.audience,
            }
        )

    @cached_property
    def file(self):
        """The file that people get, or None."""
        version = self.asset.current_version
        return FileCard(self.asset, version, self.at) if version else None

    @cached_property
    def uses(self):
        """Every place that refers to the asset."""
        return Uses(self.asset, self.user)

    @cached_property
    def taken_back(self):
        """(sentence, successor or None) of an asset that was withdrawn or superseded; None for any other."""
        asset = self.asset
        return (told(asset), successor_of(asset, self.user)) if asset.is_taken_back else None

    @cached_property
    def approval(self):
        """What waits for approval, as an ApprovalCard for who edits the asset; None where nothing does."""
        return card_of(self.asset, self.user)

    @property
    def may_verify(self):
        return may_verify(self.asset, self.user)

    @property
    def _is_ready(self):
        return self.asset.status in (rules.DRAFT, rules.IN_REVIEW) and not self.missing

    @property
    def may_publish(self):
        """Whether this person may publish it as it is, without anybody's approval."""
        form = self.row.format
        return self._is_ready and self.user.has_perm("content.publish_asset") and not form.needs_approval

    @property
    def may_submit(self):
        """Whether this person may ask for its approval as it is."""
        asked = (
            self._is_ready and self.user.has_perm("content.change_asset") and self.row.format.needs_approval
        )
        return asked and not (self.approval and self.approval.is_waiting)

    @property
    def interval(self):
        """How often the asset's format is reviewed: "case study, 365 days"."""
        form = self.row.format
        return f"{form.label.lower()}, {form.review_days} days" if form else ""

    @cached_property
    def not_for_buyers(self):
        """Why a published asset may not go to buyers for now, whatever its audience; empty when it may."""
        if self.asset.status != rules.PUBLISHED:
            return ""
        return rules.sending_problem("shareable", self.freshness.state, self.asset.disputed_at is not None)

    @property
    def others_url(self):
        """The current assets of its format and stage, to use instead."""
        asked = {"freshness": "fresh,due-soon"}
        asked |= {name: term.slug for name in ("format", "stage") if (term := getattr(self.row, name))}
        return f"{reverse('content:asset-list')}?{urlencode(asked)}"

    @cached_property
    def panels(self):
        """(template, context) of what higher features show beside an asset."""
        return panels_of("asset", self.asset, self.user)

    @property
    def action_panels(self):
        """The same of buttons at its head."""
        return panels_of("asset-actions", self.asset, self.user)

    @property
    def preview_panels(self):
        """The same in the preview, which costs no statement."""
        return panels_of("asset-preview", self.asset, self.user)


def _link(term):
    return TermLink(term.label, f"{reverse('content:asset-list')}?{urlencode({term.vocabulary: term.slug})}")


def page_of(reference, user, *, lines=PAGE_LINES, at=1):
    """The page of the asset with this reference, for a person who may see it; else 404. at: page of its file."""
    asset = Asset.objects.visible_to(user).for_page().with_reference(reference).first()
    if asset is None:
        missing(reference, user)
    return AssetPage(with_links([asset], labels())[0], user, lines=lines, at=at)
