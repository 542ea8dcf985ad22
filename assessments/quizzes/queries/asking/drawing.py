"""The areas of an image as shapes of SVG, in the image's own pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Shape:
    """An element of SVG: `tag` and its attributes; the place of the area in the order served; where its letter stands."""

    place: str
    tag: str
    attributes: tuple[tuple[str, str], ...]
    middle: tuple[float, float]
    size: float
    state: str = ""

    @property
    def letter(self) -> str:
        return chr(64 + int(self.place))


def shapes(areas: Sequence[Mapping[str, Any]], served: Sequence[str]) -> tuple[Shape, ...]:
    """The largest first, so that none covers a smaller one."""
    places = {key: str(place) for place, key in enumerate(served, 1)}
    drawn = [_shape(area["shape"], area["coords"], places[area["key"]]) for area in areas if area["key"] in places]
    return tuple(sorted(drawn, key=lambda shape: -shape.size))


def _shape(kind: str, coords: Sequence[float], place: str) -> Shape:
    if kind == "circle":
        x, y, radius = coords[:3]
        return Shape(place, "circle", _attributes(cx=x, cy=y, r=radius), (x, y), (2 * radius) ** 2)
    xs, ys = coords[0::2], coords[1::2]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    middle, size = ((left + right) / 2, (top + bottom) / 2), (right - left) * (bottom - top)
    if kind == "rect":
        return Shape(place, "rect", _attributes(x=left, y=top, width=right - left, height=bottom - top), middle, size)
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in zip(xs, ys, strict=False))
    return Shape(place, "polygon", (("points", points),), middle, size)


def _attributes(**values: float) -> tuple[tuple[str, str], ...]:
    return tuple((name, _number(value)) for name, value in values.items())


def _number(value: float) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
