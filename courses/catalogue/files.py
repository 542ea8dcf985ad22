"""Parts of a file: browsers ask for a film by ranges of bytes, and some play none of it otherwise."""

import re

from django.http import FileResponse, HttpResponse

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def in_ranges(document, asked: str) -> HttpResponse | None:
    """The bytes asked for of a document; None when they cannot be told, so that the whole is sent instead."""
    found = part_of(asked, document.file.size)
    if found is None:
        return None
    start, end = found
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{document.file.size}"})
    held = document.file.open("rb")
    held.seek(start)
    response = FileResponse(_Part(held, end - start + 1), status=206, content_type=document.content_type)
    response["Content-Length"] = str(end - start + 1)
    response["Content-Range"] = f"bytes {start}-{end}/{document.file.size}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
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


class _Part:
    """A file that ends after so many bytes."""

    def __init__(self, held, length: int):
        self.held, self.left = held, length

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size is None or size < 0 else min(size, self.left)
        data = self.held.read(wanted)
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.held.close()
