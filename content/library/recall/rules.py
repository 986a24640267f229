"""Whether an asset may be taken back, and what is said of it afterwards. Pure."""

from content.library.rules import PUBLISHED

LEAVE, SWITCH, REVOKE = CHOICES = ("leave", "switch", "revoke")
WITHDREW, SUPERSEDED = "withdrew", "superseded"


def recalling_problem(published_on, is_taken_back):
    """Why an asset may not be withdrawn or superseded; empty when it may."""
    if is_taken_back:
        return "It is taken back already. Restore it first."
    if published_on is None:
        return "It was never published, so nobody has it. Archive it instead."
    return ""


def successor_problem(is_itself, status):
    """Why an asset may not be what people use instead; empty when it may."""
    if is_itself:
        return "An asset cannot be its own successor."
    return "" if status == PUBLISHED else "It is not published. Publish it first, or choose another one."


def choice_problem(choice, successor, can_switch, can_revoke):
    """Why a referring place may not be treated so; empty when it may."""
    if choice == SWITCH and not successor:
        return "Nothing can be switched without a successor. Choose one, or leave the place."
    if (choice == SWITCH and not can_switch) or (choice == REVOKE and not can_revoke):
        return "This place cannot do that. Leave it, and change it by hand."
    return ""


def gone_sentence(is_withdrawn, who, day, reason):
    """What is said at an asset's old address: "Withdrawn by Mara Quell on 3 November 2026: wrong price."."""
    verb = "Withdrawn" if is_withdrawn else "Replaced"
    by = f" by {who}" if who else ""
    on = f" on {day.day} {day:%B %Y}" if day else ""
    return f"{verb}{by}{on}{': ' + reason.strip() if reason.strip() else ''}".rstrip(".") + "."


def notice_sentence(title, is_withdrawn, reason, successor):
    """What those who have it are told."""
    happened = "was withdrawn" if is_withdrawn else "was replaced"
    instead = f" Use “{successor}” instead." if successor else ""
    return f"“{title}” {happened}: {reason.strip().rstrip('.')}.{instead}"
