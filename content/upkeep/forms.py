"""Which rows of the queue a form is about."""

import re

PICK = re.compile(r"([0-9]{1,18}):([0-9]{1,9})", re.ASCII)


def picked(data):
    """{asset id: version} of the one row whose button was pressed (`only`), else of the ticked rows (`pick`)."""
    texts = [data["only"]] if data.get("only") else data.getlist("pick")
    matches = filter(None, map(PICK.fullmatch, texts))
    return {int(match[1]): int(match[2]) for match in matches}
