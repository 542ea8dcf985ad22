from hypothesis import given
from hypothesis import strategies as st

from assessments.quizzes.drawing import Draw, draw, mixed

draws = st.lists(st.builds(Draw, st.integers(0, 4), st.sets(st.integers(1, 15)).map(tuple)), max_size=4)


@given(st.lists(st.integers(1, 15), max_size=5), draws, st.integers())
def test_nothing_is_asked_twice_and_the_fixed_come_first(fixed, wanted, seed):
    asked, short = draw(fixed, wanted, seed=seed)
    assert len(set(asked)) == len(asked)
    assert asked[: len(set(fixed))] == list(dict.fromkeys(fixed))
    assert len(asked) + short == len(set(fixed)) + sum(one.count for one in wanted)


@given(draws, st.integers())
def test_the_same_seed_gives_the_same_set(wanted, seed):
    assert draw([], wanted, seed=seed) == draw([], wanted, seed=seed)


def test_a_question_that_two_draws_want_goes_to_the_one_that_has_no_other():
    for seed in range(30):
        asked, short = draw([], [Draw(1, (1, 2)), Draw(1, (1,))], seed=seed)
        assert (sorted(asked), short) == ([1, 2], 0)


def test_what_was_not_asked_before_comes_first():
    for seed in range(30):
        assert sorted(draw([], [Draw(2, (1, 2, 3, 4))], seed=seed, seen={1, 2})[0]) == [3, 4]


def test_every_question_can_be_drawn():
    assert {draw([], [Draw(1, (1, 2, 3))], seed=seed)[0][0] for seed in range(60)} == {1, 2, 3}


def test_a_bank_that_is_too_small_says_how_many_are_missing():
    assert draw([1], [Draw(3, (1, 2))], seed=1) == ([1, 2], 2)


def test_the_options_are_mixed_by_the_seed_alone():
    assert mixed(["a", "b", "c"], seed="1/2") == mixed(["c", "b", "a"], seed="1/2")
    assert {tuple(mixed(["a", "b"], seed=str(seed))) for seed in range(30)} == {("a", "b"), ("b", "a")}
