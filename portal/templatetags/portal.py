"""Small marks as template tags: icon, pill, badge, avatar. The only Python that builds HTML."""

import re
from datetime import timedelta
from functools import lru_cache

import nh3
from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.defaultfilters import date as format_date
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from portal.definitions.texts import text_of
from portal.shared.dates import today
from portal.shared.registry import registry

register = template.Library()

# state: (tone, icon, words). {days} and {day} are filled in where the state has days.
FRESHNESS = {
    "fresh": ("ok", "badge-check", "Fresh until {day}"),
    "due-soon": ("due", "clock", "Review due in {days}"),
    "overdue": ("over", "triangle-alert", "Overdue {days}"),
    "expired": ("exp", "circle-slash", "Expired {day}"),
    "draft": ("plain", "pencil", "Draft"),
    "in-review": ("accent", "eye", "In review"),
    "archived": ("exp", "archive", "Archived"),
}
FORMAT_ICONS = {
    "blog-post": "newspaper",
    "case-study": "file-check",
    "comparison": "scale",
    "data-sheet": "clipboard-check",
    "deep-dive": "layers",
    "demo": "circle-play",
    "demo-environment": "flask-conical",
    "ebook": "book-open",
    "free-trial": "key",
    "guide": "book-open",
    "implementation-guide": "clipboard-check",
    "infographic": "image",
    "intro-video": "circle-play",
    "overview": "file-text",
    "pricing": "tag",
    "roi-calculator": "calculator",
    "testimonial": "quote",
    "walkthrough": "monitor",
    "webinar": "presentation",
}
# How far a planned piece is: a ring that fills up.
STATUS_ICONS = {
    "idea": "st-idea",
    "proposed": "st-idea",
    "planned": "st-planned",
    "drafting": "st-drafting",
    "changes_requested": "st-drafting",
    "in_review": "st-review",
    "approved": "st-approved",
    "published": "st-published",
}
TIERS = {1: "1:1", 2: "1:few", 3: "1:many"}
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@register.simple_tag
def icon(name, css="", label=""):
    """An icon of the sprite; hidden from screen readers unless it has a `label`."""
    return _icon(name, css, label)


# A list of 25 assets shows some 180 icons of a dozen kinds.
@lru_cache(maxsize=1024)
def _icon(name, css, label):
    aria = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    css = f"icon {css}".strip()
    # The size stands in the markup too: a page whose styles fail to load has no giant pictures.
    frame = '<svg class="{}" width="16" height="16" {}><use href="{}#{}"/></svg>'
    return format_html(frame, css, aria, static("img/icons.svg"), name)


@register.simple_tag
def stage_pill(stage, long=False):
    """A buying stage ({slug, label, short}); `long` writes "BOFU · Decision". Nothing for None."""
    if not stage:
        return ""
    words = f"{stage.short} · {stage.label}" if long else stage.label
    mark = icon(f"stage-{stage.slug}")
    return format_html(
        '<span class="pill tone-{}" title="{}">{}{}</span>',
        stage.slug,
        stage.short,
        mark,
        words,
    )


@register.simple_tag
def stage_tone(stage):
    """The class that colours a part by its stage; neutral without one."""
    return f"tone-{stage.slug}" if stage else "tone-plain"


@register.simple_tag
def format_icon(term):
    """The icon name of a format (term or slug)."""
    return FORMAT_ICONS.get(getattr(term, "slug", term), "file-text")


@register.simple_tag
def status_icon(status):
    """How far a planned piece is, as a ring; its word must stand beside it."""
    return icon(STATUS_ICONS.get(status, "circle-slash"), "st")


@register.simple_tag
def badge(tone, icon_name, words, filled=False):
    """A state: icon and word in one tone."""
    css = f"badge tone-{tone} filled" if filled else f"badge tone-{tone}"
    return format_html('<span class="{}">{}{}</span>', css, icon(icon_name), words)


@register.simple_tag
def term_mark(term):
    """A small sign beside a term (vocabularies' entry) that sales and marketing do not both stand by; else nothing."""
    words = getattr(term, "mark", "")
    return icon("circle-dashed", "icon-s unsigned", words) if words else ""


@register.simple_tag
def freshness_badge(freshness, filled=False):
    """How current an asset is, in words. freshness: (state, days, expires first) as `asset.freshness` answers."""
    state, days, expires = freshness
    tone, name, words = FRESHNESS[state]
    return badge(tone, name, _freshness_words(state, days, words, expires), filled)


def _freshness_words(state, days, words, expires):
    if state == "fresh" and days is None:
        return "Fresh"
    if days is None:
        return words
    if state == "due-soon" and expires:
        words = "Expires in {days}"
    if state == "due-soon" and days == 0:
        return "Expires today" if expires else "Review due today"
    day = today() + timedelta(days=days if state == "fresh" else -days)
    return words.format(days=f"{days} day{'' if days == 1 else 's'}", day=short_date(day))


@register.filter(expects_localtime=True)
def short_date(day):
    """14 Oct, with the year only where it is not the current one; "" for None."""
    if not day:
        return ""
    day = getattr(day, "date", lambda: day)()
    return format_date(day, "j M" if day.year == today().year else "j M Y")


@register.filter
def ago(moment):
    """just now, 5 minutes ago, 3 hours ago; from a day on the date as `short_date` writes it."""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes >= 24 * 60:
        return short_date(timezone.localtime(moment))
    number, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'} ago"


