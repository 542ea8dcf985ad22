"""The columns of our own template, one question a row, and the other names by which a column is known.

| column | holds |
|---|---|
| kind | what the question is: see `KINDS`. Left out, it is told by what is right |
| question, explanation | in Spanish and in English, a column for each |
| correct | the letters of what is right, or its words; true or false |
| option A … T | options; accepted answers (`*` for anything, `\\*` a star); numbers (`3.5`, `3.5 ± 0.1`, `1..5`, `*` for all others) |
| the same | things in their right order; first halves of pairs (empty where the second one only misleads); criteria of a written answer |
| match A … T | second halves of pairs |
| feedback A … T | what is said to whoever chooses or writes that; of true or false A is true, B false |
| weight A … T | per cent of the point, from −100 to 100; points of a criterion |
| rule | how points are given: see `RULES` |
| compare | what counts in a short answer: `case`, `accents`; neither when empty |
| unit, unit required | `€, EUR`; yes or no |
| model answer, fewest words, most words | of a written answer |
| code, competency, level (1–5), difficulty (1–3), tags (`a, b`), category (`A > B`), title | where it belongs |
| format | `html` when the texts have tags; else they are plain |

A gap text and an image with places do not fit a row.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from string import ascii_lowercase

from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.kinds import MAX_OPTIONS
from lms.language.bilingual import LANGUAGES

LETTERS = ascii_lowercase[:MAX_OPTIONS]
# Each is one column, or a column for each language, or for each letter, or both; its name in Spanish and English.
ONCE = {
    "code": ("código", "code"),
    "kind": ("tipo", "kind"),
    "competency": ("competencia", "competency"),
    "level": ("nivel", "level"),
    "difficulty": ("dificultad", "difficulty"),
    "tags": ("etiquetas", "tags"),
    "category": ("categoría", "category"),
    "title": ("título", "title"),
    "format": ("formato", "format"),
    "correct": ("correcta", "correct"),
    "rule": ("puntuación", "rule"),
    "compare": ("distingue", "compare"),
    "unit": ("unidad", "unit"),
    "unit_required": ("unidad obligatoria", "unit required"),
    "words_low": ("mínimo de palabras", "fewest words"),
    "words_high": ("máximo de palabras", "most words"),
}
SPOKEN = {
    "stem": ("pregunta", "question"),
    "explanation": ("explicación", "explanation"),
    "model": ("respuesta modelo", "model answer"),
}
LETTERED = {"weight": ("valor", "weight")}
SPOKEN_LETTERED = {"option": ("opción", "option"), "pair": ("pareja", "match"), "feedback": ("comentario", "feedback")}
# What other files call the same; `answer` and `respuesta` are an option with a letter and what is right without one.
_ALSO = {
    "code": ("codigo", "id", "referencia", "reference", "ref"),
    "kind": ("tipo de pregunta", "question type", "type", "clase"),
    "competency": ("area",),
    "tags": ("etiqueta", "tag", "palabras clave", "keywords"),
    "category": ("tema", "topic", "bloque"),
    "title": ("nombre", "name"),
    "correct": ("respuesta correcta", "opcion correcta", "respuestas correctas", "solucion", "respuesta", "clave", "correctas",
                "correct answer", "correct answers", "correct option", "right answer", "right", "answer", "key"),
    "rule": ("regla", "scoring"),
    "stem": ("enunciado", "texto de la pregunta", "texto", "question text", "stem", "preguntas", "questions", "text", "question stem"),
    "explanation": ("justificacion", "por que", "rationale", "explicacion de la respuesta", "retroalimentacion", "feedback", "comentario"),
    "option": ("respuesta", "alternativa", "answer", "choice", "answer choice", "opciones"),
    "pair": ("pareja de", "match with", "pair"),
    "feedback": ("retroalimentacion", "comentario de"),
    "weight": ("peso", "puntos", "points", "percent"),
    "difficulty": ("dificultad de la pregunta",),
}  # fmt: skip
_TONGUES = {"es": "es", "espanol": "es", "castellano": "es", "spanish": "es", "en": "en", "ingles": "en", "english": "en"}

KINDS = {
    QuestionKind.SINGLE: ("una opción correcta", "one right option"),
    QuestionKind.MULTIPLE: ("varias opciones correctas", "several right options"),
    QuestionKind.TRUE_FALSE: ("verdadero o falso", "true or false"),
    QuestionKind.BEST: ("mejor respuesta", "best response"),
    QuestionKind.SHORT: ("texto corto", "short text"),
    QuestionKind.NUMBER: ("número", "number"),
    QuestionKind.ORDERING: ("poner en orden", "put in order"),
    QuestionKind.MATCHING: ("emparejar", "match in pairs"),
    QuestionKind.FREE: ("texto libre", "free text"),
}
# What other files call the same.
OTHER_KINDS = {
    QuestionKind.SINGLE: ("unica", "opcion unica", "respuesta unica", "seleccion unica", "single choice", "single answer", "single select"),
    QuestionKind.MULTIPLE: ("respuesta multiple", "respuestas multiples", "varias", "varias respuestas", "casillas", "checkboxes",
                            "multiple response", "multiple answer", "multiple answers", "multiple select", "multi select"),
    QuestionKind.TRUE_FALSE: ("vf", "v f", "verdadero falso", "true false", "tf", "t f", "truefalse"),
    QuestionKind.SHORT: ("corta", "respuesta corta", "short answer", "shortanswer", "fill in the blank", "texto"),
    QuestionKind.NUMBER: ("numerica", "numerico", "numerical", "numeric"),
    QuestionKind.ORDERING: ("ordenar", "ordenacion", "orden", "order", "sequence", "secuencia"),
    QuestionKind.MATCHING: ("emparejamiento", "relacionar", "pairs", "parejas"),
    QuestionKind.FREE: ("abierta", "respuesta abierta", "desarrollo", "ensayo", "essay", "open", "open ended", "long answer"),
}  # fmt: skip
# Names that do not say whether one option is right or several.
UNDECIDED = (
    "multiple choice", "opcion multiple", "seleccion multiple", "eleccion multiple", "test", "tipo test", "mcq", "mc", "multichoice",
)  # fmt: skip
RULES = {
    "all": ("todo", "all"),
    "partial": ("parcial", "partial"),
    "penalty": ("penalización", "penalty"),
    "weights": ("valores", "weights"),
    "positions": ("posiciones", "positions"),
    "pairs": ("seguidas", "pairs"),
}
COMPARED = {"case": ("mayúsculas", "case"), "accents": ("acentos", "accents")}
YES = ("sí", "yes")
TRUE_OR_FALSE = {"true": ("verdadero", "true"), "false": ("falso", "false")}


def all_fields(letters: str = LETTERS) -> tuple[str, ...]:
    """The names of our fields, in the order in which the template has them: `stem_es`, `option_a_en`, `weight_a`…"""
    return (
        *("code", "kind", "competency", "level", "difficulty", "tags"),
        *_spoken("stem"),
        "correct",
        *(field for letter in letters for field in (*_spoken("option", letter), *_spoken("pair", letter))),
        *(field for letter in letters for field in (f"weight_{letter}", *_spoken("feedback", letter))),
        *("rule", "compare", "unit", "unit_required"),
        *_spoken("model"),
        *("words_low", "words_high"),
        *_spoken("explanation"),
        *("category", "title", "format"),
    )


def header(field: str, language: str = "es") -> str:
    """What the column of a field is called: “opción A (es)”."""
    at = LANGUAGES.index(language)
    if field in ONCE:
        return ONCE[field][at]
    name, *rest = field.split("_")
    names = {**SPOKEN, **LETTERED, **SPOKEN_LETTERED}[name]
    letter = f" {rest[0].upper()}" if name not in SPOKEN else ""
    ending = " (%)" if name == "weight" else f" ({rest[-1]})"
    return f"{names[at]}{letter}{ending}"


def fields_of(headers: Sequence[str], *, language: str, columns: Mapping[str, str] | None = None) -> dict[str, int]:
    """Where each of our fields stands. `columns` says so by name ({our field: their header}); what it does not say is recognised."""
    places: dict[str, int] = {}
    taken = set()
    for field, named in (columns or {}).items():
        if named in headers:
            places[field] = headers.index(named)
            taken.add(places[field])
    for at, named in enumerate(headers):
        field = field_of(named, language=language)
        if field and at not in taken:
            places.setdefault(field, at)
    return places


def field_of(named: str, *, language: str) -> str:
    """The field that a column of that name holds; empty for none of ours. A text without a language is in `language`."""
    words = fold(named).split()
    tongue = _TONGUES[words.pop()] if len(words) > 1 and words[-1] in _TONGUES else language
    if len(words) == 1 and is_letter(words[0]):
        words = ["option", *words]
    letter = _letter(words.pop()) if len(words) > 1 and _letter(words[-1]) else ""
    name = (_WITH_LETTER if letter else _WITHOUT).get(" ".join(words), "")
    if not name:
        return ""
    ending = f"_{letter}" if letter else ""
    return f"{name}{ending}_{tongue}" if name in SPOKEN or name in SPOKEN_LETTERED else f"{name}{ending}"


def is_letter(named: str) -> bool:
    """Whether a column is called by a letter alone: then it holds that option."""
    return len(named.strip()) == 1 and named.strip().lower() in LETTERS


def fold(text: str) -> str:
    """Words in small letters, without accents and signs."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", bare.casefold().replace("_", " ")))


