"""What keeps a candidate unknown to the panel: a code drawn by lot, and words without names. Chance is an argument."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence

from lms.language.folding import fold

GAP = "[…]"
FEWEST = 99
# Too common to give anybody away, and too useful to be cut out of what people write.
PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "dos", "von", "van", "the", "of", "and", "team", "equipo"}
)


def draw_code(taken: Collection[str], choose: Callable[[Sequence[str]], str]) -> str:
    """A code that is free, as C-07. There are always at least twice as many codes as candidates, so that none says who came first."""
    most = FEWEST
    while most < 2 * (len(taken) + 1):
        most = most * 10 + 9
    width = len(str(most))
    return choose([code for number in range(1, most + 1) if (code := f"C-{number:0{width}d}") not in taken])


def masked(text: str, names: Iterable[str], phrases: Iterable[str] = ()) -> str:
    """`text` without any word of these names and without these phrases, however they are accented or written large."""
    words = {word for name in names for word in _words(name) if len(word) > 1 and word not in PARTICLES and not word.isdigit()}
    hidden = {*words, *(fold(phrase.strip()) for phrase in phrases)} - {""}
    if not hidden:
        return text
    longest_first = sorted(hidden, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(one) for one in longest_first) + r")(?!\w)")
    composed, kept, end = unicodedata.normalize("NFC", text), [], 0
    for found in pattern.finditer(fold(composed)):
        kept += [composed[end : found.start()], GAP]
        end = found.end()
    return "".join([*kept, composed[end:]])


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name))
