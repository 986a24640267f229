"""What counts as the same company, which text is a domain, and who may change an account's people. Pure."""

import re
import unicodedata

# The two people that every page shows beside an account, sales first: {field: role in the team}.
PAIR = {"sales_owner": "owner", "marketing_owner": "marketer"}
MOST_DOMAINS = 20


def name_key(name):
    """The form in which two company names are the same: folded, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:200]


def domain_name(text):
    """A domain as it is kept: without scheme, path and "www.", lower case, other scripts as punycode.

    "https://www.Bücher.example/de" is "xn--bcher-kva.example". "" for a text that names none.
    """
    host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", text.strip().casefold())
    host = re.split(r"[/?#:]", host)[0].rpartition("@")[2].strip(".").removeprefix("www.")
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    label = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    return host if len(host) <= 253 and re.fullmatch(rf"(?:{label}\.)+[a-z][a-z0-9-]+", host) else ""


def domains_in(text):
    """The texts between commas, semicolons and spaces."""
    return [part for part in re.split(r"[\s,;]+", text) if part]


def domains_problem(texts):
    """Why these texts may not be an account's domains; empty when they may."""
    if len(texts) > MOST_DOMAINS:
        return f"An account has at most {MOST_DOMAINS} domains."
    wrong = next((text for text in texts if not domain_name(text)), None)
    return f"“{wrong}” is no internet domain, such as example.com." if wrong else ""


def double_problem(name, domains, others):
    """Why an account may not have this name; empty when it may.

    others: for each account of the same name its list of domains. Two companies may share a name when a
    domain tells them apart.
    """
    if any(not domains or not theirs for theirs in others):
        return f"There is an account “{name}” already. If this is another company, give each its domain."
    return ""


def team_problem(user_id, team_ids, may_edit_any):
    """Why a person may not change what an account's team keeps; empty when the person may.

    team_ids: ids of the account's team.
    """
    if may_edit_any or user_id in team_ids:
        return ""
    return "Only the account's team may change this."


def person_problem(is_active):
    """Why somebody may not join an account's team; empty when they may."""
    return "" if is_active else "This person is deactivated. Choose somebody who is active."
