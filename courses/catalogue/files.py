"""Parts of a file: browsers ask for a film by ranges of bytes, and some play none of it otherwise."""

import re

from django.http import HttpResponse

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
AT_MOST = 1024 * 1024  # bytes of one answer; the browser asks for the next part when it needs it


def in_ranges(document, asked: str) -> HttpResponse | None:
    """The first of the bytes asked for of a document; None when they cannot be told, so that the whole is sent instead."""
    size = document.file.size
    found = part_of(asked, size)
    if found is None:
        return None
    start, end = found[0], min(found[1], found[0] + AT_MOST - 1)
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with document.file.open("rb") as held:
        held.seek(start)
        response = HttpResponse(held.read(end - start + 1), status=206, content_type=document.content_type)
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def part_of(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`; a first byte past the last means none of it is there."""
    match = RANGE.fullmatch(asked.strip())
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
