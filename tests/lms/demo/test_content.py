"""The written content keeps to its format: both languages, one right option, marks that are there, codes that exist."""

import re

import pytest

from lms.demo.content import lesson_texts, modules, questions, read
from lms.demo.loader.handbook import pages

TAGS = {"p", "h3", "ul", "ol", "li", "strong", "em"}
LESSONS = lesson_texts()
HANDBOOK = {page["code"]: page for page in pages()}
BODIES = {**{code: lesson["body"] for code, lesson in LESSONS.items()}, **{code: page["body"] for code, page in HANDBOOK.items()}}


def texts(value, where=""):
    """Every bilingual text below a value, with where it stands."""
    if isinstance(value, dict) and {"es", "en"} & value.keys():
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{where}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from texts(inner, f"{where}/{number}")


def blocks(kind):
    return [(code, block) for code, body in BODIES.items() for block in body if block["type"] == kind]


@pytest.mark.parametrize("name", ["onboarding_programme", "handbook", "quiz_questions", "competencies", "certificates", "service_facts"])
def test_every_text_has_both_languages(name):
    missing = [where for where, text in texts(read(name)) if not (text.get("es") and text.get("en"))]
    assert missing == []


def test_every_lesson_is_written_and_in_both_languages():
    listed = {lesson["code"] for module in modules() for lesson in module["lessons"] if lesson["type"] != "quiz"} - {"M10-L01"}
    assert set(LESSONS) == listed
    missing = [
        (code, where) for code, lesson in LESSONS.items() for where, text in texts(lesson) if not (text.get("es") and text.get("en"))
    ]
    assert missing == []


def test_html_uses_only_the_tags_of_the_format():
    found = {
        tag
        for body in BODIES.values()
        for _where, text in texts(body)
        for tag in re.findall(r"</?([a-z0-9]+)[^>]*>", text["es"] + text["en"])
    }
    assert found <= TAGS


def test_a_check_and_a_question_have_one_right_option():
    assert [code for code, block in blocks("check") if sum(option["correct"] for option in block["options"]) != 1] == []
    single = [row for row in questions() if row["type"] != "multiple"]
    assert [row["id"] for row in single if sum(option["correct"] for option in row["options"]) != 1] == []


def test_a_mark_is_part_of_its_line():
    wrong = [
        (code, line["mark"][language])
        for code, block in blocks("transcript")
        for line in block["lines"]
        if "mark" in line
        for language in ("es", "en")
        if line["mark"][language] not in line["text"][language]
    ]
    assert wrong == []


def test_a_lesson_done_by_its_checklist_has_one():
    counts = {
        code: sum(block["type"] == "checklist" for block in lesson["body"])
        for code, lesson in LESSONS.items()
        if lesson["completion"] == "checklist"
    }
    assert {code: count for code, count in counts.items() if count != 1} == {}


def test_what_a_procedure_refers_to_exists():
    assert [(code, block["see"]) for code, block in blocks("procedure") if block.get("see") and block["see"] not in HANDBOOK] == []


def test_the_draws_of_the_exam_fit_the_bank():
    exam = read("quiz_questions")["final_exam"]
    bank = {}
    for row in questions():
        bank[row["module"]] = bank.get(row["module"], 0) + 1
    assert bank == exam["per_module"]
    assert sum(exam["draw"].values()) == exam["questions"]
    assert all(count <= bank[module] for module, count in exam["draw"].items())
