"""A library that never was, and what people ask of it: the same for the same size, on every machine. Pure.

20,000 words in the frequencies of a real language (the commonest stand in two thirds of the assets), 282 facet
values beside seven kinds of freshness, and 200 queries of seven kinds.
"""

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

TODAY = date(2026, 11, 24)
VOCABULARY = 20_000
# Facet: (how many values, fewest and most of them on one asset).
FACETS = {
    "stage": (3, 1, 1),
    "format": (10, 1, 1),
    "persona": (24, 1, 3),
    "competitor": (60, 0, 2),
    "product": (6, 0, 2),
    "industry": (8, 0, 2),
    "language": (3, 1, 1),
    "owner": (20, 1, 1),
    "tag": (146, 0, 4),
}
KINDS = {"facets": 40, "words": 50, "prefix": 40, "phrase": 20, "rare": 15, "zero": 15, "typo": 20}
# Words of title, summary, each talking point and body.
TITLE, SUMMARY, POINT, BODY = (4, 8), (12, 24), (8, 14), (60, 140)


@dataclass(frozen=True, slots=True)
class SyntheticAsset:
    """One asset as plain values; facets holds places in the vocabularies, from 0."""

    number: int
    title: str
    summary: str
    points: tuple
    body: str
    facets: dict
    shareable: bool
    status: str
    published_on: date
    review_on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class SyntheticQuery:
    """kind: a key of KINDS. meant: the words without the typing error. include: {facet: places}."""

    kind: str
    words: str
    meant: str = ""
    include: dict = field(default_factory=dict)


class Workload:
    def __init__(self, size, seed=20261124):
        self.size, self._seed = size, seed
        self.words = _vocabulary()
        weights = 1 / (np.arange(VOCABULARY) + 24)
        self._steps = np.cumsum(weights / weights.sum())

    def assets(self):
        """The assets, one after the other."""
        self._chance, self._spoken = np.random.default_rng([self._seed, self.size]), []
        for number in range(1, self.size + 1):
            yield self._asset(number)

    def _asset(self, number):
        chance = self._chance
        facets = {facet: self._places(*shape) for facet, shape in FACETS.items()}
        published = TODAY - timedelta(days=int(chance.integers(0, 900)))
        expires = TODAY + timedelta(days=int(chance.integers(-200, 600))) if chance.random() < 0.2 else None
        return SyntheticAsset(
            number=number,
            title=self._text(TITLE).capitalize(),
            summary=self._text(SUMMARY),
            points=tuple(self._text(POINT) for _ in range(chance.integers(1, 4))),
            body=self._text(BODY),
            facets=facets,
            shareable=bool(chance.random() < 0.6),
            status=str(chance.choice(["published", "draft", "archived"], p=[0.9, 0.06, 0.04])),
            published_on=published,
            review_on=published + timedelta(days=int(chance.integers(180, 1_100))),
            expires_on=max(expires, published) if expires else None,
        )

    def _text(self, size):
        length = int(self._chance.integers(*size))
        if len(self._spoken) < length:
            drawn = np.searchsorted(self._steps, self._chance.random(100_000))
            self._spoken = [self.words[place] for place in drawn.tolist()]
        text = " ".join(self._spoken[-length:])
        del self._spoken[-length:]
        return text

    def _places(self, values, fewest, most):
        """Some of `values` places, low ones likelier, without doubles."""
        number = fewest if fewest == most else int(self._chance.integers(fewest, most + 1))
        return sorted({*(values * self._chance.random(number) ** 1.7).astype(int).tolist()})

    def queries(self, assets):
        """200 queries in mixed order. assets: a few hundred of the library's own, to take phrases from."""
        self._chance = np.random.default_rng([self._seed, self.size, 1])
        makers = {kind: getattr(self, f"_{kind}") for kind in KINDS}
        made = [makers[kind](assets) for kind, number in KINDS.items() for _ in range(number)]
        self._chance.shuffle(made)
        return made

    def _facets(self, assets):
        return SyntheticQuery("facets", "", "", self._choices(1, 3))

    def _words(self, assets):
        chosen = self._drawn(int(self._chance.integers(1, 4)), VOCABULARY // 20)
        return SyntheticQuery("words", f"{' '.join(chosen)} ", "", self._choices(0, 2))

    def _prefix(self, assets):
        *before, last = self._drawn(int(self._chance.integers(1, 3)), VOCABULARY // 20)
        start = last[: int(self._chance.integers(2, 5))]
        return SyntheticQuery("prefix", " ".join([*before, start]), "", self._choices(0, 2))

    def _phrase(self, assets):
        words = self._any(assets).body.split()
        at = int(self._chance.integers(0, len(words) - 2))
        return SyntheticQuery("phrase", f'"{words[at]} {words[at + 1]}"', "", self._choices(0, 1))

    def _rare(self, assets):
        place = int(self._chance.integers(VOCABULARY // 2, VOCABULARY))
        return SyntheticQuery("rare", f"{self.words[place]} ", "", self._choices(0, 1))

    def _zero(self, assets):
        return SyntheticQuery("zero", f"qq{self.words[int(self._chance.integers(0, VOCABULARY))]}zzqx ")

    def _typo(self, assets):
        long = [word for word in self._any(assets).title.lower().split() if len(word) > 5] or ["kastapol"]
        word = long[int(self._chance.integers(0, len(long)))]
        at = int(self._chance.integers(1, len(word) - 2))
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        mistyped = swapped if swapped != word else word[:at] + word[at + 1 :]
        return SyntheticQuery("typo", f"{mistyped} ", f"{word} ", self._choices(0, 1))

    def _any(self, assets):
        return assets[int(self._chance.integers(0, len(assets)))]

    def _drawn(self, number, among):
        """Different words, by frequency, from the `among` commonest."""
        found = {}
        while len(found) < number:
            place = int(np.searchsorted(self._steps, self._chance.random()))
            if place < among:
                found[self.words[place]] = True
        return list(found)

    def _choices(self, fewest, most):
        number = int(self._chance.integers(fewest, most + 1))
        facets = self._chance.choice(list(FACETS), size=number, replace=False)
        return {
            str(facet): tuple(
                sorted({int(FACETS[facet][0] * self._chance.random() ** 1.7) for _ in range(2)})
            )
            for facet in facets
        }


def _vocabulary():
    """VOCABULARY different words that can be spoken, short ones first."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    endings = ["", "l", "n", "r", "t"]
    spoken = (
        "".join(parts) + end
        for length in (2, 3)
        for parts in itertools.product(syllables, repeat=length)
        for end in endings
    )
    every = list(itertools.islice(spoken, 0, 400_000, 7))
    np.random.default_rng(1).shuffle(every)
    return sorted(every[:VOCABULARY], key=lambda word: len(word) > 5)
