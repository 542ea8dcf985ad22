"""Images that come with questions: known by their first bytes, named by their content, so that the same image is kept once."""

import base64
import binascii
import hashlib
import re
import struct

LARGEST = 8 * 2**20
MOST_PIXELS = 40_000_000
_BASE64 = re.compile(r"data:image/[a-z0-9.+-]+;base64,(.*)", re.IGNORECASE | re.DOTALL)
_JPEG_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def suffix_of(data: bytes) -> str:
    """png, jpg, gif or webp by what the bytes say of themselves; empty for anything else, SVG too: it can run scripts."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def name_of(data: bytes) -> str:
    """The name under which an image is kept; empty for what is no image that we keep."""
    suffix = suffix_of(data)
    if not suffix or len(data) > LARGEST:
        return ""
    width, height = size_of(data)
    return f"{hashlib.sha256(data).hexdigest()[:32]}.{suffix}" if 0 < width * height <= MOST_PIXELS else ""


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the headers alone; zeros when they do not say."""
    try:
        return _SIZES[suffix_of(data)](data)
    except (KeyError, struct.error, IndexError):
        return 0, 0


def decoded(text: str) -> bytes:
    """The bytes of base64, bare or as a `data:` address; empty when it is none."""
    found = _BASE64.match(text.strip())
    try:
        return base64.b64decode("".join((found[1] if found else text).split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpg(data: bytes) -> tuple[int, int]:
    """From the first frame: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.2."""
    at = 2
    while data[at] == 0xFF:
        mark = data[at + 1]
        if mark in _JPEG_SIZES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + (0 if mark == 0xFF or 0xD0 <= mark <= 0xD8 else struct.unpack(">H", data[at + 2 : at + 4])[0]) - (mark == 0xFF)
    return 0, 0


def _webp(data: bytes) -> tuple[int, int]:
    """From its three headers: https://developers.google.com/speed/webp/docs/riff_container."""
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


_SIZES = {"png": _png, "jpg": _jpg, "gif": _gif, "webp": _webp}
