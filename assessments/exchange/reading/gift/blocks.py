"""Where each question of a GIFT file begins and ends.

Moodle parts questions at empty lines (`qformat_default::readquestions`), and takes a line that begins with // as a comment. Beyond that, an
empty line within the braces and a missing one between two questions are seen for what they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessments.exchange.reading.gift.marks import hide

CATEGORY = "$CATEGORY:"


@dataclass(frozen=True)
class Block:
    """The lines of one question, or of one category. `line` is the number of its first one; `code` has its escaped signs hidden."""

    line: int
    code: str
    comment: str = ""
    has_gap: bool = False  # an empty line stood within its braces
    ran_on: bool = False  # no empty line stood before it


Line = tuple[int, str]


def blocks_of(text: str) -> Iterator[Block]:
    """In the order of the file; what is only comments is passed over."""
    groups = list(_groups(text))
    at = 0
    while at < len(groups):
        taken = _reach(groups, at)
        lines = [line for group in groups[at : at + taken] for line in (*group, (group[-1][0] + 1, ""))]
        for number, part in enumerate(_apart(lines)):
            block = _block(part, ran_on=number > 0)
            if block:
                yield block
        at += taken


def _groups(text: str) -> Iterator[list[Line]]:
    """Lines between empty ones."""
    group: list[Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            group.append((number, line))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _code(lines: Sequence[Line]) -> str:
    return hide("\n".join(line for _number, line in lines if not _is_comment(line)))


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _reach(groups: Sequence[list[Line]], at: int) -> int:
    """How many groups the question that begins at one takes: more than one when its braces close in a later one."""
    if not _is_open(_code(groups[at])):
        return 1
    for ahead in range(at + 1, len(groups)):
        code = _code(groups[ahead])
        opens, closes = code.find("{"), code.find("}")
        if code.lstrip().startswith(("::", CATEGORY)) or (opens >= 0 and not 0 <= closes < opens):
            return 1
        if closes >= 0:
            return ahead - at + 1
    return 1


def _is_open(code: str) -> bool:
    return code.rfind("{") > code.rfind("}")


def _apart(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The questions of lines that no empty line parts: one ends with } at the end of a line when another one has braces after it."""
    opens = [hide(line).count("{") if not _is_comment(line) else 0 for _number, line in lines]
    later = sum(opens)
    part: list[Line] = []
    depth, ended = 0, False
    for (number, line), opened in zip(lines, opens, strict=True):
        code = "" if _is_comment(line) else hide(line).strip()
        begins = ended and later > 0
        if part and not depth and (code.startswith(CATEGORY) or begins or (ended and code.startswith("::"))):
            yield part
            part, ended = [], False
        part.append((number, line))
        later -= opened
        if code.startswith(CATEGORY) and not depth:
            yield part
            part, ended = [], False
            continue
        depth = max(depth + opened - code.count("}"), 0)
        ended = code.endswith("}") and not depth if code else ended
    if part:
        yield part


def _block(lines: Sequence[Line], *, ran_on: bool) -> Block | None:
    kept = [(number, line) for number, line in lines if not _is_comment(line)]
    written = [at for at, (_number, line) in enumerate(kept) if line.strip()]
    if not written:
        return None
    kept = kept[written[0] : written[-1] + 1]
    has_gap = len(written) < len(kept)
    comment = " ".join(line.strip() for _number, line in lines if _is_comment(line))
    return Block(line=kept[0][0], code=_code(kept).strip(), comment=comment, has_gap=has_gap, ran_on=ran_on)
