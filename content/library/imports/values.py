"""Turn the texts of an imported row into an asset's values, or say why not. Pure.

Each reader takes a text and returns (value, note, problem): the note says what was mended, the problem what is
wrong and what mends it.
"""

import re
from datetime import date
from urllib.parse import urlsplit

from content.library import rules

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
STATUS_WORDS = {
    rules.PUBLISHED: "published publish public live final active",
    rules.DRAFT: "draft new unpublished",
    rules.IN_REVIEW: "inreview review pending",
    rules.ARCHIVED: "archived archive retired",
}
AUDIENCE_WORDS = {
    "internal": "internal internalonly private no false confidential",
    "shareable": "shareable external public yes true customerfacing customer",
}
STAGE_WORDS = {
    "tofu": "topoffunnel topofthefunnel top",
    "mofu": "middleoffunnel middleofthefunnel middle mid evaluation",
    "bofu": "bottomoffunnel bottomofthefunnel bottom purchase",
}
# Words that a slug such as `aws-eks` writes small and a reader expects in capitals.
ACRONYMS = """
    ai aks api aws cd cdn ci cni cpu crm css dns ec2 ecs eks erp etl f5 gcp gke gpu hr html http ibm iot ip k8s kpi
    llm ml ms oss pdf php rds roi s3 saas sap sdk sla sql sqs sre ssl sso tcp tls ui url ux vm vpc vpn xml
"""


def one_of(text, words):
    """The key of `words` ({key: its words in one text}) that `text` names, else ""."""
    key = re.sub(r"[\W_]+", "", text.casefold())
    return next((name for name, known in words.items() if key in known.split()), "")


def read_status(text):
    if status := one_of(text, STATUS_WORDS):
        return status, "", ""
    return "", "", "It is no status. Use draft, in review, published or archived."


def read_audience(text):
    if audience := one_of(text, AUDIENCE_WORDS):
        return audience, "", ""
    return "", "", "It is no audience. Use internal or shareable."


def read_title(text):
    title = re.sub(r"\s+", " ", text).strip()
    if len(title) > 300:
        return "", "", f"It has {len(title)} characters; a title has at most 300. Shorten it."
    return title, "", ""


def read_summary(text):
    if len(text) > 2000:
        return (
            "",
            "",
            f"It has {len(text):,} characters; a summary has at most 2,000. Move the rest to the body.",
        )
    return text, "", ""


def read_url(text):
    """An address for the web. A missing scheme and a doubled first letter are put right."""
    url, doubled = rules.clean_url(text)
    note = f"The address was mended to “{url[:80]}”: {doubled}." if doubled else ""
    if re.match(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/|$)", url) and "://" not in url:
        url = f"https://{url}"
        note = f"The address was mended to “{url[:80]}”: it had no https:// in front."
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:
        is_web = False
    if not is_web:
        return "", "", "It is no web address. Write it as https://host/path."
    if len(url) > 2000:
        return "", "", "The address is longer than 2,000 characters. Use a shorter one."
    return url, note, ""


def read_day(text):
    """A date: 2026-04-03 (a time behind it is dropped), 3.4.2026, 3 April 2026, or 13/4/2026 if it has one reading."""
    ambiguous = False
    try:
        if match := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[T ])", text):
            return _day(*map(int, match.groups()))
        if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text):
            day, month, year = map(int, match.groups())
            return _day(year, month, day)
        if match := re.fullmatch(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})", text):
            first, second, year = int(match[1]), int(match[3]), int(match[4])
            ambiguous = first <= 12 and second <= 12 and first != second
            if not ambiguous:
                return _day(year, *((second, first) if first > 12 else (first, second)))
        if found := _named_month(text):
            return _day(*found)
    except ValueError:
        pass
    if ambiguous:
        readings = sorted((f"{year:04d}-{first:02d}-{second:02d}", f"{year:04d}-{second:02d}-{first:02d}"))
        return None, "", f"It can be read as two dates. Write {readings[0]} or {readings[1]}."
    return None, "", "It is no date. Write it as 2026-04-30."


def _day(year, month, day):
    if not 1900 <= year <= 2200:
        raise ValueError
    return date(year, month, day), "", ""


def _named_month(text):
    """(year, month, day) of "3 April 2026" or "Apr 3, 2026"; None for anything else."""
    words = re.findall(r"[^\W\d_]+|\d+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))
    if len(words) != 3:
        return None
    if words[0].isdigit():
        words = [words[1], words[0], words[2]]
    month, day, year = words
    if month[:3].lower() not in MONTHS or not (day.isdigit() and year.isdigit()):
        return None
    return int(year), MONTHS.index(month[:3].lower()) + 1, int(day)


def readable_label(text):
    """A term's label for a new word: a slug such as `aws-eks` becomes "AWS EKS", anything else stays as it is."""
    if not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", text):
        return re.sub(r"\s+", " ", text)
    words = re.split(r"[-_]", text)
    return " ".join(
        word.upper() if word in ACRONYMS.split() else word[:1].upper() + word[1:] for word in words
    )
