"""The sentences of a written performance, to which a comment is pinned. Pure."""

import re

_END = re.compile(r"(?<=[.!?…])[»”\"')]*\s+(?=\S)|\n+")


def sentences(text: str) -> list[str]:
    """In order, without what is blank. Numbered from one on the screen."""
    return [piece.strip() for piece in _END.split(text) if piece and piece.strip()]


def paragraphs(text: str) -> list[list[tuple[int, str]]]:
    """The paragraphs, each with its numbered sentences."""
    found, number = [], 0
    for block in re.split(r"\n+", text):
        lines = []
        for sentence in sentences(block):
            number += 1
            lines.append((number, sentence))
        if lines:
            found.append(lines)
    return found
