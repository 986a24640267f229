"""What upkeep writes: the day's counts, and reminders to owners and leads. Both are safe to repeat."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from content.library.models import Asset
from content.upkeep import rules
from content.upkeep.facts import facts_of
from content.upkeep.health import counts_of
from content.upkeep.models import HealthCount
from content.upkeep.querysets import with_review
from portal.notices.actions import tell

KIND = "review"


def count_health(day):
    """Note how many assets every check finds; the last count of a day stays. Returns the counts by slug."""
    counts = counts_of(facts_of(Asset.objects.all()))
    rows = [HealthCount(day=day, rule=slug, number=number) for slug, number in counts.items()]
    with transaction.atomic():
        HealthCount.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["day", "rule"], update_fields=["number"]
        )
    return counts


@transaction.atomic
def remind(day):
    """Tell owners and leads what is to be reviewed, as of the portal's `day`; returns how many notices are new.

    Every notice has a key of its occasion, so that a second run, or one after a pause, tells nobody twice.
    """
    assets = list(with_review(Asset.objects.all(), day, day + timedelta(days=max(rules.REMINDED_BEFORE))))
    told = _tell_due(assets, day) + _tell_leads(assets, day)
    return told + (_tell_overdue(assets, day) if rules.is_digest_day(day) else 0)


def _tell_due(assets, day):
    """One notice for each owner, step and review date."""
    due = defaultdict(list)
    for asset in assets:
        days_left = (asset.review_on - day).days
        if (step := rules.reminder_step(days_left)) is not None:
            due[asset.owner, step, asset.review_on].append(asset)
    return sum(
        tell(
            [owner],
            KIND,
            rules.due_sentence(_titles(group), (review_on - day).days),
            _where(group),
            key=f"review:{step}:{review_on}",
        )
        for (owner, step, review_on), group in due.items()
    )


def _tell_overdue(assets, day):
    """One weekly digest for each owner, whatever the number of assets."""
    late = defaultdict(list)
    for asset in assets:
        if asset.review_on < day:
            late[asset.owner].append(asset)
    return sum(
        tell([owner], KIND, rules.overdue_sentence(_titles(group)), _where(group), key=f"review:week:{day}")
        for owner, group in late.items()
    )


def _tell_leads(assets, day):
    """One notice for the lead of each owner's team and review date; a lead who owns it has the digest."""
    late = defaultdict(list)
    for asset in assets:
        if rules.is_lead_told((day - asset.review_on).days):
            late[asset.owner, asset.review_on].append(asset)
    told = 0
    for (owner, review_on), group in late.items():
        lead = owner.team.lead if owner.team else None
        if lead and lead != owner:
            sentence = rules.late_sentence(owner, _titles(group))
            url = f"{reverse('content:asset-list')}?owner={owner.pk}&freshness=overdue&ordering=review"
            told += tell([lead], KIND, sentence, url, key=f"review:late:{owner.pk}:{review_on}")
    return told


def _titles(assets):
    return [asset.title for asset in assets]


def _where(assets):
    """The asset itself, or the queue for several."""
    return assets[0].get_absolute_url() if len(assets) == 1 else f"{reverse('content:queue')}?tab=verify"
