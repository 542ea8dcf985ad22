"""The signs that mean something in GIFT, and how they are written when they mean themselves.

https://docs.moodle.org/en/GIFT_format#Special_Characters_~_=_#_{_}_: a backslash before ~ = # { } : makes them text, before n the end of a
line, before a backslash a backslash. An escaped sign is hidden behind a character that no text may have, so that all others are marks.
"""

import re

from assessments.exchange.reading.formatted import Html
from assessments.exchange.reading.texts import FORMATS, as_typed

_ESCAPED = "~=#{}:n\\"
_HIDING = {sign: chr(0xFDD0 + at) for at, sign in enumerate(_ESCAPED)}
_HIDDEN = re.compile(r"\\([~=#{}:n\\])")
_SHOWN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _HIDING.items()})
_VERBATIM = str.maketrans({hidden: sign if sign in "{}" else f"\\{sign}" for sign, hidden in _HIDING.items()})
# Noncharacters of Unicode, which no file should have, and what XML and databases refuse.
_REFUSED = dict.fromkeys([*range(0xFDD0, 0xFDF0), *(code for code in range(32) if code not in (9, 10))])
# Signs within a tag with attributes or a numeric entity are never marks, though many files do not escape them.
_TAG = re.compile(r"""<[A-Za-z][A-Za-z0-9]*+(?:\s++[\w:-]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'))++\s*+/?>|&#\w{1,7};""")
_FORMAT = re.compile(rf"\[({'|'.join(FORMATS)})\]")


def tidy(text: str) -> str:
    r"""The text with `\n` alone for the end of a line, and without the characters that nothing may hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_REFUSED)


def hide(text: str) -> str:
    return _HIDDEN.sub(lambda found: _HIDING[found[1]], text)


def show(code: str) -> str:
    return code.translate(_SHOWN)


def verbatim(code: str) -> str:
    """As it was in the file, but for braces: what Moodle reads without taking the escapes away."""
    return code.translate(_VERBATIM)


def hide_in_tags(code: str) -> str:
    return _TAG.sub(lambda found: "".join(_HIDING.get(sign, sign) if sign in "~=#:" else sign for sign in found[0]), code)


def written(code: str, default: str = "moodle") -> Html:
    """The text as the format has it that it names before it, or else the one of the question."""
    return as_typed(*as_it_stands(code, default))


def as_it_stands(code: str, default: str = "moodle") -> tuple[str, str]:
    """The text with its signs shown, and its format.

    Lines of a text that is neither HTML nor Markdown may be indented in the file as its author liked: that is no part of the text.
    """
    code = code.strip()
    named = _FORMAT.match(code)
    text_format = named[1] if named else default
    code = code[named.end() :] if named else code
    if text_format in ("moodle", "plain"):
        code = "\n".join(line.strip() for line in code.split("\n"))
    return show(code).strip(), text_format


def with_feedback(code: str, default: str) -> tuple[str, Html]:
    """What stands before the first #, still with its marks, and the text after it."""
    before, _sign, after = code.partition("#")
    return before.strip(), written(after, default)
