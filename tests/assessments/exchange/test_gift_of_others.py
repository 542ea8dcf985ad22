"""GIFT files that others wrote, with what their authors expect of a reader.

The pairs come from GIFT-grammar-PEG.js (MIT), whose `.json` is the parse that its author expects. Two of its choices are not Moodle's and
not ours: it joins the lines of a text into one, and it names the feedback of true or false by the order in which it is written, where
Moodle gives the first to whoever is wrong and the second to whoever is right.
"""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from assessments.exchange.items import Verdict
from assessments.exchange.reading.encodings import decode
from assessments.exchange.reading.gift import read_gift
from assessments.exchange.reading.markup import to_plain
from tests.real import REAL as REAL_DATA

QUESTIONS = REAL_DATA / "questions"
PAIRS = sorted((QUESTIONS / "gift-pegjs").glob("*.gift"))
SPANISH = QUESTIONS / "giftplay-es"
TYPES = {
    "TF": {"true_false"},
    "MC": {"single", "best", "multiple"},
    "Short": {"short"},
    "Numerical": {"number"},
    "Matching": {"matching"},
    "Essay": {"free"},
    "Description": {"description"},
}

pytestmark = pytest.mark.skipif(not PAIRS, reason="the files of others are not beside the checkout")


def read(path: Path):
    return read_gift(decode(path.read_bytes())[0]).items


def words(text: str, *, html: bool) -> str:
    text = to_plain(text) if html else text
    return re.sub(r"\s*_____\s*", "_____", " ".join(text.split()))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_a_pair_reads_as_its_author_expects(path):
    expected = json.loads(path.with_suffix(".json").read_text())
    categories = [one["title"] for one in expected if one["type"] == "Category"]
    questions = [one for one in expected if one["type"] != "Category"]
    if not questions:
        # A file that only names a category holds no question.
        with pytest.raises(Exception, match="no question"):
            read(path)
        return
    items = read(path)

    assert len(items) == len(questions)
    assert not [item for item in items if item.verdict == Verdict.BROKEN]
    for item, question in zip(items, questions, strict=True):
        Compared(item).with_(question)
    assert not categories or items[-1].category


class Compared:
    """One question of ours beside one of theirs."""

    def __init__(self, item):
        self.item, self.content, self.html = item, item.content, item.content["format"] == "html"

    def with_(self, theirs):
        assert self.item.kind in TYPES[theirs["type"]]
        assert self.item.title == (theirs["title"] or "")
        assert (self.item.code or None, list(self.item.tags) or None) == (theirs.get("id"), theirs.get("tags"))
        self.same(self.content["stem"], theirs["stem"])
        if theirs.get("globalFeedback"):
            self.same(self.content["explanation"], theirs["globalFeedback"])
        getattr(self, theirs["type"].lower(), lambda theirs: None)(theirs)

    def same(self, ours, theirs):
        theirs = theirs or {"text": "", "format": "moodle"}
        html = theirs["format"] == "html" or self.html and "<" in theirs["text"]
        said = words(theirs["text"], html=html)
        # They leave Markdown as it is; here it is formatted, and its signs are gone.
        said = re.sub(r"(?<!\w)_(\w+)_(?!\w)|\*+(\w+)\*+", r"\1\2", said) if theirs["format"] == "markdown" else said
        assert words(ours["es"], html=self.html) == said

    def tf(self, theirs):
        right, wrong = sorted(self.content["options"], key=lambda option: not option["correct"])
        assert (right["key"] == "true") is theirs["isTrue"]
        self.same(wrong["feedback"], theirs["trueFeedback"])
        self.same(right["feedback"], theirs["falseFeedback"])

    def mc(self, theirs):
        for option, choice in zip(self.content["options"], theirs["choices"], strict=True):
            self.same(option["text"], choice["text"])
            self.same(option["feedback"], choice["feedback"])
            if choice["weight"] is not None and "weight" in option:
                assert option["weight"] == choice["weight"]
            if self.item.kind == "single":
                assert option["correct"] is choice["isCorrect"]

    def short(self, theirs):
        for answer, choice in zip(self.content["answers"], theirs["choices"], strict=True):
            assert answer["text"] == words(choice["text"]["text"], html=False)
            assert answer["weight"] == (100 if choice["weight"] is None else choice["weight"])
            self.same(answer["feedback"], choice["feedback"])

    def numerical(self, theirs):
        choices = (
            theirs["choices"] if isinstance(theirs["choices"], list) else [{"text": theirs["choices"], "weight": None, "feedback": None}]
        )
        for answer, choice in zip(self.content["answers"], choices, strict=True):
            assert number(answer) == number_of_theirs(choice["text"])
            assert answer["weight"] == (100 if choice["weight"] is None else choice["weight"])
            self.same(answer["feedback"], choice["feedback"])

    def matching(self, theirs):
        pairs = [pair for pair in theirs["matchPairs"] if pair["subquestion"]["text"]]
        targets = {one["key"]: one["text"]["es"] for one in self.content["targets"]}
        for prompt, pair in zip(self.content["prompts"], pairs, strict=True):
            self.same(prompt["text"], pair["subquestion"])
            assert targets[self.content["pairs"][prompt["key"]]] == pair["subanswer"]
        assert set(targets.values()) == {pair["subanswer"] for pair in theirs["matchPairs"]}


