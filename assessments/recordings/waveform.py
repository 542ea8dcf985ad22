"""How loud a recording is along its time, for the drawing under the player. Pure."""

import wave
from array import array
from collections.abc import Iterable
from typing import BinaryIO

BARS = 160  # of a whole recording, however long
LOUDEST = 100
_FULL = {1: 128, 2: 32768, 4: 2147483648}
_CODES = {1: "B", 2: "h", 4: "i"}
_FRAMES_AT_ONCE = 65_536


def clean(peaks: object) -> list[int]:
    """Peaks as a browser sent them: `BARS` whole numbers from 0 to `LOUDEST` at most; empty when they are anything else."""
    if not isinstance(peaks, list) or not 0 < len(peaks) <= BARS:
        return []
    return [int(one) for one in peaks] if all(type(one) is int and 0 <= one <= LOUDEST for one in peaks) else []


def of_wav(file: BinaryIO) -> tuple[list[int], int]:
    """The peaks of an uncompressed WAV and its length in milliseconds. Raises ValueError for another coding or a broken file."""
    try:
        with wave.open(file) as sound:
            width, rate, frames, channels = sound.getsampwidth(), sound.getframerate(), sound.getnframes(), sound.getnchannels()
            if width not in _CODES or not rate or not frames:
                raise ValueError("no samples that can be read")
            return _loudest(_samples(sound, width), frames * channels, _FULL[width]), round(1000 * frames / rate)
    except (wave.Error, EOFError) as error:
        raise ValueError(str(error)) from error


def of_samples(samples: array, rate: int) -> tuple[list[int], int]:
    """The same of 16-bit samples in one channel, `rate` of them a second."""
    if not samples:
        raise ValueError("no samples")
    return _loudest([samples], len(samples), _FULL[2]), round(1000 * len(samples) / rate)


def stairs(peaks: list[int], width: int, height: int) -> list[tuple[int, int]]:
    """The bars as (from the side, height) in the units of a drawing of this width and height: each at least one unit high."""
    step = width / len(peaks) if peaks else 0
    return [(round(place * step), max(1, round(height * peak / LOUDEST))) for place, peak in enumerate(peaks)]


def _samples(sound: wave.Wave_read, width: int) -> Iterable[array]:
    while frames := sound.readframes(_FRAMES_AT_ONCE):
        found = array(_CODES[width])
        found.frombytes(frames[: len(frames) - len(frames) % width])
        yield array("h", (one - 128 for one in found)) if width == 1 else found


def _loudest(pieces: Iterable[array], total: int, full: int) -> list[int]:
    found, place = [0] * min(BARS, total), 0
    bars = len(found)
    for piece in pieces:
        for bar in range(place * bars // total, min(bars, -(-(place + len(piece)) * bars // total))):
            within = piece[max(0, bar * total // bars - place) : max(0, (bar + 1) * total // bars - place)]
            if within:
                found[bar] = max(found[bar], max(within), -min(within))
        place += len(piece)
    return [min(LOUDEST, round(LOUDEST * one / full)) for one in found]
