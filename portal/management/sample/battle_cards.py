"""The sample company's battle cards in every state, and the objections that its people hear."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from accounts.directory.models import Account
from content.battle_cards.actions import archive_card, create_card, publish_card
from content.battle_cards.claims.actions import add_claim, close_dispute, dispute_claim
from content.battle_cards.models import AnswerOutcome, BattleCard, Claim, ClaimDispute, Hearing, Objection
from content.battle_cards.objections.actions import change_objection, hear, note_outcome
from content.battle_cards.rules import next_review
from content.library.models import Asset
from content.vocabularies.models import Competitor, Persona, Stage
from portal.shared.dates import days_from_today


def load(people):
    """Returns "8 battle cards, 24 objections"; every date counts from today."""
    data = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    for row in data["archived"]:
        card = _load_card(row, people)
        archive_card(card, actor=card.owner, via="demo")
    for row in data["cards"]:
        _load_card(row, people)
    for row in data["disputes"]:
        _load_dispute(row, people)
    terms = {
        model.vocabulary(): {one.slug: one for one in model.objects.all()}
        for model in (Stage, Persona, Competitor)
    }
    accounts = {account.name: account for account in Account.objects.all()}
    for row in data["objections"]:
        _load_objection(row, people, terms, accounts)
    return f"{len(data['cards'])} battle cards, {len(data['objections'])} objections"


def _load_card(row, people):
    values = {name: row[name] for name in ("one_line", "meet_when", "threat", "points")}
    values |= {"competitor": Competitor.objects.get(slug=row["competitor"]), "owner": people[row["owner"]]}
    card = create_card(values, actor=values["owner"], via="demo")
    for claim in row["claims"]:
        _load_claim(card, dict(claim), people)
    if row.get("status") == "published":
        card = publish_card(card, actor=card.owner, via="demo")
        day = days_from_today(-row["verified_days_ago"])
        BattleCard.objects.with_ids([card.pk]).update(verified_on=day, review_on=next_review(day))
    return card


def _load_claim(card, row, people):
    author = people[row.pop("author")] if "author" in row else card.owner
    seen_on = days_from_today(-row.pop("seen_days_ago"))
    verified = row.pop("verified_days_ago", None)
    review = row.pop("review_in_days", None)
    row |= {"seen_on": seen_on, "proof": Asset.objects.filter(reference=row.pop("proof", None)).first()}
    review_on = (
        days_from_today(review) if review is not None else max(next_review(seen_on), days_from_today(5))
    )
    claim = add_claim(card, row | {"review_on": review_on}, actor=author, via="demo")
    if verified is not None:
        day = days_from_today(-verified)
        Claim.objects.with_ids([claim.pk]).update(verified_on=day, verified_by=card.owner)


def _load_dispute(row, people):
    claim = Claim.objects.select_related("card__competitor", "card__owner").get(text=row["claim"])
    dispute = dispute_claim(claim, row["note"], actor=people[row["by"]], via="demo")
    moments = {"at": _ago(row["days_ago"])}
    if row.get("answer"):
        close_dispute(dispute, row["answer"], actor=claim.card.owner, via="demo")
        moments["closed_at"] = _ago(row["answered_days_ago"])
    ClaimDispute.objects.filter(pk=dispute.pk).update(**moments)


def _load_objection(row, people, terms, accounts):
    named = {name: terms[name].get(row[name]) for name in ("stage", "persona", "competitor")}
    objection = None
    # The first one to hear it gives it its words; the oldest comes first.
    for heard in sorted(row["heard"], key=lambda one: -one["days_ago"]):
        words = heard["words"] if objection else row["words"]
        values = named | {"words": words, "account": accounts[heard["account"]]}
        hearing = hear(values, actor=people[heard["by"]], objection=objection, via="demo")
        Hearing.objects.filter(pk=hearing.pk).update(at=_ago(heard["days_ago"]))
        objection = hearing.objection
    changes = {"owner": people[row["owner"]] if row["owner"] else objection.owner}
    if row["answer"]:
        proof = Asset.objects.filter(reference=row["proof"]).first()
        changes |= {"answer": row["answer"], "proof": proof}
    change_objection(objection, changes, actor=people["priya.nandan@example.com"], version=None, via="demo")
    Objection.objects.with_ids([objection.pk]).update(created_at=_ago(row["heard"][-1]["days_ago"]))
    for said in row["outcomes"]:
        account = accounts[said["account"]]
        outcome = note_outcome(
            objection, said["worked"], actor=people[said["by"]], account=account, via="demo"
        )
        AnswerOutcome.objects.filter(pk=outcome.pk).update(at=_ago(said["days_ago"]))


def _ago(days):
    return timezone.now() - timedelta(days=days, hours=2)
