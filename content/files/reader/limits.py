"""What the reading process may use at most, where the system can hold it to that."""

MEMORY_BYTES = 2 * 1024**3
PROCESSOR_SECONDS = 240
FILE_BYTES = 256 * 1024**2
# Characters of one page and of one file that are kept for the search.
MOST_OF_PAGE = 50_000
MOST_OF_FILE = 2_000_000
# Pages that are read, and of these the first that get a picture.
MOST_PAGES = 2_000
MOST_PICTURES = 300


def set_limits():
    """Memory, processor time and written bytes; a crash writes no core file."""
    try:
        import resource
    except ImportError:
        # Windows: only the time that the portal waits is limited.
        return
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (value if hard < 0 else min(value, hard), hard))


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