@register.simple_tag
def avatar(person, size=""):
    """Initials of a person (User) in a disc; the name is its label. size: s, l, xl."""
    if not person:
        return ""
    css = f"avatar tone-av a{person.pk % 6 + 1}" + (f" avatar-{size}" if size else "")
    return format_html(
        '<span class="{}" role="img" aria-label="{}" title="{}">{}</span>',
        css,
        person,
        person,
        person.initials,
    )


@register.simple_tag
def pair(sales, marketing):
    """The owner pair of an account, the sales owner first; whoever is missing leaves no gap."""
    return format_html('<span class="pair">{}{}</span>', avatar(sales), avatar(marketing))


@register.simple_tag
def company(account, size=""):
    """A company as a square with its first letters; its name stands beside it."""
    letters = "".join(word[0] for word in str(account).split()[:2]).upper()
    css = f"avatar co tone-av a{account.pk % 6 + 1}" + (f" avatar-{size}" if size else "")
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, letters)


@register.simple_tag
def tier(number, word=True):
    """Tier 1, 2 or 3: the darker, the closer. Nothing for None."""
    if not number:
        return ""
    words = format_html(" <span>{}</span>", TIERS[number]) if word else ""
    title = f"Tier {number}, {TIERS[number]}"
    return format_html(
        '<span class="tier tier-{}" title="{}">T{}{}</span>',
        number,
        title,
        number,
        words,
    )


@register.simple_tag(takes_context=True)
def define(context, key, words=""):
    """A figure's name that opens its definition: on hover and focus beside it, as a link on its own page.

    key: of `registry.definitions`; any other gives the words alone. words: what stands there instead of the
    definition's own label, "?" for a mark beside words that are a link of their own.
    """
    known, request = registry.definitions.get(key), getattr(context, "request", None)
    if known is None:  # of a list whose other names are defined
        return words
    name = conditional_escape(words or known.label)
    if words == "?":
        name = icon("circle-help", "icon-s", f"What “{known.label}” means")
    text = text_of(key, getattr(getattr(request, "user", None), "settings_stamp", ""))
    # A page may name one figure twice, and each tip needs an id of its own.
    number = request.defined = getattr(request, "defined", 0) + 1
    formula = format_html('<span class="formula">{}</span>', known.formula) if known.formula else ""
    return format_html(
        '<span class="def" data-def><a href="{}" aria-describedby="def-{}">{}</a>'
        '<span class="tip" role="tooltip" id="def-{}"><b>{}</b> {}{}</span></span>',
        reverse("definition", args=[key]),
        number,
        name,
        number,
        known.label,
        text,
        formula,
    )


@register.simple_tag
def bar(percent, tone="accent"):
    """A bar of 0 to 100 percent; its number must stand beside it in text."""
    return format_html(
        '<svg class="bar tone-{}" aria-hidden="true"><rect class="v" width="{}%" height="100%"/></svg>',
        tone,
        max(0, min(100, round(percent))),
    )


@register.simple_tag
def highlight(text, words):
    """`text` with every word of `words` that begins a word in it marked; all else escaped.

    words: as a search answers them; the star of a word that may go on is not looked for.
    """
    patterns = [_word_pattern(word) for word in (word.rstrip("*") for word in words or ()) if word]
    if not patterns:
        return conditional_escape(str(text))
    parts = re.split(f"({'|'.join(patterns)})", str(text), flags=re.IGNORECASE)
    # re.split with one group answers text, hit, text, hit, …
    pieces = (
        (SafeString("<mark>{}</mark>") if n % 2 else SafeString("{}"), part) for n, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((format_html(frame, part),) for frame, part in pieces))


def _word_pattern(word):
    # Chinese, Japanese and Korean text has no spaces, so a hit may begin anywhere.
    return re.escape(word) if CJK.search(word) else rf"\b{re.escape(word)}"


@register.filter
def control(field):
    """A bound form field's widget with the looks of its kind; Django adds the aria attributes."""
    kind = field.field.widget
    if isinstance(kind, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        return field.as_widget()
    return field.as_widget(attrs={"class": f"input {kind.attrs.get('class', '')}".strip()})


@register.filter
def is_checkbox(field):
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def page_numbers(paginator, number):
    """The page numbers a pager shows around `number`; None stands for a gap."""
    return [
        None if page == paginator.ELLIPSIS else page
        for page in paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)
    ]


LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


@register.simple_tag
def lang(language):
    """The `lang` attribute of a text in a vocabulary's language; empty for the page's own and for what is no code.

    Screen readers speak by it, and hyphenation goes by it.
    """
    code = getattr(language, "slug", "")
    if code == "en" or not LANGUAGE_CODE.fullmatch(code):
        return ""
    return format_html(' lang="{}"', code)


# Markdown as people write it: single line ends count, raw HTML is text.
MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
PROSE_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "em", "strong", "s", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}


@register.filter
def prose(text, level=3):
    """Markdown as safe HTML whose highest heading has `level`, deeper ones follow without a gap.

    Pictures are left out: they would be fetched from elsewhere.
    """
    tokens = MARKDOWN.parse(text or "")
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    tags = {tag: f"h{min(6, int(level) + place)}" for place, tag in enumerate(used)}
    for token in tokens:
        token.tag = tags.get(token.tag, token.tag)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    clean = nh3.clean(
        html,
        tags=PROSE_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return SafeString(clean)  # nh3 let only these tags through
