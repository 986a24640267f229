"""The scorecard of one asset: four answers, and the six questions as far as they can be counted."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from statistics import median
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from content.feedback.models import Feedback, Send
from content.feedback.scorecard import querysets, rules
from content.library.models import Download
from content.search.models import SearchLog
from portal.shared.dates import today

UNCOUNTED = "Not counted yet"


@dataclass(frozen=True)
class Question:
    """One question: number and what it counts, or why it is not counted; `url` opens the rows."""

    title: str
    key: str
    number: int | None = None
    words: str = ""
    change: tuple | None = None
    note: str = ""
    url: str = ""
    unknown: str = ""


class Scorecard:
    """asset: any; `on` is the day that it is about. Five statements, whatever the numbers."""

    def __init__(self, asset, on=None):
        self.asset, self.on = asset, on or today()
        self.before, self.start = rules.periods(self.on)

    @cached_property
    def uses(self):
        rows = Feedback.objects.uses().about(self.asset)
        return rules.Count(**querysets.counted(rows, "given_on", "person", self.before, self.start))

    @cached_property
    def sends(self):
        return self._counted(Send.objects.about(self.asset), "sender")

    @cached_property
    def downloads(self):
        return self._counted(Download.objects.of_asset(self.asset), "person")

    def _counted(self, rows, who):
        return rules.Count(**querysets.counted(rows, "at", who, _moment(self.before), _moment(self.start)))

    @cached_property
    def _opens(self):
        """(those of the period before, those of the period): lists of (at, user, rank)."""
        rows = list(querysets.opens(SearchLog.objects.all(), self.asset, _moment(self.before)))
        start = _moment(self.start)
        return [row for row in rows if row[0] < start], [row for row in rows if row[0] >= start]

    @cached_property
    def _outcomes(self):
        uses = Feedback.objects.uses().about(self.asset) if self.uses.ever else Feedback.objects.none()
        return list(querysets.outcomes(uses))

    def went(self, outcome):
        """How many uses had this outcome."""
        return sum(number for name, _, _, number in self._outcomes if name == outcome)

    @property
    def worked(self):
        return self.went("worked")

    @property
    def fell_flat(self):
        """(stage label, number, address of the rows) of the stages where it fell flat; "" for no stage."""
        flat = [row for row in self._outcomes if row[0] == "fell_flat"]
        return [
            (label or "", number, self._rows("feedback", outcome="fell_flat", stage=slug or ""))
            for _, slug, label, number in flat
        ]

    @property
    def flat_by_stage(self):
        return [{"stage": stage, "number": number} for stage, number, _ in self.fell_flat]

    @property
    def is_never_used(self):
        used = self.uses.ever + self.sends.ever
        return rules.is_never_used(self.asset.published_on, used, self.on)

    @property
    def uses_url(self):
        return self._rows("feedback", kind="used")

    @property
    def worked_url(self):
        return self._rows("feedback", outcome="worked")

    @property
    def sends_url(self):
        return f"{reverse('content:sent')}?{urlencode({'who': 'all', 'asset': self.asset.reference})}"

    def _rows(self, name, **params):
        wanted = urlencode({key: value for key, value in params.items() if value})
        return f"{reverse(f'content:asset-{name}', args=[self.asset.reference])}?{wanted}"

    @property
    def questions(self):
        return [self._found(), self._read(), self._used(), self._used_well(), self._buyers(), self._outcome()]

    def _found(self):
        earlier, now = self._opens
        ranks = [rank for _, _, rank in now if rank]
        place = f"Median place in the results {median(ranks):g}. " if ranks else ""
        return Question(
            "Is it found?",
            "opens-from-search",
            len(now),
            "opened from search",
            self._change(len(now), len(earlier)),
            f"{place}How often it was seen there is not counted yet.",
        )

    def _read(self):
        if not self.asset.current_version_id:
            return Question("Is it read?", "file-readers", unknown="Not counted yet for what has no file.")
        count = self.downloads
        words = f"took the file, {rules.times(count.now)}" if count.now else "took the file"
        change = self._change(count.people, count.people_before)
        noun = "person" if count.people == 1 else "people"
        return Question("Is it read?", "file-readers", count.people, f"{noun} {words}", change)

    def _used(self):
        count, sent = self.uses, self.sends
        note = f"Sent {rules.times(sent.now)} by {rules.people(sent.people)}." if sent.now else "Not sent."
        words = f"{'use' if count.now == 1 else 'uses'} by {rules.people(count.people)}"
        change = self._change(count.now, count.before)
        return Question("Is it used?", "use", count.now, words, change, note, self.uses_url)

    def _used_well(self):
        worked, known = self.went("worked"), sum(row[3] for row in self._outcomes if row[0])
        if not known:
            return Question("Is it used well?", "worked", unknown="Nobody has said yet how it went.")
        share = rules.rate(worked, known)
        note = f"{share} % of {known}, since the beginning." if share is not None else "Too few for a rate."
        return Question(
            "Is it used well?", "worked", worked, f"of {known} worked", None, note, self.worked_url
        )

    def _buyers(self):
        return Question("Do buyers read it?", "", unknown=f"{UNCOUNTED}: what was sent is not tracked.")

    def _outcome(self):
        return Question("Does it help?", "", unknown=f"{UNCOUNTED}: no deals are connected to it.")

    def _change(self, now, before):
        return rules.change(now, before, self.asset.published_on, self.before)


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time.min))
