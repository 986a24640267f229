from functools import reduce
from operator import or_

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from portal.shared.models import PortalQuerySet


class StoredFileQuerySet(PortalQuerySet):
    def with_content(self, digest, kind):
        return self.filter(digest=digest, kind=kind)

    def unneeded(self, before):
        """Files last uploaded before a moment that no row of another table refers to; their pages are part of them."""
        found = self.filter(uploaded_at__lt=before)
        for link in self.model._meta.get_fields(include_hidden=True):
            if (
                link.one_to_many
                and link.related_model is not self.model._meta.get_field("pages").related_model
            ):
                rows = link.related_model._base_manager.filter(**{link.field.name: OuterRef("pk")})
                found = found.exclude(Exists(rows))
        return found


class FilePageQuerySet(PortalQuerySet):
    def of_file(self, file):
        return self.filter(file=file)

    def with_number(self, number):
        return self.filter(number=number)

    def from_number(self, number):
        return self.filter(number__gte=number).order_by("number")

    def drawn(self):
        """Pages with a picture, without their text."""
        return self.exclude(picture="").defer("text").order_by("number")

    def texts_of(self, file_ids):
        """(file id, text) of every page that has words, in the order of pages."""
        pages = self.filter(file__in=file_ids).exclude(text="").order_by("file_id", "number")
        return pages.values_list("file_id", "text")

    def saying(self, words):
        """Pages that hold one of the words, those with the most of them first, then in the order of pages."""
        says = [Q(text__icontains=word) for word in words]
        held = sum((Case(When(one, then=1), default=0) for one in says), Value(0))
        return self.filter(reduce(or_, says)).order_by(held.desc(), "number")
