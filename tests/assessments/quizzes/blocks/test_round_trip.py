"""What a question keeps, shown as rows of a form and saved untouched, is the same question with the same keys."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.quizzes.blocks import BODIES
from assessments.quizzes.comparing import changes
from assessments.quizzes.enums import QuestionKind
from tests.assessments.exchange.strategies import contents

BODY = ("format", "stem", "explanation")


def saved_untouched(kind, content):
    body = BODIES[kind](required=False)
    rows = body.clean(body.from_content(content))
    return {name: content[name] for name in BODY} | body.to_content(rows, content)


@pytest.mark.parametrize("kind", QuestionKind.values)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_saving_a_question_untouched_changes_nothing(kind, data):
    content = data.draw(contents(kind))
    kept = saved_untouched(kind, content)
    if content.get("image"):
        kept["image"] = content["image"]
    assert changes(content, kept) == []


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_new_question_of_any_kind_starts_with_an_empty_form(kind):
    body = BODIES[kind](required=False)
    kept = body.to_content(body.clean(body.from_content({})), {})
    written = [
        part for name in ("options", "items", "prompts", "targets", "areas", "rubric", "gaps", "answers") for part in kept.get(name, ())
    ]
    assert kind == "true_false" or written == []


def test_two_pairs_with_the_same_second_half_share_one_target():
    body = BODIES["matching"](required=False)
    rows = body.from_content({})
    for row, (prompt, target) in zip(rows["pairs"], (("Fibra", "45 €"), ("Móvil", "20 €"), ("Fijo", "45 €")), strict=True):
        row["prompt_es"], row["target_es"] = prompt, target
    kept = body.to_content(rows, {})
    assert (kept["pairs"], [one["text"]["es"] for one in kept["targets"]]) == ({"1": "a", "2": "b", "3": "a"}, ["45 €", "20 €"])


def test_a_row_keeps_its_key_wherever_it_is_moved_and_a_new_one_gets_the_first_that_is_free():
    body = BODIES["single"](required=False)
    content = {"options": [{"key": key, "text": {"es": key}, "correct": key == "a"} for key in "ac"]}
    rows = body.from_content(content)
    rows["options"].bound_blocks.reverse()
    rows["options"].append({"text_es": "nueva", "text_en": "", "correct": False, "why_es": "", "why_en": ""})
    kept = body.to_content(rows, content)
    assert [(one["key"], one["text"]["es"]) for one in kept["options"]] == [("c", "c"), ("a", "a"), ("b", "nueva")]
