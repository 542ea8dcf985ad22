"""Places on an image: rectangles, circles and polygons, drawn with the mouse or written as numbers."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.quizzes.blocks.body import Body
from assessments.quizzes.blocks.fields import RuleBlock, text_in, why_en, why_es
from assessments.quizzes.blocks.picture import PictureBlock
from assessments.quizzes.blocks.rows import Content, gathered, keyed, spread

HOTSPOT_RULES = (
    ("all", _("All or nothing."), _("The point for exactly the right places."), _("Of two right places, one chosen: 0.")),
    ("partial", _("In part."), _("A share for each right place chosen."), _("Of two right places, one chosen: 0.5.")),
)
RECT, CIRCLE = ("left", "top", "right", "bottom"), ("x", "y", "radius")


def _pixels(label) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=label, required=False, min_value=0)


class AreaBlock(blocks.StructBlock):
    label_es = text_in(_("Its name in Spanish"), 1)
    label_en = text_in(_("Its name in English"), 1)
    correct = blocks.BooleanBlock(label=_("This is right"), required=False)
    why_es = why_es()
    why_en = why_en()


class RectBlock(AreaBlock):
    left, top = _pixels(_("Left (px)")), _pixels(_("Top (px)"))
    right, bottom = _pixels(_("Right (px)")), _pixels(_("Bottom (px)"))

    class Meta:
        icon = "placeholder"
        label = _("Rectangle")
        form_classname = "struct-block question-row question-area"
        form_attrs = {"data-area": "rect"}
        label_format = "{label_es}{label_en}"


class CircleBlock(AreaBlock):
    x, y, radius = _pixels(_("Centre, from the left (px)")), _pixels(_("Centre, from the top (px)")), _pixels(_("Radius (px)"))

    class Meta:
        icon = "radio-empty"
        label = _("Circle")
        form_classname = "struct-block question-row question-area"
        form_attrs = {"data-area": "circle"}
        label_format = "{label_es}{label_en}"


class PolygonBlock(AreaBlock):
    points = blocks.CharBlock(
        label=_("Corners (px)"), required=False, help_text=_("Left and top of each, with a space between them: 10,10 80,10 45,60.")
    )

    class Meta:
        icon = "crosshairs"
        label = _("Polygon")
        form_classname = "struct-block question-row question-area"
        form_attrs = {"data-area": "poly"}
        label_format = "{label_es}{label_en}"

    def clean(self, value):
        cleaned = super().clean(value)
        numbers = _numbers(cleaned["points"])
        if cleaned["points"].strip() and (numbers is None or len(numbers) < 6 or len(numbers) % 2):
            raise blocks.StructBlockValidationError(
                {"points": ValidationError(_("Three corners or more, two numbers each: 10,10 80,10 45,60."))}
            )
        return cleaned


class AreasStream(blocks.StreamBlock):
    rect = RectBlock()
    circle = CircleBlock()
    poly = PolygonBlock()

    class Meta:
        label = _("Places")
        required = False
        help_text = _("At least the right one and one that is not. They should not overlap.")


class HotspotBody(Body):
    image = PictureBlock(label=_("Image"))
    alt_es = text_in(_("What the image shows, in Spanish"), help_text=_("For whoever does not see it; without giving the answer away."))
    alt_en = text_in(_("What the image shows, in English"))
    rule = RuleBlock(HOTSPOT_RULES)
    areas = AreasStream()

    class Meta:
        form_classname = "struct-block question-body question-row question-hotspot"

    def rows_of(self, content: Content) -> dict:
        return {
            "image": (content.get("image") or {}).get("media", ""),
            **spread("alt", content.get("alt")),
            "rule": content.get("rule") or "all",
            "areas": [{"type": one["shape"], "id": one["key"], "value": _row(one)} for one in content.get("areas") or ()],
        }

    def body_of(self, value, before: Content) -> dict:
        """The size of the image is for whoever knows the picture to fill in."""
        return {
            "image": {"media": value["image"], "width": 0, "height": 0},
            "alt": gathered(value, "alt"),
            "areas": [_area(key, row) for key, row in keyed(_Drawn(row) for row in value["areas"])],
            "rule": value["rule"],
        }


class _Drawn:
    """A row of a stream, with its shape beside its value."""

    def __init__(self, row):
        self.id, self.value = row.id, (row.block_type, row.value)


def _row(area: Content) -> dict:
    shape, coords = area["shape"], area.get("coords") or ()
    common = {**spread("label", area.get("label")), "correct": area["correct"], **spread("why", area.get("feedback"))}
    if shape == "poly":
        pairs = zip(coords[::2], coords[1::2], strict=False)
        return {**common, "points": " ".join(f"{left},{top}" for left, top in pairs)}
    names = RECT if shape == "rect" else CIRCLE
    return {**common, **{name: round(coord) for name, coord in zip(names, coords, strict=False)}}


def _area(key: str, drawn) -> dict:
    shape, row = drawn
    return {
        "key": key,
        "shape": shape,
        "coords": _coords(shape, row),
        "label": gathered(row, "label"),
        "feedback": gathered(row, "why"),
        "correct": bool(row["correct"]),
    }


def _coords(shape: str, row) -> list[int]:
    """Empty until every number is there. A rectangle may have been drawn from any of its corners."""
    if shape == "poly":
        return _numbers(row["points"]) or []
    numbers = [row[name] for name in (RECT if shape == "rect" else CIRCLE)]
    if any(number is None for number in numbers):
        return []
    if shape == "circle":
        return numbers
    left, top, right, bottom = numbers
    return [min(left, right), min(top, bottom), max(left, right), max(top, bottom)]


def _numbers(text: str) -> list[int] | None:
    try:
        return [round(float(number)) for number in text.replace(",", " ").split()]
    except ValueError:
        return None
