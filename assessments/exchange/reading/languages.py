"""Texts that say the same in several languages at once, as Moodle's filters write them.

`<span lang="es" class="multilang">…</span><span lang="en" class="multilang">…</span>`, https://docs.moodle.org/en/Multi-language_content_filter,
and `{mlang es}…{mlang}{mlang en}…{mlang}`, https://moodle.org/plugins/filter_multilang2. What stands outside is in all of them.
"""

import re
from collections.abc import Iterator

from lms.language.bilingual import LANGUAGES

_OPENS = re.compile(
    # No attribute is as long as what is made to keep us busy.
    r"<span(?=[^<>]{0,200}\bclass\s?=\s?[\"']?[^\"'<>]{0,100}\bmultilang\b)[^<>]{0,200}\blang\s?=\s?[\"']?([A-Za-z]{2})[^<>]{0,200}>"
    r"|\{\s?mlang\s{1,5}([A-Za-z]{2,5}|other)[^{}]{0,50}\}",
    re.IGNORECASE,
)
_SPAN = re.compile(r"<(/?)span\b[^<>]*>", re.IGNORECASE)
_ENDS = re.compile(r"\{\s*mlang\s*\}", re.IGNORECASE)
OTHER = "other"


def has_languages(markup: str) -> bool:
    return ("multilang" in markup or "mlang" in markup) and any(language in LANGUAGES for language, _part in parts(markup))


def languages_in(markup: str) -> set[str]:
    """The codes of the languages that parts of the text are in."""
    return {language for language, _part in parts(markup) if language}


def tokens(markup: str) -> str:
    """The text with `{mlang es}…{mlang}` for every part, which stays what it is when HTML is cleaned."""
    return "".join(f"{{mlang {code}}}{part}{{mlang}}" if code else part for code, part in parts(markup))


def in_language(markup: str, language: str) -> str:
    """The text as whoever reads in `language` sees it; where it has parts but none in that language, the parts for others."""
    found = list(parts(markup))
    wanted = language if any(code == language for code, _part in found) else OTHER
    return "".join(part for code, part in found if code in ("", wanted))


def parts(markup: str) -> Iterator[tuple[str, str]]:
    """The pieces of the text with the language of each; empty for what is in all languages."""
    end = 0
    while opens := _OPENS.search(markup, end):
        closes = _closing(markup, opens)
        if not closes:
            break
        if before := markup[end : opens.start()]:
            yield "", before
        code = (opens[1] or opens[2]).lower()
        yield code if code == OTHER else code[:2], markup[opens.end() : closes[0]]
        end = closes[1]
    if rest := markup[end:]:
        yield "", rest


def _closing(markup: str, opens: re.Match[str]) -> tuple[int, int] | None:
    """Where the part ends, and where its closing sign does; spans within it are passed over."""
    if opens[2]:
        found = _ENDS.search(markup, opens.end())
        return found.span() if found else None
    depth = 1
    for span in _SPAN.finditer(markup, opens.end()):
        depth += -1 if span[1] else 1
        if depth == 0:
            return span.span()
    return None
