from django.db.models import Count, Max, Min

from portal.shared.models import PortalQuerySet


class SearchDocumentQuerySet(PortalQuerySet):
    def of(self, kind):
        return self.filter(kind=kind)

    def about(self, kind, object_id):
        """The row of one thing, if the index has it."""
        return self.filter(kind=kind, object_id=object_id)

    def about_many(self, kind, object_ids):
        """The rows of several things of one kind."""
        return self.filter(kind=kind, object_id__in=object_ids)


class SearchWordQuerySet(PortalQuerySet):
    def among(self, words):
        return self.filter(word__in=words)

    def noted_until(self, row_id):
        return self.filter(id__lte=row_id)

    def noted_twice(self):
        """Rows of words that an earlier row has already."""
        first = self.model.objects.values("word").annotate(first=Min("id")).values("first")
        return self.exclude(id__in=first)


class SynonymQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Synonyms are no secret: everyone signed in may know them."""
        return self if user.is_active else self.none()

    def but(self, synonym_id):
        """All groups except one, which may be None."""
        return self.exclude(pk=synonym_id)


class SearchLogQuerySet(PortalQuerySet):
    def by(self, user_id):
        return self.filter(user_id=user_id)

    def since(self, moment):
        return self.filter(at__gte=moment)

    def with_words(self):
        return self.exclude(words="")

    def failed(self):
        """Searches that found nothing: rows of (words, searches, people, last), what most people missed first."""
        counted = self.with_words().filter(total=0).values("words")
        counted = counted.annotate(searches=Count("id"), people=Count("user", distinct=True), last=Max("at"))
        return counted.order_by("-people", "-searches", "-last")

    def failed_as_asked(self):
        """The same by words and filters, filters alone included: rows of (words, query, searches, people, last)."""
        counted = self.filter(total=0).values("words", "query").annotate(last=Max("at"))
        counted = counted.annotate(searches=Count("id"), people=Count("user", distinct=True))
        return counted.order_by("-people", "-searches", "-last", "words", "query")

    def opens_by_asset(self, ids=None):
        """(asset id, how often it was opened from a search) of every asset, or of those with these ids."""
        opened = self.exclude(opened_id=None) if ids is None else self.filter(opened_id__in=ids)
        return opened.order_by().values_list("opened_id").annotate(number=Count("pk"))
