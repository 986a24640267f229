"""Objections by the words that a buyer said, in whatever form: for the log, for search, for "is it this one?"."""

from urllib.parse import urlencode

from django.urls import reverse

from content.battle_cards import rules
from content.battle_cards.models import BattleCard, Objection
from content.vocabularies.labels import labels
from portal.shared.registry import Found

SHOWN = 3
# So many words are more than a name: somebody may be typing what a buyer said.
SENTENCE = 3


def near_to(words, user, *, but=None, limit=5):
    """Objections most like `words`, the nearest first, as they are listed; but: one that is left out."""
    found = Objection.objects.visible_to(user)
    found = found.except_for(but.pk) if but else found
    ids = rules.nearest(words, found.sharing_stems(rules.stems_of(words)), limit)
    by_id = {one.pk: one for one in found.with_ids(ids).for_listing()} if ids else {}
    return [by_id[pk] for pk in ids if pk in by_id]


def said_in(words, user, limit=SHOWN):
    """Objections in which most of these words were said, the most heard first; one statement."""
    stems = rules.stems_of(words)
    if not stems:
        return []
    found = list(Objection.objects.visible_to(user).sharing_most(stems).for_finding()[: limit * 4])
    scored = [(rules.share_of(stems, one.key), one) for one in found]
    good = [pair for pair in scored if pair[0] >= rules.ENOUGH]
    return [one for _, one in sorted(good, key=lambda pair: -pair[0])[:limit]]


def find_objections(words, viewer, limit):
    """A finder of the global search: the objection, a way to copy its answer, and a way to note what was said."""
    found = []
    for one in said_in(words, viewer, limit):
        note = "" if one.answer else "no answer yet"
        found.append(Found(f"“{one.words}”", one.get_absolute_url(), note, "message-square"))
        if one.answer:
            found.append(
                Found(one.answer, one.get_absolute_url(), "Copy the answer", "copy", copy=one.answer)
            )
    if found or len(words.split()) >= SENTENCE:
        url = f"{reverse('content:objection-new')}?{urlencode({'words': words[:300]})}"
        found.append(Found("Note it as an objection that you heard", url, "", "plus"))
    return found


def find_cards(words, viewer, limit):
    """A finder of the global search: cards of the competitors that the words name or begin to name."""
    ids = {entry.id for entry in _named(words)}
    cards = BattleCard.objects.visible_to(viewer).live().of_competitors(ids).for_page() if ids else []
    return [
        Found(card.competitor.label, card.get_absolute_url(), card.get_threat_display() or "draft", "swords")
        for card in cards[:limit]
    ]


def _named(words):
    """The competitors that the words name by label or other spelling, or the last word begins to name."""
    asked = words.casefold().split()
    for key, entry in labels().spellings("competitor"):
        parts = key.replace("-", " ").split()
        if parts and (all(part in asked for part in parts) or key.startswith(words.casefold())):
            yield entry


def panel_for_search(found, viewer):
    """A panel above the library's results: objections that say this; where nothing is found, the way to note one."""
    words = found.criteria.words
    objections = said_in(words, viewer)
    if not objections and (found.answer.total or len(words.split()) < SENTENCE):
        return None
    return "content/battle_cards/search_panel.html", {"objections": objections, "words": words}
