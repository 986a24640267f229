"""Decisions about approvals. Pure: values in, answer out."""

from content.library.rules import ARCHIVED, DRAFT, IN_REVIEW, PUBLISHED

WAITING, CHANGES_REQUESTED, APPROVED, TAKEN_BACK = ("waiting", "changes-requested", "approved", "taken-back")
# What history says of an asset.
SUBMITTED, PROPOSED, SENT_BACK = "asked for approval of", "proposed a change of", "asked for changes to"
NO_LONGER, NO_CHANGE = "no longer asks for approval of", "no longer proposes a change of"


def submitting_problem(status, needs_approval, is_waiting):
    """Why a draft may not be submitted for approval; empty when it may."""
    if not needs_approval:
        return "This format needs no approval. Publish it."
    if status == ARCHIVED:
        return "It is archived. Restore it first."
    if status == PUBLISHED:
        return "It is published. Propose a change of it instead."
    return "It waits for approval already." if is_waiting else ""


def proposing_problem(status, needs_approval):
    """Why a change of an asset may not wait for approval; empty when it may."""
    if status != PUBLISHED:
        return "Only a change of what is published waits for approval."
    return "" if needs_approval else "This format needs no approval. Change it at once."


def deciding_problem(status, asset_status, asks_oneself):
    """Why a person may not decide on an approval; empty when they may."""
    if status != WAITING:
        return "It was decided or taken back meanwhile."
    if asset_status == ARCHIVED:
        return "The asset is archived. Restore it first."
    return "You asked for it or changed it last, so somebody else decides." if asks_oneself else ""


def taking_back_problem(status, asks_oneself):
    """Why a person may not take an approval back; empty when they may."""
    if status not in (WAITING, CHANGES_REQUESTED):
        return "It was decided or taken back meanwhile."
    return "" if asks_oneself else "Only who asked for it takes it back."


def status_without_approval(status):
    """The status of an asset whose approval was refused or taken back."""
    return DRAFT if status == IN_REVIEW else status
