"""Files of assets: taken in, checked, read page by page in the background, delivered without ever running.

Nouns: StoredFile (one content, by its hash), FilePage (text and picture of a page, slide or sheet).
Verbs: take (a stream becomes a StoredFile), read (a StoredFile gets its pages), sweep (what nobody needs).
Neighbours: `content.library` gives files to assets as versions and puts their text into the search index.
`reader/` runs in a process of its own, without Django, its settings or secrets.
"""