@pytest.mark.django_db
def test_the_command_reads_every_file_and_drops_nothing():
    out = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("import_questions", str(QUESTIONS), "--dry-run", "--json", stdout=out)
    said = json.loads(out.getvalue())
    questions = {
        str(path): [one for one in json.loads(path.with_suffix(".json").read_text()) if one["type"] != "Category"] for path in PAIRS
    }
    files = {file["file"]: file for file in said["files"]}

    assert said["counts"]["broken"] == 0
    assert {name: len(files[name]["items"]) for name in questions} == {name: len(asked) for name, asked in questions.items()}
    # A file that only names a category holds no question, and says so.
    assert [name for name in files if files[name]["error"]] == [name for name, asked in questions.items() if not asked]
    for name, asked in questions.items():
        assert all(item["kind"] in TYPES[one["type"]] for item, one in zip(files[name]["items"], asked, strict=True))
    assert {Path(name).suffix for name in said["passed_over"]} <= {"", ".json", ".md"}


def number(answer):
    if "low" in answer:
        return float(answer["low"]), float(answer["high"])
    return float(answer["value"]) - float(answer["tolerance"]), float(answer["value"]) + float(answer["tolerance"])


def number_of_theirs(text):
    if text["type"] == "range":
        return text["number"] - text["range"], text["number"] + text["range"]
    if text["type"] == "high-low":
        return text["numberLow"], text["numberHigh"]
    return text["number"], text["number"]


def test_a_spanish_file_with_an_unescaped_sum_is_read_whole():
    items = read(SPANISH / "ejemplo-gift.txt")

    assert [item.kind for item in items] == [
        "true_false", "true_false", "single", "single", "multiple", "short", "single", "single", "single", "multiple",
    ]  # fmt: skip
    assert {item.verdict for item in items} == {Verdict.READY}
    assert items[0].content["stem"]["es"] == "1+1=2"
    assert [option["feedback"]["es"] for option in items[1].content["options"]] == [
        "Incorrecto, sale por el Este",
        "Correcto, sale por el Este",
    ]
    assert items[4].content["rule"] == "penalty"
    assert [option["weight"] for option in items[9].content["options"]] == [33.33333, 33.33333, -50, 33.33333, -50]


def test_a_plain_spanish_file_is_read_whole():
    items = read(SPANISH / "ejemplo-basico.gift")

    assert [(item.title, item.kind) for item in items] == [
        ("Geografía", "single"),
        ("Historia", "single"),
        ("Ciencia", "true_false"),
        ("Matemáticas", "single"),
        ("Literatura", "single"),
        ("Biología", "multiple"),
        ("Arte", "true_false"),
        ("Deportes", "single"),
    ]
    assert not any(item.notes for item in items)
