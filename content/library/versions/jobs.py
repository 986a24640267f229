"""Reading files in the background: when it is done, their words are in the index."""

from django.db import transaction
from django.tasks import task

from content.files.actions import read_file
from content.library.actions import locked, put_in_index
from content.library.models import AssetVersion


@task
def read_version(version_id):
    """Read a version's file and index every asset that shows it now. Running again changes nothing.

    The version may be gone, and another one current, by the time a worker comes to it.
    """
    version = AssetVersion.objects.with_file().with_ids([version_id]).first()
    if version is None:
        return
    file = read_file(version.file)
    for current in AssetVersion.objects.current_with(file).with_file():
        with transaction.atomic():
            put_in_index(locked(current.asset, None))
