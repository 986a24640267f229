"""What people searched for, what they opened from it, and what found nothing. Observations, not history."""

from datetime import timedelta

from django.utils import timezone

from content.search.models import SearchLog
from content.search.words import fold
from portal.activity.observations import observe

# A longer word within this time is the same search, typed on.
STILL_TYPING = timedelta(seconds=30)
SAME_SEARCH = timedelta(minutes=5)


def log_search(user_id, words, query, total, *, opened_id=None, rank=None):
    """Note a search that somebody settled on; call it again with `opened_id` when an asset is opened from it.

    query: the page's query string. rank: place of the opened asset, from 1. Written after the answer.
    """
    words = fold(" ".join(words.split()))[:200]
    observe(_write, user_id, words, query[:2000], total, opened_id, rank, timezone.now())


def _write(user_id, words, query, total, opened_id, rank, at):
    values = {"query": query, "total": total, "at": at}
    if opened_id is not None:
        values |= {"opened_id": opened_id, "rank": rank}
    last = SearchLog.objects.by(user_id).since(at - SAME_SEARCH).first()
    if last is None or not _is_same(last, words, at):
        SearchLog.objects.create(user_id=user_id, words=words, **values)
    elif last.opened_id is None:
        for name, value in {"words": words, **values}.items():
            setattr(last, name, value)
        last.save()
    elif opened_id not in (None, last.opened_id):
        SearchLog.objects.create(user_id=user_id, words=words, **values)


def _is_same(last, words, at):
    """Whether a search goes on from the last one: the same words, or some more of them while still typing."""
    if last.words == words:
        return True
    typing = last.opened_id is None and at - last.at <= STILL_TYPING
    return typing and bool(last.words) and words.startswith(last.words)


def top_failed(since, limit=10):
    """What most people searched for since a moment and did not find: dicts of words, searches, people, last."""
    return list(SearchLog.objects.since(since).failed()[:limit])


def recent(user_id, limit=5):
    """The words that a person searched for last, newest first, each once."""
    words = SearchLog.objects.by(user_id).with_words().values_list("words", flat=True)[: limit * 10]
    return list(dict.fromkeys(words))[:limit]
