"""Each rule of Aiken by an example of its own, and Moodle's own examples of what goes wrong."""

import pytest

from assessments.exchange.items import Unreadable, Verdict
from assessments.exchange.reading.aiken import read_aiken

GOOD = "¿Quién empezó Moodle?\nA) Petr Skoda\nB) Martin Dougiamas\nC. Eloy Lafuente\nANSWER: B\n"


def read(text: str, **how):
    return read_aiken(text, **how).items


def said(item) -> list[tuple[str, int]]:
    return [(note.message % note.values if note.values else note.message, note.line) for note in item.notes]


def right(item) -> list[str]:
    return [option["text"]["es"] for option in item.content["options"] if option["correct"]]


def test_a_question_its_options_and_its_answer():
    (item,) = read(GOOD)

    assert (item.kind, item.verdict, item.line, item.notes) == ("single", Verdict.READY, 1, ())
    assert item.content["stem"] == {"es": "¿Quién empezó Moodle?", "en": ""}
    assert [(option["key"], option["text"]["es"], option["correct"]) for option in item.content["options"]] == [
        ("a", "Petr Skoda", False),
        ("b", "Martin Dougiamas", True),
        ("c", "Eloy Lafuente", False),
    ]


def test_words_go_into_the_language_asked_for():
    (item,) = read(GOOD, language="en")
    assert item.content["stem"] == {"es": "", "en": "¿Quién empezó Moodle?"}


def test_tags_are_words_as_in_moodle():
    (item,) = read('Es <html class="cool"> & más:\nA) <b>sí</b>\nB) no\nANSWER: A')
    assert (item.content["format"], item.content["stem"]["es"], right(item)) == ("plain", 'Es <html class="cool"> & más:', ["<b>sí</b>"])


@pytest.mark.parametrize("answer", ["ANSWER: B", "ANSWER:B", "ANSWER: B)", "answer: b", "Respuesta: B.", "ANSWER: (B)", "ANSWER: dos"])
def test_an_answer_is_a_letter_or_the_words_of_an_option(answer):
    (item,) = read(f"¿Cuál?\nA) uno\nB)dos\n\n{answer}")
    assert right(item) == ["dos"]


def test_small_letters_are_understood_and_told():
    (item,) = read("¿Cuál?\na) uno\nb. dos\nANSWER: b")
    assert (right(item), said(item)) == (["dos"], [("Its letters are small; Moodle takes capitals only.", 1)])


def test_a_question_and_an_option_may_run_over_several_lines():
    (item,) = read("Un cliente llama.\n¿Qué haces, p. ej., primero?\nA) Escuchar\nhasta el final\nB) Colgar\nANSWER: A")
    assert item.content["stem"]["es"] == "Un cliente llama.\n¿Qué haces, p. ej., primero?"
    assert right(item) == ["Escuchar hasta el final"]


def test_a_question_that_begins_with_a_letter_and_a_point_is_a_question():
    (item,) = read("U.S. es…\nA) un país\nB) un estado\nANSWER: A")
    assert item.content["stem"]["es"] == "U.S. es…"


def test_several_letters_are_several_right_options_and_told():
    (item,) = read("¿Cuáles?\nA) uno\nB) dos\nC) tres\nANSWER: A, C")
    assert (item.kind, item.content["rule"], right(item)) == ("multiple", "all", ["uno", "tres"])
    assert said(item) == [("It names several answers, which Aiken does not have: all of them have to be chosen.", 5)]


@pytest.mark.parametrize(
    ("broken", "message", "line"),
    [
        ("¿Cuál?\nA) uno\nANSWER: A", "It has fewer than two options.", 9),
        ("¿Cuál?\nA) uno\nB) dos\nANSWER: D", "Its ANSWER “D” is none of its options.", 10),
        ("¿Cuál?\nA) uno\nB) dos\nANSWER:", "Its ANSWER has no letter.", 10),
        ("¿Cuál?\nA) uno\nB) dos", "It has no ANSWER.", 7),
        ("¿Cuál?\nA) uno\nB)\nANSWER: A", "One of its options has no text.", 10),
        ("A) uno\nB) dos", "There are options without a question.", 7),
        ("ANSWER: A", "There is an ANSWER without a question.", 7),
        ("Tema 1", "A text without options.", 7),
    ],
)
def test_what_is_broken_says_why_at_its_line_and_stops_nobody(broken, message, line):
    before, item, after = read(f"{GOOD}\n{broken}\n\n{GOOD}")

    assert (before.verdict, item.verdict, after.verdict) == (Verdict.READY, Verdict.BROKEN, Verdict.READY)
    assert said(item) == [(message, line)]
    assert item.notes[0].mend


def test_an_answer_left_out_is_told_even_without_an_empty_line():
    first, second = read("¿Uno?\nA) a\nB) b\n¿Dos?\nA) c\nB) d\nANSWER: A")

    assert said(first) == [("It has no ANSWER.", 1)]
    assert (second.line, second.content["stem"]["es"], right(second)) == (4, "¿Dos?", ["c"])


def test_what_moodle_says_of_its_own_wrong_example_is_said_too():
    items = read(
        "A question with too few answers\nA) Only answer\nANSWER: A\n\nA) Question not started\n\nANSWER: Question not started\n\n"
        "A good question\nA) Correct\nB) Incorrect\nANSWER: A\n\nA question started but not finished\nA) Correct-ish\nB) Incorrect-ish\n\n"
        "A second good question\nA)Incorrect (No space)\nB)Correct (No space)\nANSWER: B"
    )

    assert [(item.line, item.verdict.value) for item in items] == [
        (1, "broken"),
        (5, "broken"),
        (9, "ready"),
        (14, "broken"),
        (18, "ready"),
    ]
    assert right(items[4]) == ["Correct (No space)"]


def test_a_file_without_a_question_is_unreadable():
    with pytest.raises(Unreadable, match="no question"):
        read("Querida Ana:\nte escribo…")


def test_ten_thousand_questions_and_hostile_lines_take_no_time():
    assert len(read(GOOD * 10_000)) == 10_000
    assert read("A) x\n" * 20_000 + "ANSWER: " + "A, " * 20_000)
