"""A program of its own that reads files: text and pictures of their pages. No Django, no settings, no secrets.

`python -m content.files.reader` takes requests as lines on its standard input, [kind, path, folder] as JSON, and writes
to FOLDER/pages.jsonl one JSON object a line: {"number", "label", "text", "picture", "width", "height"} for each page
(picture: a name in FOLDER, or ""), then {"pages": how many there are} or {"problem": one sentence}. After each file it
says so with a line on its standard output. A crash, a kill or a limit leaves neither of these.
"""
