"""Images of Moodle onto which something is dragged: https://docs.moodle.org/en/Drag_and_drop_markers_question_type.

With one marker it is a question of pointing; with several, who goes where, which no kind of ours asks on an image.
"""

import re
from typing import Any

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.reading.formatted import NOTHING, Own, key
from assessments.exchange.reading.moodle.question import Question, value_in
from assessments.exchange.reading.pictures import size_of
from assessments.exchange.reading.refusing import Answered, broken, unsupported

_SHAPES = {"rectangle": "rect", "circle": "circle", "polygon": "poly"}


def read_markers(question: Question) -> Answered:
    zones = [one for one in question.all("drop") if value_in(one.find("coords"))]
    if len({value_in(one.find("choice")) for one in zones}) != 1:
        raise unsupported(
            _("Several markers are put on an image, each in its own place; no kind of ours asks that."),
            _("Ask for one of the places at a time, as “point on an image”, or make it a matching."),
        )
    name = question.picture(question.element)
    if not name:
        raise broken(_("Its image is not in the file, or is no PNG, JPEG, GIF or WebP."), _("Export it again with its image."))
    width, height = size_of(question.media[name])
    question.tell(
        _("Moodle marks only the right places."), _("Mark at least one more place that is not right, and describe the image in words.")
    )
    return Answered(
        "hotspot",
        {
            "image": {"media": name, "width": width, "height": height},
            "alt": NOTHING,
            "areas": [_area(place, one) for place, one in enumerate(zones)],
            "rule": "partial" if len(zones) > 1 else "all",
        },
    )


def _area(place: int, zone: Element) -> dict[str, Any]:
    shape = _SHAPES.get(value_in(zone.find("shape")).lower(), "")
    coords = [round(float(one)) for one in re.findall(r"-?\d{1,6}(?:\.\d{1,6})?", value_in(zone.find("coords")))]
    if shape == "rect" and len(coords) == 4:
        left, top, width, height = coords
        coords = [left, top, left + width, top + height]
    elif not ((shape == "circle" and len(coords) == 3) or (shape == "poly" and len(coords) >= 6 and len(coords) % 2 == 0)):
        raise broken(_("Place %(number)s of its image has no shape that we know."), _("Draw it again."), number=place + 1)
    label = Own(f"Zona {place + 1}", f"Area {place + 1}")
    return {"key": key(place), "shape": shape, "coords": coords, "label": label, "feedback": NOTHING, "correct": True}
