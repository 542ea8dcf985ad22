"""The formatting that a question may have: what has a meaning in it. Looks, and whatever runs or loads from elsewhere, go."""

import re
from collections.abc import Mapping
from typing import Any

import nh3

TAGS = {
    "p", "br", "strong", "em", "u", "sub", "sup", "code", "pre", "blockquote", "ul", "ol", "li",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "img", "span",
}  # fmt: skip
ATTRIBUTES = {"img": {"src", "alt"}, "span": {"lang"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
# Gone with all they hold.
UNSEEN = {"script", "style", "title", "template", "noscript", "iframe", "object", "select", "textarea", "svg", "math"}
_OURS = re.compile(r"media:[A-Za-z0-9._-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# Then no attribute ends a tag for whoever looks for its end.
_ANGLES = str.maketrans("<>", "‹›")


def attribute(element: str, name: str, value: str) -> str | None:
    """The value that an attribute keeps, None when it goes: pictures are ours alone, by their name."""
    if name == "src":
        return value if _OURS.fullmatch(value) else None
    if name in {"colspan", "rowspan"}:
        return value if value.isascii() and value.isdecimal() and len(value) < 3 else None
    if name == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    return value.translate(_ANGLES) if name == "alt" else value


CLEANER = nh3.Cleaner(
    tags=TAGS, clean_content_tags=UNSEEN, attributes=ATTRIBUTES, attribute_filter=attribute, url_schemes={"media"}, link_rel=None
)


def clean(text: str) -> str:
    """HTML with nothing but the tags above, closed and escaped; the same again when it is cleaned again."""
    return CLEANER.clean(text).strip()


def cleaned(content: Mapping[str, Any]) -> dict[str, Any]:
    """A content whose texts are HTML, with every text in two languages cleaned; what is typed or compared stays as it is."""
    return {name: _cleaned(value) for name, value in content.items()}


def _cleaned(value: Any) -> Any:
    if isinstance(value, Mapping):
        if value.keys() <= {"es", "en"} and value:
            return {code: clean(text) for code, text in value.items()}
        return {name: _cleaned(one) for name, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list) else value
