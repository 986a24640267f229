"""Find the encoding of a text file as editors and spreadsheets write it. Pure: bytes in, a Text out."""

import re
from dataclasses import dataclass

from portal.imports.limits import ImportProblem

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
SAVE_AGAIN = "Save it as “CSV UTF-8”."
# Of the signs beyond ASCII: how many have to be everyday ones before an encoding is believed to be the right one.
MOSTLY = 0.8
JUDGED = 1_000_000  # letters of a file that are looked at for this
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")


class UnknownEncoding(ImportProblem):
    """The file is text, but in an encoding that somebody has to name."""


@dataclass(frozen=True)
class Text:
    """What a file holds. doubt: a sentence where the encoding was guessed, else empty."""

    content: str
    encoding: str
    doubt: str = ""


def decoded(content, *, is_json=False, encoding=""):
    """The Text in `content`. Raises ImportProblem.

    encoding: what the bytes are said to be; "" to find out. JSON is UTF-8 or UTF-16 and never guessed.
    """
    if encoding:
        return _named(content, encoding)
    for mark, codec, title in MARKS:
        if content.startswith(mark):
            return _unicode(content, codec, title)
    if codec := _utf16_without_mark(content):
        return _unicode(content, codec, "UTF-16")
    try:
        return Text(content.decode(), "UTF-8")
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
    if is_json:
        raise ImportProblem(
            f"JSON has to be UTF-8, but line {line} holds bytes that are not. "
            "Mend that line, or save the file again as UTF-8."
        )
    if _is_nearly_utf8(content):
        raise ImportProblem(
            f"The file is UTF-8, but damaged at line {line}. Mend that line, or save the file again where it came from."
        )
    return _guessed(content, line)


def _named(content, encoding):
    try:
        return Text(content.decode(encoding).lstrip("\ufeff"), encoding)
    except LookupError:
        raise ImportProblem(
            f"“{encoding}” is no encoding of text. Use a name such as utf-8, cp1252, gb18030 or cp932."
        ) from None
    except UnicodeError as error:
        line = _line(content, getattr(error, "start", 0))
        raise ImportProblem(
            f"The file is not text in {encoding}: line {line} is not. Name another."
        ) from None


def _unicode(content, codec, title):
    try:
        return Text(content.decode(codec), title)
    except UnicodeError as error:
        place = f"line {_line(content, error.start)}" if title == "UTF-8" else f"byte {error.start + 1:,}"
        raise ImportProblem(
            f"The file begins as {title}, but is damaged at {place}. Save it again where it came from."
        ) from None


def _line(content, place):
    return content.count(b"\n", 0, place) + 1


def _utf16_without_mark(content):
    """The codec of UTF-16 text that lacks its mark: of plain text every second byte is zero."""
    head = content[:400]
    pairs = len(head) // 2
    if pairs and len(content) % 2 == 0:
        if head[1::2].count(0) > pairs * 0.7 and not head[0::2].count(0):
            return "utf-16-le"
        if head[0::2].count(0) > pairs * 0.7 and not head[1::2].count(0):
            return "utf-16-be"
    return ""


def _is_nearly_utf8(content):
    """Whether almost all bytes beyond ASCII are UTF-8: in other encodings some look like it by chance."""
    kept = content.decode("utf-8", "ignore")
    good = sum(letter >= "\x80" for letter in kept)
    return good > 4 * (len(content) - len(kept.encode()))


def _guessed(content, line):
    """The Text of bytes that are no Unicode: of western Europe, else Chinese or Japanese, if it reads like that."""
    is_foreign = _is_hardly_western(content)
    asian = dict(_asian(content, is_foreign))
    if len(asian) == 1 and (title := next(iter(asian))) != "Korean":
        return Text(asian[title], title, _doubt(title))
    if not asian and not is_foreign:
        try:
            return Text(content.decode("cp1252"), "Windows-1252", _doubt("Windows-1252"))
        except UnicodeDecodeError as error:
            line = _line(content, error.start)
    raise UnknownEncoding(
        f"The file is not UTF-8 (line {line}), and what else it is cannot be told. {SAVE_AGAIN}"
    )


def _doubt(title):
    return f"The file is not UTF-8 and was read as {title}. Look at the titles; if letters are wrong, save it as UTF-8"


def _asian(content, is_foreign):
    """(title, text) of each encoding in which the bytes read like everyday text. Where two do, nobody can tell."""
    for title, codec, share in (
        ("GB18030", "gb18030", _common_chinese),
        ("Shift-JIS", "cp932", _common_japanese),
        ("Korean", "cp949", _common_korean),
    ):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        letters = BEYOND_ASCII.findall(text[:JUDGED])
        kana = sum(map(bool, map(KANA.match, letters))) if title == "Shift-JIS" else 0
        believed = is_foreign or kana > len(letters) / 5
        if believed and share(letters) >= MOSTLY:
            yield title, text


def _is_hardly_western(content):
    """Whether most bytes beyond ASCII stand three and more together: accents and quotes stand alone."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", content)]
    return sum(run for run in runs if run > 2) * 2 > sum(runs)


def _common_chinese(letters):
    """Share of the letters that are punctuation or among the 3,755 everyday characters of GB 2312."""
    codes = [letter.encode("gb18030") for letter in letters]
    return _share(
        [
            len(code) == 2 and code[1] >= 0xA1 and (code[0] in (0xA1, 0xA3) or 0xB0 <= code[0] <= 0xD7)
            for code in codes
        ]
    )


def _common_japanese(letters):
    """Share of the letters that are kana, full-width signs or among the 2,965 everyday characters of JIS."""
    codes = [letter.encode("cp932") for letter in letters]
    return _share([len(code) == 2 and (0x81 <= code[0] <= 0x83 or 0x88 <= code[0] <= 0x98) for code in codes])


def _common_korean(letters):
    return _share([bool(HANGUL.match(letter)) for letter in letters])


def _share(found):
    return sum(found) / len(found) if found else 0
