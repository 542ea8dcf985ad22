"""What our GIFT says is what our reader, and Moodle by the same rules, takes from it."""

import html
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessments.exchange.items import Item
from assessments.exchange.reading.gift import read_gift
from assessments.exchange.reading.markup import looks_formatted, to_plain
from assessments.exchange.writing.gift import write_gift
from tests.assessments.exchange.strategies import items

LANGUAGES = ("es",)
ways = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
formats = pytest.mark.parametrize("text_format", ["plain", "html"])
drawn = given(data=st.data())


def round_trip(item: Item) -> tuple[Item, list[str]]:
    """The question as it comes back, and what was said of it on the way out."""
    text, notes = write_gift([item], language="es")
    (back,) = read_gift(text, language="es").items
    return replace(back, line=None, notes=()), [note.message for note in notes]


def as_it_comes_back(item: Item, **content) -> Item:
    return replace(item, title=" ".join(item.title.split()), content={**item.content, **content}, media={})


@formats
@pytest.mark.parametrize("kind", ["single", "true_false", "best"])
@drawn
@ways
def test_questions_with_one_choice_come_back_as_they_went(kind, text_format, data):
    item = data.draw(items(kind, languages=LANGUAGES, text_format=text_format))

    back, said = round_trip(item)

    assert back == as_it_comes_back(item)
    assert said == []


@formats
@drawn
@ways
def test_several_choices_come_back_by_weights_or_say_what_they_lose(text_format, data):
    item = data.draw(items("multiple", languages=LANGUAGES, text_format=text_format))
    rule = item.content["rule"]
    if rule == "weights":
        assume(
            not all(abs(one["weight"]) == 100 / sum(each["correct"] for each in item.content["options"]) for one in item.content["options"])
        )

    back, said = round_trip(item)

    wanted = rule if rule == "weights" else "penalty"
    assert back == as_it_comes_back(item, rule=wanted)
    assert any("only count by weights" in one for one in said) is (rule in ("all", "partial"))


@formats
@drawn
@ways
def test_short_answers_come_back_unless_an_arrow_is_in_one(text_format, data):
    item = data.draw(items("short", languages=LANGUAGES, text_format=text_format))
    if any("->" in one["text"] for one in item.content["answers"]):
        assert write_gift([item])[0] == ""
        return
    # An arrow elsewhere is written as another sign, and what folds is not said.
    assume(not any("->" in one["feedback"]["es"] for one in item.content["answers"]))

    back, said = round_trip(item)

    assert back == as_it_comes_back(item, fold={"case": True, "accents": True})
    assert bool(said) is (item.content["fold"] != {"case": True, "accents": True})


@formats
@drawn
@ways
def test_numbers_come_back_without_their_unit(text_format, data):
    item = data.draw(items("number", languages=LANGUAGES, text_format=text_format))

    back, said = round_trip(item)

    assert back == as_it_comes_back(item, unit=None)
    assert bool(said) is bool(item.content["unit"])


@formats
@drawn
@ways
def test_pairs_come_back_without_what_is_said_of_each(text_format, data):
    item = plainer(data.draw(items("matching", languages=LANGUAGES, text_format=text_format)))
    content = item.content
    nothing = {"es": "", "en": ""}

    back, said = round_trip(item)

    prompts = [{**one, "feedback": nothing} for one in content["prompts"]]
    assert back == as_it_comes_back(item, prompts=prompts, rule="partial")
    assert bool(said) is (content["rule"] == "all" or prompts != content["prompts"])


def plainer(item: Item) -> Item:
    """Without arrows in the first halves, and without formatting in the second ones."""
    targets = [
        {**one, "text": {"es": f"{one['key']} {html.escape(' '.join(to_plain(one['text']['es']).split()), quote=False)}", "en": ""}}
        for one in item.content["targets"]
    ]
    prompts = [{**one, "text": {"es": one["text"]["es"].replace("->", "→"), "en": ""}} for one in item.content["prompts"]]
    return replace(
        item,
        content={**item.content, "targets": targets if item.content["format"] == "html" else item.content["targets"], "prompts": prompts},
    )


@formats
@drawn
@ways
def test_things_in_order_come_back_unless_gift_would_mistake_one(text_format, data):
    item = data.draw(items("ordering", languages=LANGUAGES, text_format=text_format))
    texts = [one["text"]["es"] for one in item.content["items"]]
    text, _notes = write_gift([item])
    if not text:
        assert any(sign in one for sign in ("{", "}", "####", "//") for one in texts)
        return
    nothing = {"es": "", "en": ""}

    back, said = round_trip(item)

    if any(looks_formatted(one) for one in texts) and text_format == "plain":
        assert [to_plain(one["text"]["es"]) for one in back.content["items"]] == texts
    else:
        assert back == as_it_comes_back(item, explanation=nothing)
    assert bool(said) is bool(item.content["explanation"]["es"])


@formats
@drawn
@ways
def test_written_answers_come_back_without_what_they_are_marked_by(text_format, data):
    item = data.draw(items("free", languages=LANGUAGES, text_format=text_format))

    back, said = round_trip(item)

    assert back == as_it_comes_back(item, rubric=[], model={"es": "", "en": ""}, words=None)
    assert len(said) == 1


@pytest.mark.parametrize("kind", ["gaps", "hotspot"])
@drawn
@ways
def test_what_gift_has_no_place_for_is_left_out_and_told(kind, data):
    item = data.draw(items(kind))

    text, notes = write_gift([item])

    assert text == ""
    assert [note.message for note in notes][-1] == "“%(question)s” was left out: GIFT has no questions of its kind."
