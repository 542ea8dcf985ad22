"""Which film an address means, and where it can be played without telling anyone who watches."""

import re
from urllib.parse import parse_qs, urlsplit

YOUTUBE_ID = re.compile(r"[\w-]{11}")
VIMEO_ID = re.compile(r"\d+")


def player_address(url: str) -> str:
    """The privacy-friendly player of a YouTube or Vimeo address; empty when it is neither."""
    address = urlsplit(url.strip())
    host = (address.hostname or "").removeprefix("www.").removeprefix("m.")
    parts = [part for part in address.path.split("/") if part]
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        name = parse_qs(address.query).get("v", [""])[0] or (parts[-1] if parts else "")
        return f"https://www.youtube-nocookie.com/embed/{name}" if YOUTUBE_ID.fullmatch(name) else ""
    if host in ("vimeo.com", "player.vimeo.com"):
        number = next((part for part in parts if VIMEO_ID.fullmatch(part)), "")
        return f"https://player.vimeo.com/video/{number}?dnt=1" if number else ""
    return ""
