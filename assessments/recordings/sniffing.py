"""What a file of sound is, by its first bytes: what a browser says of it is not believed. Pure."""

ENOUGH = 64  # bytes

SUFFIXES = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/wav": "wav", "audio/mpeg": "mp3", "audio/mp4": "m4a"}
_MP4_BRANDS = {b"M4A ", b"mp42", b"mp41", b"isom", b"iso2", b"iso5", b"iso6", b"dash"}


def kind_of(first: bytes) -> str | None:
    """The content type of what begins with these bytes (`ENOUGH` of them), or None when it is no sound that is taken here."""
    if first[:4] == b"\x1aE\xdf\xa3" and b"webm" in first[:ENOUGH]:
        return "audio/webm"
    if first[:4] == b"OggS":
        return "audio/ogg"
    if first[:4] == b"RIFF" and first[8:12] == b"WAVE":
        return "audio/wav"
    if first[4:8] == b"ftyp" and first[8:12] in _MP4_BRANDS:
        return "audio/mp4"
    if first[:3] == b"ID3" or _is_mpeg_frame(first):
        return "audio/mpeg"
    return None


def _is_mpeg_frame(first: bytes) -> bool:
    """A frame of MPEG layer III: eleven bits of sync, a known version, layer III, a bitrate and a rate that exist (ISO 11172-3)."""
    if len(first) < 3 or first[0] != 0xFF or first[1] & 0xE0 != 0xE0:
        return False
    version, layer = first[1] >> 3 & 3, first[1] >> 1 & 3
    bitrate, rate = first[2] >> 4, first[2] >> 2 & 3
    return version != 1 and layer == 1 and bitrate not in (0, 15) and rate != 3
