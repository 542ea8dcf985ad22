"""A question as the cells of a row of our template, by the names of its fields; the template is described in `reading.tables.columns`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Item, Note
from assessments.exchange.reading.tables.columns import COMPARED, KINDS, LETTERS, RULES, TRUE_OR_FALSE, YES
from assessments.exchange.writing.telling import CannotHold, told
from assessments.quizzes.content import media_names
from assessments.quizzes.enums import QuestionKind
from lms.language.bilingual import LANGUAGES

LONGEST_CELL = 32_767  # https://support.microsoft.com/office/excel-specifications-and-limits

Cell = str | int | float
Cells = dict[str, Cell]
Content = Mapping[str, Any]
# What XML, and so a workbook, cannot hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def cells_of(item: Item, *, language: str) -> tuple[Cells, tuple[Note, ...]]:
    """What is in the row, and what is not. Words of the template are in `language`. Raises `CannotHold`."""
    content = item.content
    if content is None or item.kind not in _OF_A_KIND:
        raise CannotHold(
            told(_("“%(question)s” was left out: a question of its kind does not fit a row."), item, _("Take it out as Moodle XML."))
        )
    at = LANGUAGES.index(language)
    cells: Cells = {
        **_around(item),
        "kind": KINDS[QuestionKind(item.kind)][at],
        **_text("stem", content["stem"]),
        **_text("explanation", content.get("explanation")),
        **_OF_A_KIND[item.kind](content, at),
    }
    if content.get("rule"):
        cells["rule"] = RULES[content["rule"]][at]
    if content.get("format") == "html":
        cells["format"] = "html"
    cells = {field: _CONTROLS.sub("", cell) if isinstance(cell, str) else cell for field, cell in cells.items() if cell != ""}
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells.values()):
        raise CannotHold(told(_("“%(question)s” was left out: one of its texts is longer than a cell."), item))
    return cells, _lost(item, content)


def _lost(item: Item, content: Content) -> tuple[Note, ...]:
    if not media_names(content):
        return ()
    return (told(_("“%(question)s”: its images are not in the file, for a table holds none."), item, _("Take it out as Moodle XML.")),)


def _around(item: Item) -> Cells:
    return {
        "code": item.code,
        "competency": item.competency,
        "level": item.level or "",
        "difficulty": item.difficulty or "",
        "tags": ", ".join(item.tags),
        "category": " > ".join(item.category),
        "title": item.title,
    }


def _text(name: str, texts: Mapping[str, str] | None) -> Cells:
    return {f"{name}_{code}": (texts or {}).get(code, "") for code in LANGUAGES}


def _options(options: Any, name: str = "text") -> Cells:
    cells: Cells = {}
    for letter, option in zip(LETTERS, options, strict=False):
        cells |= _text(f"option_{letter}", option[name]) | _text(f"feedback_{letter}", option.get("feedback"))
        if "weight" in option:
            cells[f"weight_{letter}"] = option["weight"]
    return cells


def _chosen(content: Content, _at: int) -> Cells:
    right = [letter.upper() for letter, option in zip(LETTERS, content["options"], strict=False) if option.get("correct")]
    return {**_options(content["options"]), "correct": ", ".join(right)}


def _true_false(content: Content, at: int) -> Cells:
    said = {one["key"]: one.get("feedback") for one in content["options"]}
    right = next(one["key"] for one in content["options"] if one["correct"])
    return {"correct": TRUE_OR_FALSE[right][at], **_text("feedback_a", said.get("true")), **_text("feedback_b", said.get("false"))}


def _short(content: Content, at: int) -> Cells:
    fold = content.get("fold") or {}
    compared = [names[at] for key, names in COMPARED.items() if not fold.get(key, True)]
    return {
        **_answers(content, lambda one: one["text"] if one.get("pattern") else one["text"].replace("*", "\\*")),
        "compare": ", ".join(compared),
    }


def _number(content: Content, at: int) -> Cells:
    unit = content.get("unit") or {}
    return {
        **_answers(content, _value),
        "unit": ", ".join(unit.get("symbols") or ()),
        "unit_required": YES[at] if unit.get("required") else "",
    }


def _answers(content: Content, written: Callable[[Content], str]) -> Cells:
    """An answer counts in any language: it stands in the columns of the first that the question is in."""
    language = next((code for code in LANGUAGES if content["stem"].get(code)), LANGUAGES[0])
    options = [{**one, "text": {language: written(one)}} for one in content["answers"]]
    return _options(options)


def _value(answer: Content) -> str:
    if answer.get("any"):
        return "*"
    if "low" in answer:
        return f"{answer['low']}..{answer['high']}"
    tolerance = answer.get("tolerance") or "0"
    return f"{answer['value']} ± {tolerance}" if tolerance != "0" else str(answer["value"])


def _ordering(content: Content, _at: int) -> Cells:
    return _options(content["items"])


def _matching(content: Content, _at: int) -> Cells:
    """Targets that no prompt asks for come last, without a first half."""
    targets = {one["key"]: one["text"] for one in content["targets"]}
    asked = set(content["pairs"].values())
    cells = _options(content["prompts"])
    seconds = [targets[content["pairs"][one["key"]]] for one in content["prompts"]]
    seconds += [text for key, text in targets.items() if key not in asked]
    for letter, second in zip(LETTERS, seconds, strict=False):
        cells |= _text(f"pair_{letter}", second)
    return cells


def _free(content: Content, _at: int) -> Cells:
    words = content.get("words") or {}
    return {
        **_options([{**one, "weight": one["points"]} for one in content.get("rubric") or ()]),
        **_text("model", content.get("model")),
        "words_low": words.get("low", ""),
        "words_high": words.get("high", ""),
    }


_OF_A_KIND: Mapping[str, Callable[[Content, int], Cells]] = {
    QuestionKind.SINGLE: _chosen,
    QuestionKind.MULTIPLE: _chosen,
    QuestionKind.BEST: _chosen,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.SHORT: _short,
    QuestionKind.NUMBER: _number,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.MATCHING: _matching,
    QuestionKind.FREE: _free,
}
