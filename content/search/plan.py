"""What has to be found for the terms of a query: other forms, synonyms, beginnings; as a tree. Pure."""

from dataclasses import dataclass

from content.search.grammar import QUOTES, is_unspaced
from content.search.words import START, fold, pieces, spell


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words side by side; `prefix`: the last one may go on."""

    words: tuple
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    nodes: tuple


@dataclass(frozen=True, slots=True)
class Either:
    nodes: tuple


@dataclass(frozen=True, slots=True)
class Plan:
    """wanted: what must be there, None for everything. title: what makes a title match. start: its first word.

    excluded: what must not be there, or None. ranked: `wanted` with more ways to match, for scoring only.
    soft: the last word is so short or common that it is better dropped than finding nothing.
    highlights and synonyms: as in Answer.
    """

    wanted: object = None
    title: object = None
    start: object = None
    excluded: object = None
    ranked: object = None
    soft: bool = False
    highlights: tuple = ()
    synonyms: tuple = ()


class Synonyms:
    """Groups of equal terms, by the words of each term."""

    def __init__(self, groups=()):
        self._others = {}
        self.longest = 0
        for group in groups:
            terms = {words_of(term): term for term in group if words_of(term)}
            for words in terms:
                self.longest = max(self.longest, len(words))
                others = self._others.setdefault(words, {})
                others.update((other, text) for other, text in terms.items() if other != words)

    def of(self, words):
        """{words of a term: its text} of what means the same."""
        return self._others.get(words, {})


def words_of(text):
    return tuple(pieces(spell(fold(text))))


def make_plan(terms, lexicon, synonyms, *, typed):
    """The Plan for parsed terms of the text `typed`."""
    positive = _worth_matching([term for term in terms if not term.negative])
    excluded = [_any(_forms(term, lexicon)) for term in terms if term.negative]
    groups = _grouped(positive, synonyms)
    clauses = [_clause(group, others, lexicon) for group, others in groups]
    highlights = [typed[term.start : term.end].strip(QUOTES) + "*" * term.open for term in positive]
    pairs = []
    for group, others in groups:
        highlights += [text for term in group for text in _other_forms(term, lexicon)]
        highlights += others.values()
        said = typed[group[0].start : group[-1].end]
        pairs += [(said, text) for text in others.values()]
    if not clauses:
        return Plan(excluded=_any(excluded) if excluded else None)
    wanted = _all([clause for clause, _ in clauses])
    last = positive[-1]
    lone_letter = len(positive) == 1 and _is_letter(last)
    return Plan(
        wanted=wanted,
        title=Phrase(last.words, True) if lone_letter else wanted,
        start=_start(Phrase(last.words, True) if lone_letter else clauses[0][0]),
        excluded=_any(excluded) if excluded else None,
        ranked=_all([_any([clause, *more]) for clause, more in clauses]),
        soft=len(positive) > 1 and last.open and last.is_stop_word,
        highlights=tuple(dict.fromkeys(highlights)),
        synonyms=tuple(pairs),
    )


def _worth_matching(terms):
    """Terms without stop words and without a single letter that is only the start of the next word."""
    if len(terms) > 1 and _is_letter(terms[-1]):
        terms = terms[:-1]
    kept = [term for term in terms if not term.is_stop_word or term.open]
    return kept if any(not term.is_stop_word for term in kept) else terms


def _is_letter(term):
    return term.open and term.is_single and len(term.words[0]) == 1 and not is_unspaced(term.words[0])


def _grouped(terms, synonyms):
    """[(terms side by side, {words: text} of what means the same)], the longest run that has synonyms taken first."""
    groups, index = [], 0
    while index < len(terms):
        taken, others = 1, {}
        for size in range(min(synonyms.longest, len(terms) - index), 0, -1):
            run = terms[index : index + size]
            if not any(term.quoted for term in run):
                others = synonyms.of(tuple(word for term in run for word in term.words))
            if others:
                taken = size
                break
        groups.append((terms[index : index + taken], others))
        index += taken
    return groups


def _clause(terms, others, lexicon):
    """(node, [more nodes that only ranking asks]) for terms that synonyms take together, mostly one."""
    node = _all([_any(_forms(term, lexicon)) for term in terms])
    more = [Phrase(term.words) for term in terms if term.open and not term.quoted]
    also = []
    for words in others:
        also.append(Phrase(words))
        if len(words) == 1:
            also += [Phrase((other,)) for other in lexicon.family(words[0])]
    return _any([node, *also]), more


def _forms(term, lexicon):
    """What counts as one term: itself, its other forms, its parts written together."""
    lone_sign = term.is_single and len(term.words[0]) == 1 and is_unspaced(term.words[0])
    yield Phrase(term.words, lone_sign or (term.open and not _is_letter(term)))
    if term.joined:
        yield Phrase((term.joined,), term.open)
    for word in _other_forms(term, lexicon):
        yield Phrase((word,))


def _other_forms(term, lexicon):
    if term.quoted or not term.is_single:
        return []
    (word,) = term.words
    return [other for other in lexicon.family(word) if not (term.open and other.startswith(word))]


def _start(node):
    """What a title that starts with `node` has among its words."""
    if isinstance(node, Phrase):
        return Phrase((START + node.words[0],), node.prefix and len(node.words) == 1)
    starts = tuple(map(_start, node.nodes))
    return starts[0] if isinstance(node, Every) else Either(starts)


def _all(nodes):
    return nodes[0] if len(nodes) == 1 else Every(tuple(nodes))


def _any(nodes):
    nodes = tuple(dict.fromkeys(nodes))
    return nodes[0] if len(nodes) == 1 else Either(nodes)
