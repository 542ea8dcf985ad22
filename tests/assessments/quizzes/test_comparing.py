"""What changed between two contents, in words; and what no reader would notice."""

from django.utils import translation

from assessments.quizzes.comparing import changes, same

OPTIONS = [{"key": "a", "text": {"es": "uno", "en": ""}, "correct": True}, {"key": "b", "text": {"es": "dos", "en": ""}, "correct": False}]


def asked(**more):
    return {"format": "plain", "stem": {"es": "¿Qué?", "en": ""}, "explanation": {"es": "", "en": ""}, "options": OPTIONS, **more}


def told(before, after):
    with translation.override("en"):
        return [(change.where, change.before, change.after) for change in changes(before, after)]


def test_each_text_and_mark_that_differs_is_told_by_its_place():
    other = [{**OPTIONS[0], "text": {"es": "un", "en": "one"}, "correct": False}, {**OPTIONS[1], "correct": True}]
    assert told(asked(), asked(options=other)) == [
        ("Option a · Text · Spanish", "uno", "un"),
        ("Option a · Text · English", "", "one"),
        ("Option b · Right", "", "yes"),
        ("Option a · Right", "yes", ""),
    ]


def test_an_order_that_differs_is_told():
    assert told(asked(), asked(options=OPTIONS[::-1])) == [("Order", "a, b", "b, a")]


def test_what_is_left_out_and_what_is_empty_are_the_same():
    said = [{**option, "feedback": {"es": "", "en": ""}} for option in OPTIONS]
    assert same(asked(), {"stem": {"es": "¿Qué?"}, "options": said, "rule": "all", "unit": None})


def test_folding_that_is_said_to_be_off_is_a_change():
    assert same(asked(fold={"case": True}), asked())
    assert told(asked(), asked(fold={"case": False})) == [("What does not count · Capitals", "", "no")]


def test_a_number_is_the_same_however_it_is_kept():
    assert same({"options": [{"key": "a", "weight": 100}]}, {"options": [{"key": "a", "weight": 100.0}]})
    assert not same({"options": [{"key": "a", "weight": 100}]}, {"options": [{"key": "a", "weight": 50}]})
