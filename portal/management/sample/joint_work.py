"""The sample company's accounts and calendar."""

from accounts.buying_groups.actions import add_group, add_member
from accounts.directory.actions import add_account
from content.calendar.actions import add_theme, import_entry
from content.library.models import Asset
from content.vocabularies.models import Industry, Persona, Product, Stage
from portal.shared.dates import days_from_today, today


def by_slug(model):
    return {term.slug: term for term in model.objects.all()}


def load_accounts(rows, people):
    """Accounts with their owner pair, groups and members; returns how many accounts."""
    industries, products = by_slug(Industry), by_slug(Product)
    for row in rows:
        values = {key: row[key] for key in ("name", "tier", "country", "employees", "summary")}
        values |= {
            "domains": [row["domain"]],
            "industry": industries.get(row["industry"]),
            "sales_owner": people.get(row["sales_owner"]),
            "marketing_owner": people.get(row["marketing_owner"]),
        }
        actor = values["sales_owner"] or people["admin@example.com"]
        account = add_account(values, actor=actor, via="demo")
        for data in row.get("buying_groups", []):
            group_values = {"product": products[data["product"]], "name": data["name"]}
            group = add_group(account, group_values, actor=actor, via="demo")
            for member in data["members"]:
                _load_member(group, member, actor)
    return len(rows)


def _load_member(group, data, actor):
    names = ("first_name", "last_name", "email")
    person = {name: data[name] for name in names} | {"job_title": data["title"]}
    values = {"person": person, **{name: data[name] for name in ("roles", "stance", "note")}}
    add_member(group, values, actor=actor, via="demo")


def load_calendar(data, people):
    """The board's themes and pieces, their dates counted from today; returns how many pieces."""
    actor = people["marketer@example.com"]
    day = today()
    for theme in data["themes"]:
        number = day.year * 4 + (day.month - 1) // 3 + theme["quarter_offset"]
        values = {"year": number // 4, "quarter": number % 4 + 1}
        add_theme(values | {name: theme[name] for name in ("title", "narrative")}, actor=actor, via="demo")
    stages, personas = by_slug(Stage), by_slug(Persona)
    for piece in data["pieces"]:
        _load_piece(piece, stages, personas, people)
    return len(data["pieces"])


def _load_piece(piece, stages, personas, people):
    publish_on = days_from_today(piece["publish_in_days"])
    status = {"accepted": "planned"}.get(piece["status"], piece["status"])
    owner = people[piece["owner"]]
    values = {
        "title": piece["title"],
        "kind": piece["kind"],
        "status": status,
        "brief": piece["brief"],
        "owner": owner,
        "stage": stages.get(piece["stage"]),
        "personas": [personas[slug] for slug in piece["personas"]],
        "asset": Asset.objects.filter(reference=piece["asset"]).first() if piece["asset"] else None,
        "publish_on": publish_on,
        "work_due_on": days_from_today(piece["work_due_in_days"]),
        "published_on": publish_on if status == "published" else None,
    }
    import_entry(values, actor=owner, via="demo")
