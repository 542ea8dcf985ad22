"""Texts as GIFT has them: its signs escaped, their format before them where it would be mistaken.

As Moodle writes them (`qformat_gift::repchar` in `question/format/gift/format.php`), https://docs.moodle.org/en/GIFT_format.
"""

import re

_SIGNS = re.compile(r"[\\~=#{}:\n]")
# What a text may not begin with: a format, a weight, a comment.
_MISTAKEN = re.compile(r"\[(?:moodle|html|plain|markdown)\]|%|//")


def escaped(text: str) -> str:
    return _SIGNS.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text)


def prefixed(text: str, text_format: str) -> str:
    """A text within a question of that format, which is said again only where the text begins like something else."""
    return f"[{text_format}]{escaped(text)}" if _MISTAKEN.match(text) else escaped(text)


def percent(weight: float) -> str:
    return f"{weight:.5f}".rstrip("0").rstrip(".")


def one_line(text: str) -> str:
    return " ".join(text.split())
