"""A stored file as an answer: whole or a part of it, cached by its content, and never able to run."""

import re

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags

CHUNK = 256 * 1024
# Nothing in it may load, run, or be taken for a page of the portal.
POLICY = "default-src 'none'; sandbox"
RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


def is_fresh(request, etag):
    """Whether the browser's copy is still the content with this tag."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return f'"{etag}"' in tags or f'W/"{etag}"' in tags


def starts_anew(request):
    """Whether this request begins to take a file, rather than going on with one."""
    return not re.match(r"bytes=0*[1-9]", request.headers.get("Range", ""))


def answer(request, path, *, etag, media_type, name=""):
    """The file at `path`: 200, 206 for one range, 304 for what the browser has, 416 for a range outside.

    etag: names the content, without quotes. name: what it is stored as. Only what the portal has drawn itself goes
    without a name and may be shown; what people uploaded is always an attachment.
    """
    response = HttpResponse(status=304) if is_fresh(request, etag) else _body(request, path, etag)
    response["ETag"] = f'"{etag}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    if response.status_code in (200, 206):
        response["Content-Type"] = media_type
        response["Accept-Ranges"] = "bytes"
        if name:
            response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _body(request, path, etag):
    size = path.stat().st_size
    asked = _range(request, etag, size)
    if asked == ():
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = asked or (0, size - 1)
    response = StreamingHttpResponse(_chunks(path, first, last), status=206 if asked else 200)
    response["Content-Length"] = str(last - first + 1)
    if asked:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _range(request, etag, size):
    """(first, last) of the one range that is asked for, None for the whole file, () for one outside of it.

    Several ranges, other units and a range of another content (`If-Range`) are answered with the whole file.
    """
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not found or found[0] == "bytes=-" or request.headers.get("If-Range", f'"{etag}"') != f'"{etag}"':
        return None
    first, last = found.groups()
    if not first:
        length = min(int(last), size)
        return (size - length, size - 1) if length else ()
    if int(first) >= size or (last and int(last) < int(first)):
        return () if int(first) >= size else None
    return int(first), min(int(last), size - 1) if last else size - 1


def _chunks(path, first, last):
    """The bytes of a file from `first` to `last`. Opened by the first chunk that is asked for: a HEAD asks for none."""
    left = last - first + 1
    with open(path, "rb") as file:
        file.seek(first)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
