"""What keeps a question of choices from being asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.quizzes.content import Content
from assessments.quizzes.kinds.problems.words import a_number, unwritten

MIN_OPTIONS, MAX_OPTIONS = 2, 20
TRUE_FALSE = (
    {"key": "true", "text": {"es": "Verdadero", "en": "True"}},
    {"key": "false", "text": {"es": "Falso", "en": "False"}},
)


def options_of(kind: str, content: Content) -> list[Mapping[str, Any]]:
    """The options with their words. “True” and “false” have ours in both languages; older ones keep those they were written with."""
    ours = {one["key"]: one["text"] for one in TRUE_FALSE} if kind == "true_false" else {}
    return [{**option, "text": ours.get(option["key"], option["text"])} for option in content["options"]]


def single_problems(content: Content) -> list:
    options = content.get("options") or ()
    return _count(options) + _one_right(options) + _words(content)


def multiple_problems(content: Content) -> list:
    options = content.get("options") or ()
    weighed = _weights(options) if content.get("rule") == "weights" else _some_right(options)
    return _count(options) + weighed + _words(content)


def true_false_problems(content: Content) -> list:
    # Its two options are there in every language, whether the statement is or not.
    return _one_right(content.get("options") or ())


def best_problems(content: Content) -> list:
    options = content.get("options") or ()
    full = any(option.get("weight", 0) >= 100 for option in options)
    return _count(options) + _weights(options) + ([] if full else [_("Give one option all the points: 100 %.")]) + _words(content)


def pointing_problems(content: Content) -> list:
    areas, image = content.get("areas") or (), content.get("image") or {}
    found = [] if image.get("media") else [_("Choose the image.")]
    if not any((content.get("alt") or {}).values()):
        found.append(_("Describe the image for whoever does not see it."))
    if len(areas) < MIN_OPTIONS:
        found.append(_("Mark two places or more: the right one, and at least one that is not."))
    elif not any(area["correct"] for area in areas) or all(area["correct"] for area in areas):
        found.append(_("Mark which places are right, and leave at least one that is not."))
    return found + unwritten(content, areas, said=_("Place %(number)s has no name in %(language)s."), text="label")


def _words(content: Content) -> list:
    return unwritten(content, content.get("options") or (), said=_("Option %(number)s has no text in %(language)s."))


def _count(options: Sequence[Mapping[str, Any]]) -> list:
    return [] if MIN_OPTIONS <= len(options) <= MAX_OPTIONS else [_("A question has from two to twenty options.")]


def _one_right(options: Sequence[Mapping[str, Any]]) -> list:
    right = sum(1 for option in options if option["correct"])
    if right == 0:
        return [_("Mark the option that is right.")]
    return [_("Only one option may be right, or choose “several right options”.")] if right > 1 else []


def _some_right(options: Sequence[Mapping[str, Any]]) -> list:
    right = sum(1 for option in options if option["correct"])
    if right == 0:
        return [_("Mark at least one option as right.")]
    return [_("Leave at least one option that is not right.")] if right == len(options) else []


def _weights(options: Sequence[Mapping[str, Any]]) -> list:
    if not all(a_number(option.get("weight", 0)) and -100 <= option.get("weight", 0) <= 100 for option in options):
        return [_("What an option is worth goes from −100 % to 100 %.")]
    return [] if any(option.get("weight", 0) > 0 for option in options) else [_("Say which options are worth something.")]
