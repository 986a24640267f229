"""Read a page as a person does: its elements and their words, not its markup."""

from html.parser import HTMLParser

VOID = {"input", "br", "hr", "img", "link", "meta", "use", "path", "source", "wbr", "rect"}


class Element:
    """One element with `tag`, `attrs`, `children`; `text` is what is written in it, with single spaces."""

    def __init__(self, tag, attrs):
        self.tag, self.attrs, self.children = tag, attrs, []

    @property
    def text(self):
        return " ".join(self._words().split())

    def _words(self):
        """Elements stand apart but for marks, which are parts of words."""
        return "".join(
            child
            if isinstance(child, str)
            else child._words()
            if child.tag == "mark"
            else f" {child._words()} "
            for child in self.children
        )

    def __getitem__(self, name):
        return self.attrs[name]

    def get(self, name, default=None):
        return self.attrs.get(name, default)

    def all(self, tag=None, css=None, **attrs):
        """Every element below: by tag, class, and attributes (`data_pick=True` is "has data-pick")."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            element
            for element in self._below()
            if tag in (None, element.tag)
            and (css is None or css in element.attrs.get("class", "").split())
            and all(
                name in element.attrs if value is True else element.attrs.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def one(self, tag=None, css=None, **attrs):
        """The only such element; fails where there are none or several."""
        (element,) = self.all(tag, css, **attrs)
        return element

    def texts(self, tag=None, css=None, **attrs):
        return [element.text for element in self.all(tag, css, **attrs)]

    def _below(self):
        for child in self.children:
            if not isinstance(child, str):
                yield child
                yield from child._below()


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        places = [place for place, element in enumerate(self.open) if element.tag == tag]
        if places:
            del self.open[places[-1] :]

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read_page(response):
    """The page of a response as a tree of Elements."""
    reader = _Reader()
    reader.feed(response.text)
    return reader.open[0]
