"""Items answered by choosing: options of a list, or places on an image.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.choiceinteraction and #h.hotspotinteraction.
"""

import re
from typing import Any

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.reading.formatted import Html, Own, key
from assessments.exchange.reading.pictures import size_of
from assessments.exchange.reading.qti.item import AssessmentItem
from assessments.exchange.reading.qti.names import words
from assessments.exchange.reading.refusing import Answered, broken, unsupported
from assessments.quizzes.kinds import TRUE_FALSE
from assessments.quizzes.scoring.weights import share

_TRUE, _FALSE = {"true", "verdadero", "cierto"}, {"false", "falso"}


def read_choice(item: AssessmentItem, interaction: Element) -> Answered:
    choices = list(interaction.iter("simpleChoice"))
    if len(choices) < 2:
        raise broken(_("It has fewer than two options."), _("Write at least two."))
    declared = item.declaration(interaction)
    several = declared.cardinality == "multiple" or interaction.get("maxChoices") not in (None, "1")
    names = [one.get("identifier") or "" for one in choices]
    weights = declared.worth(names, summed=several, mapped=item.marking.mapped)
    options = [
        {"key": key(at), "text": item.body.html(one), "feedback": item.feedback(name, one), "weight": weight}
        for at, (name, one, weight) in enumerate(zip(names, choices, weights, strict=True))
    ]
    if not any(weight > 0 for weight in weights):
        item.body.tell(_("No option is right."), _("Mark the right one in the editor."))
    if several:
        return _several(options, mapped=item.marking.mapped and declared.is_mapped)
    return _true_false(options, choices) or _one(options)


def read_hotspot(item: AssessmentItem, interaction: Element) -> Answered:
    image = next(iter(interaction.iter("object", "img")), None)
    name = item.body.picture(image) if image is not None else ""
    if image is None or not name:
        raise broken(_("Its image is not in the file, or is no PNG, JPEG, GIF or WebP."), _("Export it again with its image."))
    width, height = size_of(item.body.media[name])
    choices = list(interaction.iter("hotspotChoice"))
    declared = item.declaration(interaction)
    names = [one.get("identifier") or "" for one in choices]
    worth = declared.worth(names, summed=True, mapped=item.marking.mapped)
    several = sum(1 for one in worth if one > 0) > 1
    areas = [_area(item, at, one, weight > 0) for at, (one, weight) in enumerate(zip(choices, worth, strict=True))]
    return Answered(
        "hotspot",
        {
            "image": {"media": name, "width": _size(image, "width") or width, "height": _size(image, "height") or height},
            "alt": Html(image.get("alt") or words(image)),
            "areas": areas,
            "rule": "partial" if several and item.marking.mapped else "all",
        },
    )


def _one(options: list[dict[str, Any]]) -> Answered:
    worth = [one["weight"] for one in options if one["weight"]]
    return Answered("single", {"options": _marked(options)}) if worth in ([100], []) else Answered("best", {"options": options})


def _several(options: list[dict[str, Any]], *, mapped: bool) -> Answered:
    weights = [share(one["weight"]) for one in options]
    if not mapped:
        return Answered("multiple", {"options": _marked(options), "rule": "all"})
    right = sum(1 for one in weights if one > 0)
    if min(weights) < 0 and all(abs(one) * right == 1 for one in weights):
        return Answered("multiple", {"options": _marked(options), "rule": "penalty"})
    weighed = [{**one, "correct": one["weight"] > 0} for one in options]
    return Answered("multiple", {"options": weighed, "rule": "weights"})


def _true_false(options: list[dict[str, Any]], choices: list[Element]) -> Answered | None:
    """Two options that say true and false, in whatever order."""
    said = ["true" if _says(one) in _TRUE else "false" if _says(one) in _FALSE else "" for one in choices]
    if sorted(said) != ["false", "true"] or sorted(one["weight"] for one in options) != [0, 100]:
        return None
    by_word = dict(zip(said, _marked(options), strict=True))
    return Answered(
        "true_false", {"options": [{**by_word[one["key"]], "key": one["key"], "text": dict(one["text"])} for one in TRUE_FALSE]}
    )


def _says(choice: Element) -> str:
    # Feedback that stands in the choice is not what it says.
    said = (choice.text or "") + "".join(
        (words(one) if one.tag != "feedbackInline" else "") + (one.tail or "") for one in choice if isinstance(one.tag, str)
    )
    return said.strip().rstrip(".").lower()


def _marked(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"key": one["key"], "text": one["text"], "feedback": one["feedback"], "correct": one["weight"] > 0} for one in options]


def _area(item: AssessmentItem, place: int, choice: Element, correct: bool) -> dict[str, Any]:
    shape = choice.get("shape") or ""
    coords = [round(float(one)) for one in re.findall(r"-?\d{1,6}(?:\.\d{1,6})?", choice.get("coords") or "")]
    fits = {"rect": len(coords) == 4, "circle": len(coords) == 3, "poly": len(coords) >= 6 and len(coords) % 2 == 0}
    if not fits.get(shape) or "%" in (choice.get("coords") or ""):
        raise unsupported(
            _("Place %(number)s of its image has a shape that we do not have: %(shape)s"),
            _("Draw it as a rectangle, a circle or a polygon."),
            number=place + 1,
            shape=shape or "?",
        )
    label = choice.get("hotspotLabel") or choice.get("aria-label") or ""
    name = choice.get("identifier") or ""
    return {
        "key": key(place),
        "shape": shape,
        "coords": coords,
        "label": Html(_escaped(label)) if label else Own(f"Zona {place + 1}", f"Area {place + 1}"),
        "feedback": item.feedback(name),
        "correct": correct,
    }


def _size(image: Element, name: str) -> int:
    value = image.get(name) or ""
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
