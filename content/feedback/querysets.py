from django.db.models import Count, Exists, F, Max, OuterRef, Q, Value
from django.db.models.functions import Concat

from portal.activity.querysets import Audited
from portal.shared.models import PortalQuerySet


class ContentRequestQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Requests are open to everyone signed in, so that nobody asks twice."""
        return self if user.is_active else self.none()

    def open(self):
        return self.filter(status__in=["new", "accepted", "planned"])

    def answered(self):
        return self.filter(status__in=["delivered", "declined"])

    def by(self, user):
        return self.filter(requester=user)

    def titles(self):
        """(id, title) of each, the newest first."""
        return self.order_by("-id").values_list("pk", "title")

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def about_term(self, field, term):
        """Requests that name `term`, or the term with this id, in `field` ("stage" or "persona")."""
        return self.filter(**{field: term})

    def delivered_with(self, asset):
        """Requests that were answered with this asset."""
        return self.filter(delivered=asset)

    def most_wanted_first(self):
        return self.order_by("-wanted", "-created_at", "-id")

    def with_votes(self, viewer):
        """Adds `wanted`, the number of votes, and `voted`, whether `viewer` gave one."""
        votes = self.model._meta.get_field("votes").related_model.objects
        mine = votes.by(viewer).for_request(OuterRef("pk"))
        return self.annotate(wanted=Count("votes"), voted=Exists(mine))

    def counted_by(self, field):
        """(term id, how many of these requests name it) for "stage" or "persona"."""
        return self.exclude(**{field: None}).order_by().values_list(field).annotate(number=Count("pk"))

    def for_listing(self):
        return (
            self.select_related("stage", "persona", "requester", "delivered")
            .order_by("-created_at", "-id")
            .strict()
        )


class RequestVoteQuerySet(PortalQuerySet):
    def by(self, person):
        return self.filter(person=person)

    def for_request(self, request):
        return self.filter(request=request)

    def with_person(self):
        return self.select_related("person").strict()


class FeedbackQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """What was said of the assets that `user` may see."""
        return self.filter(asset__in=_assets(self).visible_to(user))

    def with_id(self, pk):
        return self.filter(pk=pk)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def uses(self):
        return self.filter(kind="used")

    def flags(self):
        return self.exclude(kind="used")

    def open(self):
        """Flags that wait for an answer."""
        return self.filter(status="open")

    def disputing(self):
        """Open flags that say that something is not so; what is only missing disputes nothing."""
        return self.filter(status="open", kind__in=["outdated", "wrong"])

    def answered(self):
        return self.filter(status="closed").exclude(kind="used")

    def answered_since(self, moment):
        return self.filter(answered_at__gte=moment)

    def for_owner(self, user):
        """What was said of the assets that `user` owns."""
        return self.filter(asset__owner=user)

    def about(self, asset):
        return self.filter(asset=asset)

    def about_ids(self, ids):
        return self.filter(asset__in=ids)

    def about_reference(self, reference):
        return self.filter(asset__reference=reference)

    def by(self, person):
        return self.filter(person=person)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def with_outcome(self, outcome):
        return self.filter(kind="used", outcome=outcome)

    def at_stage(self, stage):
        return self.filter(stage=stage)

    def to_account(self, account):
        return self.filter(account=account)

    def given_on_day(self, day):
        return self.filter(given_on=day)

    def between(self, start, end):
        """Given from `start` up to, not on, the day `end`."""
        return self.filter(given_on__gte=start, given_on__lt=end)

    def due_by(self, day):
        return self.filter(due_on__lt=day)

    def people(self):
        """How many different people."""
        return self.order_by().aggregate(number=Count("person", distinct=True))["number"]

    def counted_by_asset(self):
        """(asset id, number, people, last day) of each asset."""
        rows = self.order_by().values_list("asset_id")
        return rows.annotate(number=Count("pk"), who=Count("person", distinct=True), last=Max("given_on"))

    def for_listing(self):
        """The newest first."""
        return (
            self.select_related("person", "account", "stage", "answered_by", "asset__owner")
            .order_by("-at", "-id")
            .strict()
        )

    def for_thread(self):
        """Open flags first, then the newest."""
        return self.for_listing().order_by("-status", "-at", "-id")


class SendQuerySet(Audited):
    def for_audit(self):
        """With what the audit shows of each: who got what."""
        label = Concat("asset__title", Value(" to "), "recipient")
        return self.annotate(audit_person=F("sender_id"), audit_object=F("asset_id"), audit_label=label)

    def visible_to(self, user):
        """Sends of the assets that `user` may see, and one's own."""
        return (
            self.filter(Q(asset__in=_assets(self).visible_to(user)) | Q(sender=user))
            if user.is_active
            else self.none()
        )

    def by(self, person):
        return self.filter(sender=person)

    def about(self, asset):
        return self.filter(asset=asset)

    def about_ids(self, ids):
        return self.filter(asset__in=ids)

    def about_reference(self, reference):
        return self.filter(asset__reference=reference)

    def to_account(self, account):
        return self.filter(account=account)

    def unlinked(self):
        return self.filter(account=None)

    def named(self, recipient):
        return self.filter(recipient__iexact=recipient)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def in_batch(self, batch):
        return self.filter(batch=batch)

    def between(self, start, end):
        """Sent from the moment `start` up to, not at, `end`."""
        return self.filter(at__gte=start, at__lt=end)

    def counted_by_asset(self):
        """(asset id, number, people, last moment) of each asset."""
        rows = self.order_by().values_list("asset_id")
        return rows.annotate(number=Count("pk"), who=Count("sender", distinct=True), last=Max("at"))

    def for_listing(self):
        return (
            self.select_related("asset", "account", "sender", "file_version").order_by("-at", "-id").strict()
        )


def _assets(queryset):
    return queryset.model._meta.get_field("asset").related_model.objects
