"""What the pages show of the field's word on an asset: what one can say, and what was said."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from content.feedback.field import rules
from content.feedback.field.forms import AnswerForm, FlagForm, UseForm
from content.feedback.models import Feedback
from portal.shared.dates import today

SAY = "content.add_feedback"
EDIT = "content.change_feedback"
# On the asset's page; the rest is behind "Show all".
FIRST = 8
MARKS = {
    rules.USED: ("ok", "thumbs-up"),
    rules.OUTDATED: ("due", "clock"),
    rules.WRONG: ("over", "x"),
    rules.MISSING: ("due", "message-square"),
}
OUTCOME_MARKS = {
    rules.WORKED: ("ok", "circle-check"),
    rules.NO_REACTION: ("plain", "minus"),
    rules.FELL_FLAT: ("over", "thumbs-down"),
}
FLAG_WORDS = {
    rules.OUTDATED: ("Outdated", "Flag as outdated"),
    rules.WRONG: ("Wrong", "Flag as wrong"),
    rules.MISSING: ("Missing something", "Say that something is missing"),
}


@dataclass(frozen=True)
class Flag:
    """One thing that is wrong with an asset, as a button that opens its form."""

    kind: str
    label: str
    button: str
    icon: str
    form: FlagForm

    @property
    def is_open(self):
        return self.form.is_bound


@dataclass
class Item:
    """One thing that somebody said, as the thread shows it."""

    said: Feedback
    viewer: object
    answering: AnswerForm | None = None

    @property
    def mark(self):
        """(tone, icon, words) of its badge."""
        tone, icon = MARKS[self.said.kind]
        return tone, icon, self.said.get_kind_display()

    @property
    def went(self):
        """The same of how a use went; None while nobody knows and for flags."""
        known = OUTCOME_MARKS.get(self.said.outcome)
        return known and (*known, self.said.get_outcome_display())

    @property
    def is_open(self):
        return self.said.status == "open"

    @property
    def is_mine(self):
        return self.said.person_id == self.viewer.pk

    @property
    def answered_in(self):
        asked, answered = (timezone.localtime(at).date() for at in (self.said.at, self.said.answered_at))
        return rules.answer_time(asked, answered)

    @property
    def may_answer(self):
        owner = self.said.asset.owner_id
        return self.is_open and rules.may_answer(self.viewer.pk, owner, self.viewer.has_perm(EDIT))

    @property
    def answer_form(self):
        """With the refused answer while there is one."""
        return self.answering or AnswerForm(flag=self.said)


class FeedbackCard:
    """Everything about one asset that the field says. rows: what the thread shows; None for the first few."""

    def __init__(self, asset, viewer, *, rows=None, bound=None, use=None, news="", answering=None):
        """bound: {kind: refused FlagForm}; use: a use to ask about; news: what has just happened, in words;

        answering: {id of a flag: refused AnswerForm}.
        """
        self.asset, self.viewer, self.rows = asset, viewer, rows
        self.bound, self.asked, self.news, self.answering = bound or {}, use, news, answering or {}

    @property
    def may_say(self):
        return self.viewer.has_perm(SAY) and not rules.saying_problem(self.asset.status)

    @property
    def flags(self):
        return [
            Flag(
                kind,
                *FLAG_WORDS[kind],
                MARKS[kind][1],
                self.bound.get(kind) or FlagForm(asset=self.asset, kind=kind),
            )
            for kind in rules.FLAGS
        ]

    @cached_property
    def found(self):
        rows = Feedback.objects.visible_to(self.viewer).about(self.asset).for_thread()
        return list(rows[: FIRST + 1] if self.rows is None else self.rows)

    @property
    def items(self):
        shown = self.found if self.rows is not None else self.found[:FIRST]
        return [Item(said, self.viewer, self.answering.get(said.pk)) for said in shown]

    @property
    def has_more(self):
        return self.rows is None and len(self.found) > FIRST

    @property
    def open_words(self):
        """ "2 open", "all answered", "" where nobody flagged anything."""
        flags = [said for said in self.found if said.kind in rules.FLAGS]
        waiting = sum(said.status == "open" for said in flags)
        if waiting:
            return f"{waiting} open"
        return ("answered" if len(flags) == 1 else "all answered") if flags else ""

    @cached_property
    def use_form(self):
        """Asks how a use went: the one just noted, else a late one of one's own without an outcome."""
        use = self.asked or next(filter(self._waits, self.found), None)
        return use and (use if isinstance(use, UseForm) else UseForm(use=use))

    @property
    def use_id(self):
        return self.use_form.use.pk

    def _waits(self, said):
        if said.kind != rules.USED or said.outcome or said.person_id != self.viewer.pk:
            return False
        return rules.is_asked_about(said.given_on, today())


class SayBox(FeedbackCard):
    """What one can say of an asset, without what was said: no statement is needed."""

    found = ()
