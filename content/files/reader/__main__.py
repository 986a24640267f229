import json
import sys

from content.files.reader import limits, office, pdf, pictures, spreadsheets, texts
from content.files.reader.problem import Problem
from content.files.rules import FileRefused

READERS = {
    "pdf": pdf.read,
    "pptx": office.read_slides,
    "docx": office.read_document,
    "xlsx": spreadsheets.read,
    "png": pictures.read,
    "jpeg": pictures.read,
    "webp": pictures.read,
    "txt": texts.read,
    "md": texts.read,
    "csv": texts.read,
}


def main(kind, path, folder):
    limits.set_limits()
    try:
        last = {"pages": sum(map(say, READERS[kind](path, folder)))}
    except (Problem, FileRefused) as problem:
        last = {"problem": str(problem)}
    say(last)


def say(line):
    """Write one line at once, so that what was read before a crash is kept; 1, to be counted."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    return 1


if __name__ == "__main__":
    main(*sys.argv[1:])
