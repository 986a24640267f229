"""What may be sent, and the texts that go with it. Pure."""

from typing import NamedTuple

from content.library.rules import sending_problem

MOST_AT_ONCE = 10
POINTS = 2
BATTLE_CARD = "battle-card"


class Network(NamedTuple):
    """A social network: how long a post may be, and what an address counts (None: as it is written)."""

    slug: str
    label: str
    limit: int
    address: int | None = None


# In the order in which the page shows them.
NETWORKS = (
    Network("linkedin", "LinkedIn", 3000),
    Network("x", "X", 280, 23),
    Network("bluesky", "Bluesky", 300),
)
OWN_FRAME = {"en", "en-gb", "en-us", ""}


class Piece(NamedTuple):
    """What is said of one asset: points are its talking points, link its own address or "", file a name or ""."""

    title: str
    summary: str
    points: tuple
    link: str
    file: str = ""
    language: str = "en"

    @property
    def said(self):
        """The sentences that speak for it: two talking points, else the beginning of its summary."""
        return self.points[:POINTS] or tuple(filter(None, [first_sentence(self.summary)]))


def refusal(format_slug, audience, state, disputed):
    """Why an asset may not go to buyers; empty when it may. state: of its freshness."""
    if format_slug == BATTLE_CARD:
        return "It is a battle card, which is for us only."
    return sending_problem(audience, state, disputed)


def number_problem(number):
    """Why so many assets may not go at once; empty when they may."""
    if not number:
        return "Choose at least one asset."
    if number > MOST_AT_ONCE:
        return f"At most {MOST_AT_ONCE} assets go in one message; nobody reads more."
    return ""


def first_sentence(text, most=300):
    """The beginning of a text up to the end of its first sentence, at most so many characters."""
    line = " ".join(text.split())
    ends = [at + 1 for mark in ".!?" if (at := f"{line} ".find(f"{mark} ")) >= 0]
    return fitted(line[: min(ends)] if ends else line, most)


def fitted(text, most):
    """`text` cut at a word to at most so many characters, with a mark where something is left out."""
    if len(text) <= most:
        return text
    cut = text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut or text[: most - 1]}…"


def mail(pieces, sender):
    """(subject, body) of a mail about these pieces. Sentences of ours are added only where all are in English."""
    subject = pieces[0].title if len(pieces) == 1 else f"{pieces[0].title} and {len(pieces) - 1} more"
    blocks = [_block(piece) for piece in pieces]
    if all(piece.language in OWN_FRAME for piece in pieces):
        this = "this" if len(pieces) == 1 else "these"
        blocks = ["Hello,", f"I thought {this} may help you:", *blocks, f"Best regards\n{sender}"]
    else:
        blocks = [*blocks, sender]
    return fitted(subject, 120), "\n\n".join(blocks)


def _block(piece):
    lines = [piece.title, *(f"- {sentence}" for sentence in piece.said)]
    if piece.link:
        lines.append(piece.link)
    elif piece.file:
        lines.append(f"(attached: {piece.file})")
    return "\n".join(lines)


def post(piece, network):
    """A post about one piece that the network takes: title, points, address, as much as fits.

    An address that would fill half of it is left out.
    """
    link = piece.link if len(piece.link) <= network.limit // 2 or network.address else ""
    room = network.limit - ((network.address or len(link)) + 2 if link else 0)
    # The shortest networks have room for one sentence; the first point says more than the title.
    parts = [piece.title, *piece.said] if network.limit > 1000 else [*piece.said[:1], piece.title]
    text = fitted(parts[0], room)
    for part in parts[1:]:
        if len(text) + 2 + len(part) <= room:
            text = f"{text}\n\n{part}"
    return f"{text}\n\n{link}" if link else text


def length_on(text, piece, network):
    """How long a network counts a post."""
    if piece.link and network.address and text.endswith(piece.link):
        return len(text) - len(piece.link) + network.address
    return len(text)


def nearest(refused, candidates):
    """The candidate that best takes the place of a refused asset, or None.

    Both have `stage`, `language`, `format` (ids) and `personas` (set of ids). It shares the stage and a persona (or
    neither has any); in the same language first, then of the same format, then with the most personas; candidates
    come the newest first.
    """
    fits = [
        one
        for one in candidates
        if one.stage == refused.stage and (one.personas & refused.personas or not refused.personas)
    ]
    return max(
        fits,
        key=lambda one: (
            one.language == refused.language,
            one.format == refused.format,
            len(one.personas & refused.personas),
        ),
        default=None,
    )
