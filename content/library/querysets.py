from datetime import timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat, Substr

from content.library.rules import ARCHIVED, DRAFT, DUE_SOON_DAYS, IN_REVIEW, OPEN_APPROVALS
from portal.activity.querysets import Audited
from portal.shared.models import PortalQuerySet

LINKS = ("personas", "competitors", "products", "industries", "tags")
# How much of a body lists read, in characters: enough for a snippet.
OPENING = 6000
# Between the label and the text of a file's page.
PAGE_MARK = "\x1f"
ONES = ("format", "stage", "language", "owner")
UNPUBLISHED = (DRAFT, IN_REVIEW, ARCHIVED)


def _called(text):
    """The condition that a text names an asset by its reference or address; None for other words."""
    if text.startswith(("http://", "https://")):
        return Q(url=text)
    return Q(reference=text.lower()) if "-" in text and " " not in text else None


class AssetQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Assets whose existence `user` may know: published ones; all for editors; one's own drafts."""
        if not user.is_active:
            return self.none()
        if user.has_perm("content.change_asset"):
            return self
        return self.filter(Q(status="published") | Q(status__in=["draft", "in_review"], created_by=user))

    def with_freshness(self, on):
        """Adds `freshness_state`, one of `rules.FRESHNESS`: how each asset stands on the date `on`."""
        soon = on + timedelta(days=DUE_SOON_DAYS)
        state = Case(
            *(When(status=status, then=Value(status.replace("_", "-"))) for status in UNPUBLISHED),
            When(expires_on__lt=on, then=Value("expired")),
            When(review_on__lt=on, then=Value("overdue")),
            When(Q(review_on__lte=soon) | Q(expires_on__lte=soon), then=Value("due-soon")),
            default=Value("fresh"),
            output_field=CharField(),
        )
        return self.annotate(freshness_state=state)

    def standing(self, state, on):
        """Assets in this state of `rules.FRESHNESS` on the date `on`."""
        return self.with_freshness(on).filter(freshness_state=state)

    def live(self, on):
        """Published assets that have not expired on the date `on`."""
        return self.filter(status="published").exclude(expires_on__lt=on)

    def overdue(self, on):
        """Live assets whose review date has passed."""
        return self.standing("overdue", on).order_by("review_on", "id")

    def owned_by(self, user):
        return self.filter(owner=user).exclude(status="archived")

    def taken_back(self):
        """Assets that were withdrawn or superseded, and not restored since."""
        gone = Q(withdrawn_at__isnull=False) | Q(successor__isnull=False)
        return self.filter(gone, status="archived")

    def succeeded_by(self, asset):
        """Superseded or withdrawn assets instead of which this one is used."""
        return self.taken_back().filter(successor=asset)

    def like(self, asset):
        """Other published assets of the same format, the newest first."""
        same = self.filter(status="published", format=asset.format_id).exclude(pk=asset.pk)
        return same.order_by("-published_on", "-id")

    def not_archived(self):
        return self.exclude(status="archived")

    def with_reference(self, reference):
        """One asset by its public reference, or by its number where `reference` is digits only."""
        text = str(reference)
        if text.isascii() and text.isdigit():
            return self.filter(pk=reference)
        return self.filter(reference=reference)

    def in_order(self, ids):
        """The assets with these ids, in this order, as a list."""
        found = {asset.pk: asset for asset in self.filter(pk__in=ids)}
        return [found[pk] for pk in ids if pk in found]

    def among(self, ids, reference=None, text=""):
        """The assets with these ids, the one with this reference and the one that a text names, see `_called`."""
        wanted = Q(pk__in=ids)
        if reference:
            wanted |= Q(reference=reference)
        return self.filter(wanted | called if (called := _called(text)) else wanted)

    def newest_first(self, on):
        """Live assets, the latest published or changed on top."""
        return self.live(on).order_by("-published_on", "-id")

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def numbered(self, stem):
        """Assets whose reference begins with `<stem>-`."""
        return self.filter(reference__startswith=f"{stem}-")

    def references(self):
        return self.values_list("reference", flat=True)

    def ids(self):
        return self.values_list("pk", flat=True)

    def counted_by(self, name):
        """(term id, number of these assets) of the terms in the field `name`."""
        rows = self.order_by().values_list(name).annotate(number=Count("pk", distinct=True))
        return rows.exclude(**{name: None})

    def answering(self):
        """(persona id, stage id, format id), once each, of what these assets are for."""
        return (
            self.filter(personas__isnull=False)
            .order_by()
            .values_list("personas", "stage", "format")
            .distinct()
        )

    def counted_by_need(self):
        """(stage id, format id, number of these assets)."""
        rows = self.order_by().values_list("stage", "format")
        return rows.annotate(number=Count("pk", distinct=True))

    def sharing_keys(self, *, references, external_ids, urls, title_keys):
        """(id, reference, external id, address, title key) of assets that share one of these, for imports."""
        same = Q(reference__in=references) | Q(external_id__in=external_ids)
        same |= Q(url__in=urls) | Q(title_key__in=title_keys)
        return self.filter(same).values_list("id", "reference", "external_id", "url", "title_key")

    def locked_versions(self, ids):
        """(id, version) of the assets with these ids, locked until the transaction ends."""
        return self.filter(pk__in=ids).select_for_update(of=("self",)).values_list("pk", "version")

    def with_term(self, field, term):
        """Assets that have `term` in `field`, such as "personas" or "stage"."""
        return self.filter(**{field: term})

    def titled_like(self, key):
        return self.filter(title_key=key)

    def sharing_words(self, stems, limit=100):
        """Up to `limit` assets whose titles share the most of these word beginnings, for near-double titles."""
        hits = [Case(When(title_key__contains=stem, then=1), default=0) for stem in stems]
        if not hits:
            return self.none()
        most = sum(hits[1:], hits[0])
        needed = max(1, (len(stems) + 1) // 2)
        found = self.annotate(hits=most).filter(hits__gte=needed).order_by("-hits", "-id")
        return found.defer("body", "summary")[:limit]

    def with_owner(self):
        """The row itself, who owns and who verified it: what the API adds links to."""
        return self.select_related("owner", "verified_by", "current_version__file").strict()

    def for_listing(self):
        """What a result row reads."""
        return (
            self.defer("body")
            .select_related("format", "stage", "language", "owner")
            .prefetch_related("personas", "point_links__point")
            .strict()
        )

    def for_rows(self):
        """What `rows` adds terms and talking points to; of the body only the opening, for snippets."""
        return (
            self.defer("body")
            .annotate(
                opening=Substr("body", 1, OPENING),
                file_kind=F("current_version__file__kind"),
            )
            .select_related("owner", "verified_by")
            .strict()
        )

    def for_page(self):
        """What an asset's page and the preview read beside `links_of`."""
        opening = Substr("body", 1, OPENING)
        return (
            self.annotate(opening=opening)
            .select_related("owner", "created_by", "verified_by", "successor", "current_version__file")
            .strict()
        )

    def links_of(self, ids, words=()):
        """(asset id, vocabulary or "point", term id or position, text) of every to-many link, in one statement.

        With `words` also "page", its number and its label before PAGE_MARK: the page of its file that holds the most.
        """
        parts = [self._term_links(name, list(ids)) for name in LINKS]
        if words:
            parts.append(self._best_pages(list(ids), words))
        points = self.model._meta.get_field("point_links").related_model.objects.filter(asset__in=list(ids))
        points = points.order_by().values_list(
            "asset_id", Value("point", CharField()), "position", "point__text"
        )
        return points.union(*parts, all=True)

    def _best_pages(self, ids, words):
        """One page a file, chosen by the database: a long file may hold a common word on every page."""
        versions = self.model._meta.get_field("current_version").related_model
        pages = versions._meta.get_field("file").related_model._meta.get_field("pages").related_model.objects
        best = pages.filter(file=OuterRef("file")).saying(words)
        text = Concat("label", Value(PAGE_MARK), "text", output_field=TextField())
        current = versions.objects.filter(asset__in=ids, asset__current_version=F("pk")).order_by()
        found = current.annotate(
            page=Subquery(best.values("number")[:1]),
            said=Subquery(best.annotate(said=text).values("said")[:1]),
        )
        return found.filter(page__isnull=False).values_list(
            "asset_id", Value("page", CharField()), "page", "said"
        )

    def _term_links(self, name, ids):
        through = self.model._meta.get_field(name).remote_field.through
        vocabulary = self.model._meta.get_field(name).related_model.vocabulary()
        rows = through.objects.filter(asset__in=ids)
        return rows.values_list(
            "asset_id", Value(vocabulary, CharField()), f"{vocabulary}_id", Value("", CharField())
        )

    def owner_names(self):
        """{id: name} of everyone who owns one of these assets."""
        people = self.model._meta.get_field("owner").related_model.objects
        owned = self.order_by().filter(owner=OuterRef("pk"))
        return dict(people.filter(Exists(owned)).values_list("pk", "name"))

    def with_current_file(self):
        """Adds `file_id`, the current version's file or None."""
        return self.annotate(file_id=F("current_version__file"))

    def for_bulk(self, change):
        """What planning a bulk change reads: names, state, and the field that it changes."""
        rows = self.defer("body", "summary").order_by("pk").strict()
        if change.way == "publish":
            return rows.select_related("format").prefetch_related("personas")
        if change.way == "verify":
            return rows.select_related("format", "owner")
        if change.field == "audience":
            return rows.select_related("format")
        if change.several:
            return rows.prefetch_related(change.field)
        return rows.select_related(change.field) if change.field in ONES else rows

    def links_to(self, name, terms, ids):
        """Rows of the join table of the to-many field `name` that lead from these assets to these terms."""
        through = self.model._meta.get_field(name).remote_field.through
        vocabulary = self.model._meta.get_field(name).related_model.vocabulary()
        return through.objects.filter(**{"asset__in": ids, f"{vocabulary}__in": terms})

    def for_reading(self):
        """What the asset page, the API and the index read."""
        return (
            self.select_related(*ONES, "created_by", "verified_by", "successor", "current_version__file")
            .prefetch_related(*LINKS, "point_links__point")
            .strict()
        )


class TalkingPointQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Points of assets that `user` may see."""
        return self.filter(asset_links__asset__in=_assets(self, user)).distinct()

    def with_digests(self, digests):
        return self.filter(digest__in=digests)

    def of_competitor(self, competitor):
        """Points of published assets about a competitor."""
        links = {"asset_links__asset__competitors": competitor, "asset_links__asset__status": "published"}
        return self.filter(**links).distinct().order_by("pk")


def _assets(queryset, user):
    links = queryset.model._meta.get_field("asset_links").related_model
    assets = links._meta.get_field("asset").related_model
    return assets.objects.visible_to(user)


class AssetVersionQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Versions of assets that `user` may see; those that wait for approval only for editors."""
        assets = self.model._meta.get_field("asset").related_model.objects
        rows = self.filter(asset__in=assets.visible_to(user))
        return rows if user.has_perm("content.change_asset") else rows.filter(withheld=False)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def of_asset(self, asset):
        return self.filter(asset=asset)

    def numbered(self, reference, number):
        """The one with this number of the asset with this reference; without a number the current one."""
        rows = self.filter(asset__reference=reference)
        return rows.filter(number=number) if number else rows.filter(asset__current_version=F("pk"))

    def with_file(self):
        return self.select_related("asset", "file", "author").strict()

    def last_numbers(self, assets):
        """(asset id, highest number) of those of these assets that have a file."""
        return self.filter(asset__in=assets).order_by().values_list("asset").annotate(last=Max("number"))

    def being(self, file):
        """Versions that are this file, the newest first."""
        return self.filter(file=file).order_by("-created_at", "-pk")

    def current_with(self, file):
        """Current versions that are this file."""
        return self.filter(file=file, asset__current_version=F("pk"))


class DownloadQuerySet(Audited):
    def for_audit(self):
        """With what the audit shows of each."""
        names = {"audit_object": F("version__asset_id"), "audit_label": F("version__asset__title")}
        return self.annotate(audit_person=F("person_id"), **names)

    def of_asset(self, asset):
        return self.filter(version__asset=asset)

    def since(self, moment):
        return self.filter(at__gte=moment)

    def by_asset(self, ids=None):
        """(asset id, how often its file was taken out) of every asset, or of those with these ids."""
        taken = self if ids is None else self.filter(version__asset__in=ids)
        return taken.order_by().values_list("version__asset_id").annotate(number=Count("pk"))

    def by_person(self):
        """(person id, how often, when last) of everyone among these."""
        return self.order_by().values_list("person_id").annotate(times=Count("pk"), last=Max("at"))


class ApprovalQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Approvals of assets that `user` edits, and those that `user` asked for."""
        if not user.is_active:
            return self.none()
        return self if user.has_perm("content.change_asset") else self.filter(asked_by=user)

    def waiting(self):
        """What somebody has to decide on; what was archived meanwhile waits for nobody."""
        return self.filter(status="waiting").exclude(asset__status="archived")

    def open(self):
        """Those that wait, and those that were sent back and not taken up again."""
        return self.filter(status__in=OPEN_APPROVALS)

    def of_asset(self, asset):
        return self.filter(asset=asset)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def with_status(self, status):
        return self.filter(status=status)

    def not_asked_by(self, user):
        return self.exclude(asked_by=user)

    def for_reading(self):
        """What a page, the API and the verbs read."""
        return self.select_related("asset", "asked_by", "decided_by", "file_version__file").strict()
