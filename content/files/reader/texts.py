"""Plain texts, Markdown and CSV."""

from content.files.reader.limits import MOST_OF_FILE, page


def read(path, folder):
    with open(path, "rb") as file:
        content = file.read(4 * MOST_OF_FILE)
    yield page(1, decode(content)[:MOST_OF_FILE])


def decode(content):
    """Text of bytes in the encodings that editors write; what is none of them is read as Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
