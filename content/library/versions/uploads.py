"""Many files at once: each becomes a draft, or waits for a decision because the same file is there already."""

from dataclasses import dataclass, field

from django.core import signing
from django.core.exceptions import ValidationError

from content.files.rules import title_from
from content.library.actions import changes_by_approval
from content.library.models import Asset, AssetVersion
from content.library.trust.actions import propose_file
from content.library.versions import actions
from content.library.versions.forms import SALT
from content.vocabularies.labels import labels
from content.vocabularies.models import Format

# Words of a name that may form a format's name together.
LONGEST = 3


@dataclass
class Outcome:
    """What became of one file: a draft, a refusal, or `same`: versions that are this file already."""

    name: str
    asset: object = None
    problem: str = ""
    same: list = field(default_factory=list)
    token: str = ""
    format: object = None
    language: object = None


def take_uploads(uploads, *, format, language, actor):
    """An Outcome for each uploaded file, in order."""
    return [_take(upload, format, language, actor) for upload in uploads]


def _take(upload, format, language, actor):
    try:
        file, name, is_new = actions.take_upload(upload)
        values = {"format": format_by_name(name) or format, "language": language}
        same = [] if is_new else list(AssetVersion.objects.visible_to(actor).with_file().being(file)[:5])
        if same:
            token = signing.dumps([file.pk, name], salt=SALT)
            return Outcome(name, same=same, token=token, **values)
        return Outcome(name, asset=actions.create_from_file(file, name, values, actor=actor))
    except ValidationError as refusal:
        return Outcome(upload.name, problem=" ".join(refusal.messages))


def format_by_name(name):
    """The format whose label, slug or alias stands in a file's name, the longest first; None for none."""
    known, words = labels(), title_from(name).split()
    for length in range(LONGEST, 0, -1):
        for start in range(len(words) - length + 1):
            if entry := known.match("format", " ".join(words[start : start + length])):
                return Format.objects.get(pk=entry.id)
    return None


def decide(file, name, *, format, language, reference, actor):
    """Make a known file a new draft, or with a reference the next version of that asset. Returns the asset.

    Where that changes by approval, the file waits for it.
    """
    if not reference:
        values = {"format": format, "language": language}
        return actions.create_from_file(file, name, values, actor=actor)
    asset = Asset.objects.visible_to(actor).with_reference(reference).get()
    add = propose_file if changes_by_approval(asset) else actions.add_version
    return add(asset, file, name, actor=actor, version=None, note="The same file again")
