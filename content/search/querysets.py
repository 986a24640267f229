from django.db.models import Count, Max

from portal.shared.models import PortalQuerySet


class SynonymQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Synonyms are no secret: everyone signed in may know them."""
        return self if user.is_active else self.none()


class SearchLogQuerySet(PortalQuerySet):
    def by(self, user_id):
        return self.filter(user_id=user_id)

    def since(self, moment):
        return self.filter(at__gte=moment)

    def failed(self):
        """Searches that found nothing: rows of (words, searches, people, last), the most frequent first."""
        found_nothing = self.filter(total=0).exclude(words="").values("words")
        counted = found_nothing.annotate(
            searches=Count("id"), people=Count("user", distinct=True), last=Max("at")
        )
        return counted.order_by("-people", "-searches", "-last")
