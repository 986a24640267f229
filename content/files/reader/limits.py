"""What the reading process may use at most, where the system can hold it to that."""

import time

# Where the reader leaves the pages, in the folder of pictures.
PAGES = "pages.jsonl"
MEMORY_BYTES = 2 * 1024**3
PROCESSOR_SECONDS = 240
FILE_BYTES = 256 * 1024**2
# Characters of one page and of one file that are kept for the search.
MOST_OF_PAGE = 50_000
MOST_OF_FILE = 2_000_000
# Pages that are read, and of these the first that get a picture.
MOST_PAGES = 2_000
MOST_PICTURES = 300


try:
    import resource
except ImportError:
    # Windows: only the time that the portal waits is limited.
    resource = None


def set_limits():
    """Memory and written bytes of the process; a crash writes no core file."""
    if resource:
        _limit(resource.RLIMIT_AS, MEMORY_BYTES)
        _limit(resource.RLIMIT_FSIZE, FILE_BYTES)
        _limit(resource.RLIMIT_CORE, 0)


def begin_file():
    """Give the next file its processor time, on top of what earlier ones took."""
    if resource:
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + PROCESSOR_SECONDS)


def _limit(what, value):
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (value if hard < 0 else min(value, hard), hard))


def page(number, text, *, label="", picture="", width=0, height=0):
    """One page as the portal reads it."""
    # PostgreSQL stores no NUL; a lone surrogate is no character.
    text = text.replace("\x00", " ").encode("utf-8", "replace").decode()
    text = "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
    return {
        "number": number,
        "label": label,
        "text": text[:MOST_OF_PAGE],
        "picture": picture,
        "width": width,
        "height": height,
    }
