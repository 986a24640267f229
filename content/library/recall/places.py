"""Where an asset is used and who has it, as pages and programs show it."""

import hashlib
from dataclasses import dataclass

from portal.shared.registry import Reference, holders_of, references_of


@dataclass(frozen=True)
class Place:
    """One referring place that the viewer may know. key: the same for the same place, whoever looks and when."""

    reference: Reference
    key: str

    @property
    def sentence(self):
        return self.reference.sentence[:1].upper() + self.reference.sentence[1:]

    @property
    def url(self):
        return self.reference.url

    @property
    def can_switch(self):
        return self.reference.switch is not None

    @property
    def can_revoke(self):
        return self.reference.revoke is not None


class Uses:
    """Everything that refers to an asset: `places` that the viewer may know, and how many they may not."""

    def __init__(self, asset, viewer):
        found = references_of(asset, viewer)
        self.places = [Place(one, _key(one)) for one in found if not one.is_hidden]
        self.hidden = len(found) - len(self.places)
        self.people = {person for one in found for person in one.people}

    @property
    def count(self):
        return len(self.places) + self.hidden


@dataclass(frozen=True)
class Holder:
    """Somebody who took the asset out or passed it on; sentences say what and when."""

    person: object
    sentences: list


def holders(asset):
    """Everyone who has the asset, by name."""
    found = [Holder(person, sentences) for person, sentences in holders_of(asset).items()]
    return sorted(found, key=lambda holder: str(holder.person).casefold())


def _key(reference):
    text = f"{reference.kind} {reference.url} {reference.sentence}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]
