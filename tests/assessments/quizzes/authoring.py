"""One question of each kind, and the form of a question as the editor posts it."""

import io
from typing import Any

from PIL import Image
from wagtail import blocks

from assessments.quizzes.blocks import BODIES
from tests import world


def said(es: str, en: str = "") -> dict[str, str]:
    return {"es": es, "en": en}


def option(key: str, text: str, *, right: bool | None = None, weight: float | None = None) -> dict[str, Any]:
    mark = {"correct": right} if right is not None else {"weight": weight}
    return {"key": key, "text": said(text), "feedback": said(f"Porque {text}"), **mark}


NOTHING = said("")
CONTENTS: dict[str, dict[str, Any]] = {
    "single": {"options": [option("a", "Preguntas", right=True), option("b", "Esperas", right=False)]},
    "multiple": {
        "options": [option("a", "DNI", right=True), option("b", "Nombre", right=True), option("c", "Edad", right=False)],
        "rule": "penalty",
    },
    "true_false": {
        "options": [
            {"key": "true", "text": said("Verdadero", "True"), "feedback": NOTHING, "correct": False},
            {"key": "false", "text": said("Falso", "False"), "feedback": said("Así es"), "correct": True},
        ]
    },
    "best": {
        "options": [option("a", "Lo entiendo", weight=100), option("b", "Espere", weight=33.33333), option("c", "Cálmese", weight=-50)]
    },
    "short": {
        "answers": [
            {"text": "PUK", "weight": 100, "feedback": NOTHING, "pattern": False},
            {"text": "código *", "weight": 50, "feedback": said("¿Cuál?"), "pattern": True},
        ],
        "fold": {"case": False, "accents": True},
    },
    "number": {
        "answers": [
            {"value": "3.5", "tolerance": "0.1", "weight": 100, "feedback": NOTHING},
            {"low": "3", "high": "4", "weight": 50, "feedback": NOTHING},
            {"any": True, "weight": 0, "feedback": said("Falta el IVA")},
        ],
        "unit": {"symbols": ["€", "EUR"], "required": True},
    },
    "ordering": {"items": [{"key": key, "text": said(text)} for key, text in (("a", "Saludar"), ("b", "Escuchar"))], "rule": "pairs"},
    "matching": {
        "prompts": [{"key": key, "text": said(text), "feedback": NOTHING} for key, text in (("1", "Fibra"), ("2", "Móvil"))],
        "targets": [{"key": key, "text": said(text)} for key, text in (("a", "45 €"), ("b", "20 €"), ("c", "9 €"))],
        "pairs": {"1": "a", "2": "b"},
        "rule": "partial",
    },
    "gaps": {
        "text": said("Le atiende [[1]], son [[2]] y [[3]]."),
        "gaps": [
            {"key": "1", "kind": "choice", "points": 2, "options": [option("a", "Ana", weight=100), option("b", "Nadie", weight=0)]},
            {
                "key": "2",
                "kind": "number",
                "points": 1,
                "answers": [{"value": "45", "tolerance": "0", "weight": 100, "feedback": NOTHING}],
                "unit": None,
            },
            {
                "key": "3",
                "kind": "typed",
                "points": 1,
                "answers": [{"text": "gracias", "weight": 100, "feedback": NOTHING, "pattern": False}],
                "fold": {"case": True, "accents": True},
            },
        ],
        "rule": "partial",
    },
    "hotspot": {
        "image": {"media": "", "width": 40, "height": 30},
        "alt": said("Una factura"),
        "areas": [
            {"key": "a", "shape": "rect", "coords": [1, 2, 10, 12], "label": said("Total"), "feedback": NOTHING, "correct": True},
            {"key": "b", "shape": "circle", "coords": [20, 20, 5], "label": said("Sello"), "feedback": NOTHING, "correct": False},
            {"key": "c", "shape": "poly", "coords": [30, 1, 38, 2, 34, 9], "label": said("Pie"), "feedback": NOTHING, "correct": False},
        ],
        "rule": "partial",
    },
    "free": {
        "rubric": [{"key": "a", "text": said("Saluda"), "points": 2}],
        "model": said("Hola, buenos días."),
        "words": {"low": 10, "high": 80},
    },
}


def content_of(kind: str) -> dict[str, Any]:
    """A whole question in Spanish. That of a hotspot shows a picture of the bank."""
    body = CONTENTS[kind]
    if kind == "hotspot":
        body = {**body, "image": {"media": picture().name, "width": 40, "height": 30}}
    return {"format": "plain", "stem": said("¿Qué haces?"), "explanation": said("Está en la ficha."), **body}


def picture():
    from assessments.quizzes.actions.pictures import keep_picture

    return keep_picture(data=png())


def png(width: int = 40, height: int = 30) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(drawn, "PNG")
    return drawn.getvalue()


def written(kind: str, content: dict[str, Any] | None = None, **fields) -> dict[str, str]:
    """The form of a question as its editor posts it."""
    content = content or content_of(kind)
    body = BODIES[kind](required=False)
    texts = {f"{name}_{code}": content[name][code] for name in ("stem", "explanation") for code in ("es", "en")}
    places = {"competency": world.competency().pk, "difficulty": "1", "level": "", "code": "", "tags": "", "reviewer": "", "note": ""}
    return {"kind": kind, **texts, **places, **_posted(body, body.from_content(content), "asked"), **fields}


def _posted(block, value, prefix: str) -> dict[str, str]:
    if isinstance(block, blocks.StructBlock):
        return _merged(_posted(child, value.get(name), f"{prefix}-{name}") for name, child in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return _rows(prefix, [("item", block.child_block, row) for row in value.bound_blocks])
    if isinstance(block, blocks.StreamBlock):
        return _rows(prefix, [(row.block_type, row.block, row) for row in value])
    if isinstance(block, blocks.BooleanBlock):
        return {prefix: "on"} if value else {}
    return {prefix: "" if value is None else str(value)}


def _rows(prefix: str, rows: list) -> dict[str, str]:
    told = {f"{prefix}-count": str(len(rows))}
    for place, (name, block, row) in enumerate(rows):
        told |= {
            f"{prefix}-{place}-{key}": value
            for key, value in (("deleted", ""), ("order", str(place)), ("type", name), ("id", row.id or ""))
        }
        told |= _posted(block, row.value, f"{prefix}-{place}-value")
    return told


def _merged(parts) -> dict[str, str]:
    return {name: value for part in parts for name, value in part.items()}
