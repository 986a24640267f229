from portal.shared.models import PortalQuerySet


class StoredFileQuerySet(PortalQuerySet):
    def with_content(self, digest, kind):
        return self.filter(digest=digest, kind=kind)


class FilePageQuerySet(PortalQuerySet):
    def of_file(self, file):
        return self.filter(file=file)
