"""The columns that an import of assets takes, by their names in the portal, in its API and in other tools. Pure."""

from portal.imports.rules import Field

FIELDS = (
    Field("reference", "Reference", aliases=("ref", "slug", "asset reference")),
    Field("external_id", "Id in the source", aliases=("source id", "id", "asset id", "content id", "key")),
    Field("title", "Title", aliases=("name", "headline", "asset title", "asset name")),
    Field("summary", "Summary", aliases=("description", "abstract", "teaser", "excerpt")),
    Field("body", "Body", aliases=("text", "content", "full text")),
    Field(
        "format", "Format", "word", "format", ("asset type", "content type", "asset format", "type", "kind")
    ),
    Field(
        "stage",
        "Stage",
        "word",
        "stage",
        ("funnel stage", "buyer stage", "buying stage", "journey stage", "buyer journey stage", "funnel"),
    ),
    Field(
        "personas",
        "Personas",
        "words",
        "persona",
        ("persona", "target persona", "target personas", "buyer persona", "buyer personas", "role", "roles"),
    ),
    Field(
        "talking_points",
        "Talking points",
        "texts",
        aliases=("key talking points", "key talking point", "talking point", "key points", "key messages"),
    ),
    Field(
        "competitors",
        "Competitors",
        "words",
        "competitor",
        ("competitor", "competitor mentions", "competitor mention", "competitors mentioned"),
    ),
    Field("products", "Products", "words", "product", ("product", "solution", "solutions")),
    Field("industries", "Industries", "words", "industry", ("industry", "vertical", "verticals", "sector")),
    Field("language", "Language", "word", "language", ("lang", "locale")),
    Field("tags", "Tags", "words", "tag", ("tag", "keywords", "topics", "labels")),
    Field("url", "Address", aliases=("link", "external url", "web address", "href", "website")),
    Field("file", "File", aliases=("file name", "filename", "attachment", "document")),
    Field("audience", "Audience", aliases=("shareable", "visibility", "sharing")),
    Field("status", "Status", aliases=("publication status", "state")),
    Field("owner", "Owner", aliases=("owner email", "content owner", "responsible")),
    Field(
        "published_on",
        "Published on",
        aliases=("published", "published date", "publication date", "publish date", "published at", "date"),
    ),
    Field(
        "review_on",
        "Review due on",
        aliases=("review date", "review due", "next review", "next review date", "review by"),
    ),
    Field(
        "expires_on",
        "Expires on",
        aliases=("expires", "expiry", "expiry date", "expiration date", "expires at", "valid until"),
    ),
)
LABELS = {field.name: field.label for field in FIELDS}
ONE_TERM = {field.name: field.vocabulary for field in FIELDS if field.shape == "word"}
MANY_TERMS = {field.name: field.vocabulary for field in FIELDS if field.shape == "words"}
