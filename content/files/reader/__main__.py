import json
import sys
from pathlib import Path

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


def main():
    limits.set_limits()
    for line in sys.stdin:
        kind, path, folder = json.loads(line)
        limits.begin_file()
        with open(Path(folder, limits.PAGES), "w", encoding="utf-8") as output:
            read(kind, path, folder, output)
        sys.stdout.write("read\n")
        sys.stdout.flush()


def read(kind, path, folder, output):
    """Write what the file holds to `output`, at last how it ended."""
    try:
        last = {"pages": sum(say(page, output) for page in READERS[kind](path, folder))}
    except (Problem, FileRefused) as problem:
        last = {"problem": str(problem)}
    say(last, output)


def say(line, output):
    """Write one line; 1, to be counted."""
    output.write(json.dumps(line) + "\n")
    return 1


if __name__ == "__main__":
    main()
