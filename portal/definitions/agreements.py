"""What the signatures of a version say together: signed or not, by whom, until when."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from portal.definitions import rules
from portal.definitions.models import Signature
from portal.shared.dates import today


@dataclass(frozen=True)
class Agreement:
    """The signatures {side: Signature} of one version of a record, and what follows from them today."""

    signatures: dict
    days: int

    @property
    def signed(self):
        return {side: day_of(signature.at) for side, signature in self.signatures.items()}

    @property
    def state(self):
        return rules.state_of(self.signed, self.days, today())

    @property
    def words(self):
        """The state in words; of one that waits for one side, for which."""
        if self.state == rules.HALF:
            return f"Waits for {rules.SIDES[self.waiting[0]].lower()}"
        return rules.STATE_LABELS[self.state]

    @property
    def review_on(self):
        return rules.review_on(self.signed, self.days)

    @property
    def waiting(self):
        return rules.waits_for(self.signed, self.days, today())

    @property
    def sides(self):
        """(label, Signature or None, whether it is asked for) of each side, sales first."""
        waiting = self.waiting
        return [(label, self.signatures.get(side), side in waiting) for side, label in rules.SIDES.items()]

    def problem(self, user):
        """Why `user` may not sign; empty when they may."""
        signers = {side: signature.person_id for side, signature in self.signatures.items()}
        return rules.signing_problem(user.side, user.pk, signers, self.waiting)


def day_of(moment):
    """The portal's day of a moment."""
    return timezone.localtime(moment).date()


def agreement_on(record):
    """The Agreement on one record as it stands, in one query."""
    return agreements_on([record])[record.pk]


def agreements_on(records):
    """{id: Agreement} of records of one kind as they stand, in one query."""
    if not records:
        return {}
    kind, days = records[0].SIGNED_AS, records[0].REVIEW_DAYS
    versions = {record.pk: record.version for record in records}
    found = defaultdict(dict)
    for signature in Signature.objects.under(kind, versions).with_people():
        if signature.number == versions[signature.object_id]:
            found[signature.object_id][signature.side] = signature
    return {pk: Agreement(found[pk], days) for pk in versions}
