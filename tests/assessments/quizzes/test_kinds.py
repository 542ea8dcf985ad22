"""What each kind serves, takes and gives back: the laws that hold for all of them, and what each one refuses."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.quizzes.exceptions import InvalidAnswer
from assessments.quizzes.kinds import KINDS, read_answer, serve, shown_answer
from assessments.quizzes.scoring import Asked, points_of
from tests.questions import RIGHT, WRONG, body

KEYS = "abcdefgh"
typed = st.text(min_size=1, max_size=60).map(str.strip).filter(lambda text: text and "\x00" not in text)
some_keys = st.lists(st.sampled_from(KEYS), min_size=2, max_size=8, unique=True)


def options(keys, right):
    return [{"key": key, "text": {"es": key, "en": ""}, "correct": key in right} for key in keys]


@st.composite
def chosen(draw, kind):
    keys = draw(some_keys) if kind != "true_false" else ["true", "false"]
    right = draw(st.sets(st.sampled_from(keys), min_size=1, max_size=len(keys) if kind in ("multiple", "hotspot") else 1))
    listed = "areas" if kind == "hotspot" else "options"
    rule = draw(st.sampled_from(["all", "partial"] + (["penalty"] if kind == "multiple" else [])))
    content = {listed: [{**one, "weight": 100 if one["correct"] else 0} for one in options(keys, right)], "rule": rule}
    several = kind == "multiple" or (kind == "hotspot" and len(right) > 1)
    answer = draw(st.sets(st.sampled_from(keys), min_size=1, max_size=len(keys) if several else 1))
    return content, sorted(answer)


@st.composite
def ordered(draw):
    keys = draw(some_keys)
    rule = draw(st.sampled_from(["all", "positions", "pairs"]))
    return {"items": [{"key": key} for key in keys], "rule": rule}, draw(st.permutations(keys))


@st.composite
def matched(draw):
    prompts, targets = draw(some_keys), draw(some_keys)
    pairs = {prompt: draw(st.sampled_from(targets)) for prompt in prompts}
    content = {
        "prompts": [{"key": key} for key in prompts],
        "targets": [{"key": key, "text": {"es": key, "en": ""}} for key in targets],
        "pairs": pairs,
        "rule": draw(st.sampled_from(["all", "partial"])),
    }
    filled = draw(st.lists(st.sampled_from(prompts), min_size=1, unique=True))
    return content, sorted(f"{prompt}:{draw(st.sampled_from(targets))}" for prompt in filled)


@st.composite
def filled(draw):
    keys = draw(some_keys)
    gaps, answer = [], []
    for key in keys:
        kind = draw(st.sampled_from(["choice", "typed"]))
        right = draw(st.sampled_from(KEYS))
        of_kind = (
            {"options": [{"key": one, "weight": 100 if one == right else 0} for one in KEYS]}
            if kind == "choice"
            else {"answers": [{"text": right, "weight": 100}]}
        )
        gaps.append({"key": key, "kind": kind, "points": draw(st.integers(1, 4)), **of_kind})
        if draw(st.booleans()):
            answer.append(f"{key}:{draw(st.sampled_from(KEYS) if kind == 'choice' else typed)}")
    return {"gaps": gaps, "rule": draw(st.sampled_from(["all", "partial"]))}, answer


@st.composite
def written(draw, kind):
    return body(kind), [draw(typed)]


STRATEGIES = {
    **{kind: chosen(kind) for kind in ("single", "multiple", "true_false", "best", "hotspot")},
    **{kind: written(kind) for kind in ("short", "number", "free")},
    "ordering": ordered(),
    "matching": matched(),
    "gaps": filled(),
}
of_any_kind = st.sampled_from(sorted(STRATEGIES)).flatmap(lambda kind: st.tuples(st.just(kind), STRATEGIES[kind]))


def test_every_kind_has_its_law():
    assert set(STRATEGIES) == set(KINDS)


@given(of_any_kind, st.text(max_size=8), st.booleans())
def test_what_is_shown_of_an_answer_reads_as_that_answer(made, seed, shuffle):
    kind, (content, answer) = made
    slot = serve(kind, content, seed=seed, shuffle=shuffle)
    assert read_answer(kind, content, slot, shown_answer(kind, content, slot, answer)) == answer


@given(of_any_kind, st.text(max_size=8), st.data())
def test_the_order_in_which_places_are_sent_never_matters_but_for_an_order(made, seed, data):
    kind, (content, answer) = made
    if kind == "ordering":
        return
    slot = serve(kind, content, seed=seed)
    shown = shown_answer(kind, content, slot, answer)
    mixed = data.draw(st.permutations(shown))
    assert read_answer(kind, content, slot, mixed) == read_answer(kind, content, slot, shown)


@given(of_any_kind, st.text(max_size=8))
def test_the_same_seed_serves_the_same_and_an_answer_survives_json(made, seed):
    kind, (content, answer) = made
    slot = serve(kind, content, seed=seed)
    assert slot == serve(kind, content, seed=seed) == json.loads(json.dumps(slot))
    assert json.loads(json.dumps(answer)) == answer


@given(of_any_kind)
def test_points_are_from_nothing_to_one(made):
    kind, (content, answer) = made
    points = points_of(Asked(kind, "PRO", content, answer))
    assert points is None if kind == "free" else 0 <= points <= 1


@given(of_any_kind)
def test_all_or_nothing_is_never_worth_more_than_in_parts(made):
    kind, (content, answer) = made
    parts = {"multiple": ["partial", "penalty"], "hotspot": ["partial"], "ordering": ["positions", "pairs"]}.get(kind, ["partial"])
    whole = points_of(Asked(kind, "PRO", {**content, "rule": "all"}, answer))
    if whole is not None:
        assert all(whole <= points_of(Asked(kind, "PRO", {**content, "rule": rule}, answer)) for rule in parts)


@given(ordered(), st.text(max_size=8))
def test_an_order_is_never_served_as_its_answer(made, seed):
    content, _answer = made
    assert serve("ordering", content, seed=seed)["options"] != [one["key"] for one in content["items"]]


def whole(kind: str) -> dict:
    """A content of any kind."""
    return body(kind) if kind in ("best", "short", "number", "ordering", "matching", "gaps", "hotspot", "free") else _with_options(kind)


def _with_options(kind: str) -> dict:
    keys = ("true", "false") if kind == "true_false" else "abc"
    return {"options": options(keys, {keys[0]})}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_right_answer_is_worth_all_and_the_wrong_one_nothing(kind):
    right, wrong = (points_of(Asked(kind, "PRO", whole(kind), answer)) for answer in (RIGHT[kind], WRONG[kind]))
    assert (right, wrong) == ((None, None) if kind == "free" else (1, 0))


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("raw", [None, "1", {"1": "1"}, [1], [None], [["1"]], ["a\x00"], ["1"] * 101])
def test_what_is_no_list_of_texts_is_refused(kind, raw):
    content = whole(kind)
    with pytest.raises(InvalidAnswer):
        read_answer(kind, content, serve(kind, content, seed="1"), raw)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("single", ["0"]),
        ("single", ["4"]),
        ("single", ["a"]),
        ("single", ["１"]),
        ("single", ["1", "2"]),
        ("multiple", ["1", "9"]),
        ("true_false", ["true"]),
        ("best", ["1", "2"]),
        ("hotspot", ["1", "2"]),
        ("short", ["one", "two"]),
        ("short", ["x" * 501]),
        ("free", ["x" * 20_001]),
        ("ordering", ["1", "2"]),
        ("ordering", ["1", "1", "2", "3"]),
        ("ordering", ["1", "2", "3", "5"]),
        ("matching", ["1"]),
        ("matching", ["1:9"]),
        ("matching", ["9:1"]),
        ("matching", ["1:1", "1:2"]),
        ("gaps", ["1:3"]),
        ("gaps", ["4:1"]),
        ("gaps", ["cuota"]),
    ],
)
def test_what_was_not_served_is_refused(kind, raw):
    content = whole(kind)
    with pytest.raises(InvalidAnswer):
        read_answer(kind, content, serve(kind, content, seed="1"), raw)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_given_is_no_answer(kind):
    content = whole(kind)
    slot = serve(kind, content, seed="1")
    assert read_answer(kind, content, slot, []) == shown_answer(kind, content, slot, []) == []


def test_what_is_left_empty_is_not_kept():
    matching, gaps = whole("matching"), whole("gaps")
    assert read_answer("matching", matching, {"options": ["t1", "t2", "t3"]}, ["1:", "2:3"]) == ["p2:t3"]
    assert read_answer("gaps", gaps, {"options": ["x", "y", "z"], "gaps": {"x": ["b", "a"]}}, ["3: un mes ", "1:2", "2:"]) == [
        "x:a",
        "z:un mes",
    ]
    assert read_answer("short", whole("short"), {"options": []}, ["  "]) == []
