"""From text to the words that are indexed and looked up: the same rules for both, on every database. Pure.

Words are folded (case, accents, width) and never stemmed; `lexicon` finds a word's other forms when it is asked.
CJK and other scripts without spaces become overlapping pairs of characters. Compounds are indexed as their parts
side by side ("1.0.0-rc9" as 1 0 0 rc9) and, where that makes a word, once more joined ("node.js" also as nodejs);
"OpenTelemetry" also as open telemetry.
"""

import re
import unicodedata

# Stands between what no phrase may cross; a private character, so that no text can hold it once it is folded.
GAP = "\ue000"
# In front of a title's first word, to find titles that start with it.
START = "\ue001"
LONGEST_WORD = 64

_MARKS = r"\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = rf"(?:[^\W_]|[{_MARKS}{_UNSPACED}])+"
WORD = re.compile(_WORD)
# A word or a compound, as people type it: node.js, ci/cd, e-mail, snake_case, R&D, 1.0.0-rc9.
COMPOUND = re.compile(rf"{_WORD}(?:[-./_&+‐‑]{_WORD})*")
UNSPACED = re.compile(rf"[{_UNSPACED}]+")
# The same for the common case, several times faster.
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_PLAIN_COMPOUND = re.compile(r"[a-z0-9]+(?:[-./_&+][a-z0-9]+)+")
# Substring that makes it worth looking, what is replaced, by what.
_SPELLED = [
    ("++", re.compile(r"(?<![\w+])c\+\+(?![\w+])"), " cplusplus "),
    ("#", re.compile(r"(?<!\w)([cf])#(?!\w)"), r" \1sharp "),
    (".net", re.compile(r"(?<![\w.])\.net\b"), " dotnet "),
    ("'s", re.compile(r"'s\b"), ""),
    ("'", re.compile(r"(?<=\w)'(?=(?:t|d|m|ll|re|ve)\b)"), ""),
]
_CAMEL = re.compile(r"\b(?:[A-Za-z]?[a-z]*[a-z][A-Z]|[A-Z]{2,}[a-z])[A-Za-z]+\b")
_CAMEL_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_ACCENTS = re.compile(r"[\u0300-\u036f]")


def fold(text):
    """`text` without case, accents and differences of width; its length may change."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text)).casefold().translate(_LETTERS)


def spell(folded):
    """Folded text with C++, C#, .NET and apostrophes written as plain words."""
    folded = folded.replace("’", "'")
    for sign, pattern, plain in _SPELLED:
        if sign in folded:
            folded = pattern.sub(plain, folded)
    return folded


def pieces(folded, *, ends=False):
    """The words of folded text in order. `ends` (for indexing) adds a run's last character as a word of its own.

    Each position of a run of an unspaced script then starts a word, so that one character is found as a prefix.
    """
    if folded.isascii():
        return [word[:LONGEST_WORD] for word in _PLAIN_WORD.findall(folded)]
    found = []
    for word in WORD.findall(folded):
        if word.isascii() or not UNSPACED.search(word):
            found.append(word[:LONGEST_WORD])
        else:
            found.extend(_split_unspaced(word, ends))
    return found


def _split_unspaced(word, ends):
    position = 0
    for run in UNSPACED.finditer(word):
        if run.start() > position:
            yield word[position : run.start()]
        text = run[0]
        yield from (text[index : index + 2] for index in range(len(text) - 1))
        if ends or len(text) == 1:
            yield text[-1]
        position = run.end()
    if position < len(word):
        yield word[position:]


def joined(compound):
    """The word that a folded compound makes when written together; "" where that is no word."""
    parts = _PLAIN_WORD.findall(compound)
    signs = set(compound) - set("".join(parts))
    if not 2 <= len(parts) <= 3 or len(signs) > 1 or not compound.isascii() or len(compound) > 30:
        return ""
    return "".join(parts) if parts[0][0].isalpha() else ""


def index_words(text):
    """The words to index for one field, GAP between what is not side by side in the text."""
    folded = spell(fold(text))
    words = pieces(folded, ends=True)
    extra = dict.fromkeys(filter(None, map(joined, _PLAIN_COMPOUND.findall(folded))))
    also = [[word] for word in extra]
    for camel in dict.fromkeys(_CAMEL.findall(text)):
        parts = [part.lower() for part in _CAMEL_PART.findall(camel) if len(part) > 1]
        if any(len(part) > 2 for part in parts):
            also.append(parts)
    for group in also:
        words.append(GAP)
        words.extend(group)
    return words


def index_title(text):
    """A title's words, and its first word once more marked with START."""
    words = index_words(text)
    return [*words, GAP, START + words[0]] if words else []


def index_texts(texts):
    """The words of several texts that no phrase may join, such as talking points."""
    words = []
    for text in texts:
        words += [GAP, *index_words(text)] if words else index_words(text)
    return words


def stem(word):
    """What the plain English forms of a word have in common: plural, -ed, -ing, a final e."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _without_ending(_without_plural(word))
    if len(word) > 5 and word.endswith("ll"):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _without_plural(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_ending(word):
    if word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and re.search("[aeiouy]", root):
            return root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
    return word
