"""What our own files carry beside a question comes back only when it is what we wrote, and the question was not changed since."""

import json
from dataclasses import replace

import pytest

from assessments.exchange.items import Item, Verdict
from assessments.exchange.reading.beside import restored, seal
from assessments.exchange.reading.moodle import read_moodle
from assessments.exchange.reading.shapes import Misshapen, as_kept
from assessments.exchange.writing.moodle import write_moodle
from assessments.exchange.writing.qti import write_qti


def texts(es, en=""):
    return {"es": es, "en": en}


def option(key, correct, **more):
    return {"key": key, "text": texts(f"Opción {key}"), "feedback": texts(""), "correct": correct, **more}


CONTENT = {
    "format": "plain",
    "stem": texts("¿Cuáles?"),
    "explanation": texts(""),
    "options": [option("a", True), option("b", True), option("c", False)],
    "rule": "partial",
}
ITEM = Item(kind="multiple", verdict=Verdict.READY, content=CONTENT, code="cob-01", competency="ATC-1", level=2, difficulty=3)


def test_a_rule_that_moodle_does_not_have_comes_back():
    (item,) = read_moodle(write_moodle([ITEM])[0]).items

    assert item.content == CONTENT
    assert (item.competency, item.level, item.difficulty) == ("ATC-1", 2, 3)


def test_a_question_that_was_changed_elsewhere_is_what_it_was_changed_to():
    changed = write_moodle([ITEM])[0].replace("Opción c".encode(), b"Otra cosa", 1)

    (item,) = read_moodle(changed).items

    assert [one["text"]["es"] for one in item.content["options"]] == ["Opción a", "Opción b", "Otra cosa"]
    assert item.content["rule"] == "penalty"
    assert item.competency == "ATC-1"
    assert "changed" in item.notes[0].message


def hostile(**changes):
    read = replace(ITEM, content={**CONTENT, "rule": "weights"})
    record = {"kind": "multiple", "content": CONTENT, "seal": seal(read)} | changes
    return restored(read, json.dumps(record)), read


def test_what_is_sealed_is_taken():
    assert hostile()[0].content == CONTENT


def test_what_is_sealed_is_cleaned_again():
    dirty = {**CONTENT, "format": "html", "stem": texts("<script>x()</script>Sí<img src='http://x'>"), "more": "x"}

    item, _read = hostile(content=dirty)

    assert item.content["stem"] == texts("Sí")
    assert "more" not in item.content


@pytest.mark.parametrize(
    "changes",
    [
        {"seal": "forged"},
        {"kind": "drag"},
        {"content": None},
        {"content": {**CONTENT, "options": "x"}},
        {"content": {**CONTENT, "options": [option("a", "yes")]}},
        {"content": {**CONTENT, "options": [option("a", True), option("a", False)]}},
        {"content": {**CONTENT, "options": [option("../a", True)]}},
        {"content": {**CONTENT, "options": [option("a", True)] * 101}},
        {"content": {**CONTENT, "options": [option("a", True, weight=1e9)]}},
        {"content": {**CONTENT, "rule": "always"}},
        {"content": {**CONTENT, "stem": "x"}},
        {"content": {**CONTENT, "stem": {"es": 1}}},
        {"content": {**CONTENT, "format": "markdown"}},
        {"media": ["x"]},
    ],
)
def test_a_record_that_is_none_of_ours_leaves_the_question_as_the_file_has_it(changes):
    item, read = hostile(**changes)

    assert item.content == read.content
    assert item.notes


@pytest.mark.parametrize("record", ["", "{", "null", "[]", "[" * 100_000, '{"level": 9, "tags": "x", "title": 5, "code": "\\u0000"}'])
def test_what_is_no_record_changes_nothing(record):
    assert restored(ITEM, record).content == CONTENT
    assert restored(ITEM, record).title == ""
    assert restored(ITEM, record).level == 2


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("number", {"answers": [{"value": "1e5", "tolerance": "x", "weight": 100, "feedback": texts("")}], "unit": None}),
        ("gaps", {"text": texts("[[1]]"), "gaps": [{"key": "1", "kind": "several", "points": 1}], "rule": "all"}),
        ("hotspot", {"image": {"media": "../x.png", "width": 1, "height": 1}, "alt": texts(""), "areas": [], "rule": "all"}),
        ("free", {"rubric": [{"key": "a", "text": texts("x"), "points": -1}], "model": texts(""), "words": None}),
        ("matching", {"prompts": [], "targets": [], "pairs": {"1": ["a"]}, "rule": "all"}),
        ("short", {"answers": [{"text": "a\x00", "weight": 100, "feedback": texts(""), "pattern": False}], "fold": {}}),
    ],
)
def test_a_content_that_is_not_of_its_kind_is_refused(kind, body):
    with pytest.raises(Misshapen):
        as_kept(kind, {"format": "plain", "stem": texts("x"), "explanation": texts(""), **body})


@pytest.mark.parametrize("write", [write_moodle, write_qti])
def test_a_question_that_is_not_complete_is_left_out_and_told(write):
    half = Item(kind="single", verdict=Verdict.READY, content={"format": "plain", "stem": texts("Sí")}, title="A medias")

    notes = write([half])[1]

    assert [note.message % note.values for note in notes] == ["“A medias” was left out: it is not complete enough to be written."]
