"""A content that a file carries as it was kept (`docs/question-format.md`), taken only as far as it is one.

A file can be written by anyone: whatever is not of the shape is not taken, texts are cleaned again, and nothing else gets through.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from assessments.exchange.reading.markup import clean
from assessments.exchange.reading.numbers import is_number
from lms.language.bilingual import LANGUAGES

_KEY = re.compile(r"[A-Za-z0-9_-]{1,20}")
_MEDIA = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]")
MOST = 100  # parts of a list
Check = Callable[[Any], Any]


class Misshapen(ValueError):
    """It is no content of a question."""


def as_kept(kind: str, raw: Any) -> dict[str, Any]:
    """The content, built anew of what belongs to its kind. Raises `Misshapen`."""
    if not isinstance(raw, Mapping) or kind not in _OF_A_KIND or raw.get("format") not in ("plain", "html"):
        raise Misshapen(kind)
    shape = _shapes("html" if raw["format"] == "html" else "plain")
    base = _held(raw, {"format": str, "stem": shape["text"], "explanation": shape["text"]})
    return base | _held(raw, {name: shape[what] for name, what in _OF_A_KIND[kind].items()})


_OF_A_KIND = {
    "single": {"options": "marked"},
    "true_false": {"options": "marked"},
    "best": {"options": "weighed"},
    "multiple": {"options": "several", "rule": "rule"},
    "short": {"answers": "typed", "fold": "fold"},
    "number": {"answers": "numbers", "unit": "unit"},
    "ordering": {"items": "items", "rule": "rule"},
    "matching": {"prompts": "prompts", "targets": "items", "pairs": "pairs", "rule": "rule"},
    "gaps": {"text": "text", "gaps": "gaps", "rule": "rule"},
    "hotspot": {"image": "image", "alt": "text", "areas": "areas", "rule": "rule"},
    "free": {"rubric": "rubric", "model": "text", "words": "words"},
}
_RULES = ("all", "partial", "penalty", "weights", "positions", "pairs")


def _shapes(text_format: str) -> dict[str, Check]:
    """How each part of a content is taken, its texts in the one format."""

    def text(raw: Any) -> dict[str, str]:
        if not isinstance(raw, Mapping):
            raise Misshapen("text")
        return {code: _words(raw.get(code), text_format) for code in LANGUAGES}

    item = {"key": _key, "text": text}
    option = {**item, "feedback": text}
    typed = _list({"text": _line, "weight": _weight, "feedback": text, "pattern": _flag})
    several = _list({**option, "correct": _flag, "weight?": _weight})
    return {
        "text": text,
        "marked": _list({**option, "correct": _flag}),
        "weighed": _list({**option, "weight": _weight}),
        "several": several,
        "typed": typed,
        "fold": lambda raw: _held(raw, {"case": _flag, "accents": _flag}),
        "numbers": _numbers(text),
        "unit": _unit,
        "items": _list(item),
        "prompts": _list(option),
        "pairs": _pairs,
        "gaps": _gaps(option, typed, _numbers(text)),
        "image": lambda raw: _held(raw, {"media": _media, "width": _size, "height": _size}),
        "areas": _list({"key": _key, "shape": _shape, "coords": _coords, "label": text, "feedback": text, "correct": _flag}),
        "rubric": _list({**item, "points": _points}),
        "words": lambda raw: None if raw is None else _held(raw, {"low": _size, "high": _size}),
        "rule": _rule,
    }


def _held(raw: Any, checks: Mapping[str, Check]) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise Misshapen("object")
    held = {}
    for name, check in checks.items():
        if name.endswith("?"):
            if name[:-1] in raw:
                held[name[:-1]] = check(raw[name[:-1]])
        elif name not in raw:
            raise Misshapen(name)
        else:
            held[name] = check(raw[name])
    return held


def _list(checks: Mapping[str, Check]) -> Check:
    def taken(raw: Any) -> list[dict[str, Any]]:
        if not isinstance(raw, list) or len(raw) > MOST:
            raise Misshapen("list")
        held = [_held(one, checks) for one in raw]
        keys = [one["key"] for one in held if "key" in one]
        if len(set(keys)) != len(keys):
            raise Misshapen("keys")
        return held

    return taken


def _numbers(text: Check) -> Check:
    def taken(raw: Any) -> list[dict[str, Any]]:
        if not isinstance(raw, list) or len(raw) > MOST:
            raise Misshapen("answers")
        return [_number(one, {"weight": _weight, "feedback": text}) for one in raw]

    return taken


def _number(raw: Any, rest: Mapping[str, Check]) -> dict[str, Any]:
    if isinstance(raw, Mapping) and raw.get("any") is True:
        return _held(raw, {"any": _flag, **rest})
    two = ("low", "high") if isinstance(raw, Mapping) and "low" in raw else ("value", "tolerance")
    return _held(raw, {two[0]: _digits, two[1]: _digits, **rest})


def _gaps(option: Mapping[str, Check], typed: Check, numbers: Check) -> Check:
    of_a_gap: dict[str, dict[str, Check]] = {
        "choice": {"options": _list({**option, "weight": _weight})},
        "typed": {"answers": typed, "fold": lambda raw: _held(raw, {"case": _flag, "accents": _flag})},
        "number": {"answers": numbers, "unit": _unit},
    }

    def taken(raw: Any) -> list[dict[str, Any]]:
        if not isinstance(raw, list) or len(raw) > MOST:
            raise Misshapen("gaps")
        held = []
        for one in raw:
            if not isinstance(one, Mapping) or one.get("kind") not in of_a_gap:
                raise Misshapen("gap")
            held.append(_held(one, {"key": _key, "kind": str, "points": _points, **of_a_gap[one["kind"]]}))
        return held

    return taken


def _words(raw: Any, text_format: str) -> str:
    if not isinstance(raw, str):
        raise Misshapen("words")
    return clean(raw) if text_format == "html" else _CONTROL.sub("", raw)


def _is(check: Callable[[Any], bool], name: str) -> Check:
    def taken(raw: Any) -> Any:
        if not check(raw):
            raise Misshapen(name)
        return raw

    return taken


def _a_number(raw: Any) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)


_key = _is(lambda raw: isinstance(raw, str) and bool(_KEY.fullmatch(raw)), "key")
_media = _is(lambda raw: isinstance(raw, str) and bool(_MEDIA.fullmatch(raw)), "media")
_line = _is(lambda raw: isinstance(raw, str) and not _CONTROL.search(raw), "line")
_flag = _is(lambda raw: isinstance(raw, bool), "flag")
_weight = _is(lambda raw: _a_number(raw) and -100 <= raw <= 100, "weight")
_points = _is(lambda raw: _a_number(raw) and 0 < raw <= 1000, "points")
_size = _is(lambda raw: _a_number(raw) and isinstance(raw, int) and 0 <= raw <= 100_000, "size")
_digits = _is(lambda raw: isinstance(raw, str) and is_number(raw), "digits")
_rule = _is(lambda raw: raw in _RULES, "rule")
_shape = _is(lambda raw: raw in ("rect", "circle", "poly"), "shape")
_coords = _is(lambda raw: isinstance(raw, list) and 3 <= len(raw) <= 200 and all(map(_a_number, raw)), "coords")


def _unit(raw: Any) -> dict[str, Any] | None:
    symbols = _is(lambda one: isinstance(one, list) and len(one) <= MOST and all(isinstance(sign, str) for sign in one), "symbols")
    return None if raw is None else _held(raw, {"symbols": symbols, "required": _flag})


def _pairs(raw: Any) -> dict[str, str]:
    if not isinstance(raw, Mapping) or len(raw) > MOST:
        raise Misshapen("pairs")
    return {_key(prompt): _key(target) for prompt, target in raw.items()}
