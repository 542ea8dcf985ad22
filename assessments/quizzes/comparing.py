"""What changed between two contents of a question, in words; and whether anything did that people would notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.content import Content

Words = str | Promise
LISTS: dict[str, Words] = {
    "options": _("Option %(key)s"),
    "items": _("Step %(key)s"),
    "prompts": _("Pair %(key)s"),
    "targets": _("Second half %(key)s"),
    "areas": _("Place %(key)s"),
    "rubric": _("Criterion %(key)s"),
    "gaps": _("Gap %(key)s"),
    "answers": _("Answer %(key)s"),
}
NAMES: dict[str, Words] = {
    "stem": _("Question"),
    "explanation": _("Explanation"),
    "text": _("Text"),
    "label": _("Name"),
    "feedback": _("Why"),
    "correct": _("Right"),
    "weight": _("Worth"),
    "points": _("Points"),
    "pattern": _("Pattern"),
    "value": _("Value"),
    "tolerance": _("Give or take"),
    "low": _("From"),
    "high": _("To"),
    "unit": _("Unit"),
    "symbols": _("Symbols"),
    "required": _("Required"),
    "fold": _("What does not count"),
    "case": _("Capitals"),
    "accents": _("Accents"),
    "rule": _("How points are given"),
    "pairs": _("Pairs"),
    "image": _("Image"),
    "media": _("Picture"),
    "width": _("Width"),
    "height": _("Height"),
    "alt": _("What the image shows"),
    "shape": _("Shape"),
    "coords": _("Where"),
    "model": _("Full answer"),
    "words": _("Words"),
    "kind": _("Kind"),
    "format": _("Format"),
    "es": _("Spanish"),
    "en": _("English"),
    "order": _("Order"),
}
# What means the same said or left out.
_UNSAID: dict[str, Any] = {"format": "plain", "rule": "all", "case": True, "accents": True, "tolerance": "0"}
Path = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """`before` or `after` is empty when it was added or taken away."""

    path: Path
    before: str
    after: str

    @property
    def where(self) -> str:
        """“Option b · Why · Spanish”"""
        return " · ".join(_named(self.path))


def changes(before: Content, after: Content) -> list[Change]:
    """Each text, mark or number that differs, in the order in which the question is read. The keys of parts do not change."""
    old, new = dict(_facts(before)), dict(_facts(after))
    paths = [*new, *(path for path in old if path not in new)]
    return [Change(path, old.get(path, ""), new.get(path, "")) for path in paths if old.get(path, "") != new.get(path, "")]


def same(before: Content, after: Content) -> bool:
    """Whether they ask the same, score the same and say the same afterwards; what is left out and what is empty are the same."""
    return not changes(before, after)


def _facts(content: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every fact of a content by its path; an empty one is no fact."""
    for name in sorted(content, key=_rank):
        value = content[name]
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield from _parts(name, value, (*path, name))
        elif isinstance(value, Mapping):
            yield from _facts(value, (*path, name))
        elif _is_said(name, value):
            yield (*path, name), ", ".join(str(one) for one in value) if isinstance(value, list) else _said(value)


def _parts(name: str, parts: list[Mapping[str, Any]], path: Path) -> Iterator[tuple[Path, str]]:
    keys = [str(part.get("key", number)) for number, part in enumerate(parts, 1)]
    if name != "answers":
        yield (*path, "order"), ", ".join(keys)
    for key, part in zip(keys, parts, strict=True):
        yield from _facts({name: value for name, value in part.items() if name != "key"}, (*path, key))


def _is_said(name: str, value: Any) -> bool:
    # A rule that is not said is “all”; an answer that is not right says nothing of it.
    return value not in (None, "", [], False) and value != _UNSAID.get(name) or (value is False and name in ("case", "accents"))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _rank(name: str) -> int:
    known = list(NAMES) + list(LISTS)
    return known.index(name) if name in known else len(known)


def _named(path: Path) -> Iterator[str]:
    steps = iter(path)
    for step in steps:
        if step in LISTS:
            key = next(steps, "")
            yield str(NAMES["order"]) if key == "order" else str(LISTS[step]) % {"key": key}
        else:
            yield str(NAMES.get(step, step))
