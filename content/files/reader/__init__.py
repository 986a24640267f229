"""A program of its own that reads one file: text and pictures of its pages. No Django, no settings, no secrets.

`python -m content.files.reader KIND PATH FOLDER` writes one JSON object a line:
{"number", "label", "text", "picture", "width", "height"} for each page (picture: a name in FOLDER, or ""), then
{"pages": how many there are} or {"problem": one sentence}. A crash, a kill or a limit leaves neither of the two.
"""