def known(names: Mapping[str, tuple[str, str]], text: str) -> str:
    """The key of `names` that a text means, by itself or by a name; empty for none."""
    return _by_words(tuple(names.items())).get(fold(text), "") if text else ""


def kind_known(text: str) -> str:
    """The kind that a text means, by one of our names or one of others; empty for none."""
    other = next((kind for kind, names in OTHER_KINDS.items() if fold(text) in names), "")
    return known(KINDS, text) or str(other)


@cache
def _by_words(names: tuple[tuple[str, tuple[str, str]], ...]) -> dict[str, str]:
    return {fold(word): str(key) for key, both in names for word in (str(key), *both)}


def _letter(word: str) -> str:
    if len(word) == 1 and word in LETTERS:
        return word
    return LETTERS[int(word) - 1] if word.isdecimal() and word.isascii() and len(word) < 3 and 1 <= int(word) <= len(LETTERS) else ""


def _spoken(name: str, letter: str = "") -> tuple[str, ...]:
    return tuple(f"{name}_{letter}_{code}" if letter else f"{name}_{code}" for code in LANGUAGES)


def _words_for(names: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {fold(word): name for name, both in names.items() for word in (*_ALSO.get(name, ()), *both, name)}


_WITHOUT = {**_words_for(SPOKEN), **_words_for(ONCE)}
_WITH_LETTER = {**_words_for(LETTERED), **_words_for(SPOKEN_LETTERED)}
