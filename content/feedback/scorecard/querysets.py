"""Words that the scorecard needs: numbers by period, and assets with their four answers."""

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from content.feedback.models import Feedback, Send

SHOWS = ("never-used", "fell-flat", "worked", "sent")


def counted(rows, at, who, before, start):
    """{name: number} of rows by period, for `rules.Count`. at, who: names of columns; before, start: of its kind."""
    now, earlier = Q(**{f"{at}__gte": start}), Q(**{f"{at}__gte": before, f"{at}__lt": start})
    return rows.order_by().aggregate(
        now=Count("pk", filter=now),
        people=Count(who, filter=now, distinct=True),
        before=Count("pk", filter=earlier),
        people_before=Count(who, filter=earlier, distinct=True),
        ever=Count("pk"),
        people_ever=Count(who, distinct=True),
    )


def opens(log, asset, since):
    """(at, user, rank) of each time that an asset was opened from a search since a moment."""
    found = log.filter(opened_id=asset.pk, at__gte=since).order_by()
    return found.values_list("at", "user_id", "rank")


def outcomes(uses):
    """(outcome, stage slug, stage label, number) of uses."""
    rows = uses.order_by("stage__position").values_list("outcome", "stage__slug", "stage__label")
    return rows.annotate(number=Count("pk"))


def with_answers(assets):
    """Adds `uses`, `users`, `worked`, `flat`, `sends` and `senders`."""
    uses = Feedback.objects.uses()
    return assets.annotate(
        uses=_number(uses, "pk"),
        users=_number(uses, "person"),
        worked=_number(uses.with_outcome("worked"), "pk"),
        flat=_number(uses.with_outcome("fell_flat"), "pk"),
        sends=_number(Send.objects.all(), "pk"),
        senders=_number(Send.objects.all(), "sender"),
    )


def answering(assets, show, day):
    """Those of `with_answers` to which one of SHOWS applies, the most first. day: published by then, for never used."""
    if show == "never-used":
        return assets.filter(uses=0, sends=0, published_on__lte=day).order_by("published_on", "id")
    name = {"fell-flat": "flat", "worked": "worked", "sent": "sends"}[show]
    return assets.filter(**{f"{name}__gt": 0}).order_by(f"-{name}", "id")


def narrowed(assets, *, stage=None, form=None, owner=None):
    """Assets of a stage, a format and an owner; what is None is not asked."""
    wanted = {"stage": stage, "format": form, "owner": owner}
    return assets.filter(**{name: value for name, value in wanted.items() if value is not None})


def _number(rows, name):
    mine = rows.filter(asset=OuterRef("pk")).order_by().values("asset")
    number = mine.annotate(number=Count(name, distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
