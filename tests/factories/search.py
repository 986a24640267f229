"""Search documents without any model behind them."""

from datetime import UTC, date, datetime

from content.search.documents import Document

TODAY = date(2026, 3, 10)


def document(id=1, title="Untitled", *, kind="asset", **values):
    """A published, internal, undated asset unless `values` say otherwise."""
    fixed = {
        "points": (),
        "tags": "",
        "summary": "",
        "body": "",
        "facets": {},
        "audience": "internal",
        "status": "published",
        "author_id": 1,
        "published_on": date(2026, 1, 15),
        "review_on": None,
        "expires_on": None,
        "updated_at": datetime(2026, 1, 15, 12, tzinfo=UTC),
    }
    return Document(kind=kind, id=id, title=title, **fixed | values)
