"""What a person may have meant, when what was typed finds nothing that she may see."""

from itertools import islice, product

from content.search.grammar import STOP_WORDS, is_unspaced
from content.search.plan import Phrase
from content.search.port import current_port

CHOICES_PER_WORD = 3
MOST_TRIES = 3


def corrections(typed, terms, lexicon, viewer):
    """Other texts to search instead of `typed`, the likeliest first.

    Only words that `viewer` sees nowhere are replaced, and only by words that she does see somewhere: a correction
    must not tell what stands in hidden assets.
    """
    doubtful = [term for term in terms if _may_be_mistyped(term)]
    candidates = [_candidates(term, lexicon) for term in doubtful]
    as_typed = [Phrase(term.words, term.open) for term in doubtful]
    asked = [*as_typed, *(Phrase(tuple(text.split())) for found in candidates for _, text in found)]
    if len(asked) == len(doubtful):
        return []
    seen = iter(current_port().seen_by(asked, viewer))
    is_known = [next(seen) > 0 for _ in doubtful]
    choices = []
    for term, found, known in zip(doubtful, candidates, is_known, strict=True):
        counted = [(distance, -next(seen), text) for distance, text in found]
        if not known:
            likely = sorted(choice for choice in counted if choice[1])[:CHOICES_PER_WORD]
            choices.append([(term, *choice) for choice in likely])
    if not choices or not all(choices):
        return []
    tries = sorted(product(*choices), key=lambda chosen: sum(choice[1] for choice in chosen))
    return [_rewritten(typed, chosen) for chosen in islice(tries, MOST_TRIES)]


def _may_be_mistyped(term):
    return (
        term.is_single
        and not (term.quoted or term.negative)
        and not is_unspaced(term.words[0])
        and term.words[0] not in STOP_WORDS
    )


def _candidates(term, lexicon):
    """(distance, text) of known words near a term; of two words where only the space is missing."""
    (word,) = term.words
    near = {text: distance for distance, text in lexicon.near(word)}
    if term.open:
        for distance, text in lexicon.near_beginnings(word):
            near.setdefault(text, distance + 0.25)
    for cut in range(2, len(word) - 1):
        if word[:cut] in lexicon and word[cut:] in lexicon:
            near[f"{word[:cut]} {word[cut:]}"] = 0.75
    return sorted((distance, text) for text, distance in near.items())


def _rewritten(typed, chosen):
    for term, _, _, text in sorted(chosen, key=lambda choice: -choice[0].start):
        typed = typed[: term.start] + text + typed[term.end :]
    return typed
