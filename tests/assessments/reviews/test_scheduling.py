import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.reviews.scheduling import Felt, Memory, Phase, Recall, after_review, chance_of_recall, recall_of
from tests.real import REAL as REAL_DATA

PUBLISHED = REAL_DATA / "psychometrics/fsrs6_vectors_5.json"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANSWERS = st.lists(st.tuples(st.sampled_from(Recall), st.floats(0, 400)), min_size=1, max_size=12)


def walked(answers, memory=None):
    at, memory = NOON, memory or Memory(due_at=NOON)
    for recall, days in answers:
        at += timedelta(days=days)
        memory = after_review(memory, recall, at)
        yield at, memory


@pytest.mark.skipif(not PUBLISHED.exists(), reason="The published sequences are not beside the checkout.")
@pytest.mark.parametrize("number", range(5))
def test_the_published_sequences_give_the_same_days_and_stabilities(number):
    published = json.loads(PUBLISHED.read_text())
    reviews = published["sequences"][number]
    memory = Memory(due_at=datetime.fromisoformat(reviews[0]["at"]))
    for review in reviews:
        memory = after_review(
            memory,
            Recall(review["rating"]),
            datetime.fromisoformat(review["at"]),
            parameters=published["parameters"],
            retention=published["desired_retention"],
        )
        assert memory.due_at.date() == datetime.fromisoformat(review["due"]).date()
        assert memory.stability == pytest.approx(review["stability"], rel=0.01)
        assert memory.difficulty == pytest.approx(review["difficulty"], rel=0.01)


@given(ANSWERS)
def test_a_review_never_makes_a_card_due_before_it(answers):
    assert all(memory.due_at > at for at, memory in walked(answers))


@given(ANSWERS)
def test_the_same_answers_give_the_same_days(answers):
    assert list(walked(answers)) == list(walked(answers))


@given(ANSWERS, st.floats(0, 400))
def test_a_chance_of_recall_is_a_share_and_only_falls(answers, days):
    at, memory = list(walked(answers))[-1]
    now, later = chance_of_recall(memory, at), chance_of_recall(memory, at + timedelta(days=days))
    assert 0 <= later <= now <= 1


def test_a_clock_that_went_back_counts_as_the_last_review():
    memory = after_review(Memory(due_at=NOON), Recall.EASY, NOON)
    assert after_review(memory, Recall.GOOD, NOON - timedelta(days=3)) == after_review(memory, Recall.GOOD, NOON)


def test_a_card_that_was_never_reviewed_promises_nothing():
    assert chance_of_recall(Memory(due_at=NOON), NOON) == 0


def test_a_forgotten_answer_sends_a_known_card_back_to_learning():
    known = after_review(Memory(due_at=NOON), Recall.EASY, NOON)
    assert (known.phase, after_review(known, Recall.FORGOTTEN, known.due_at).phase) == (Phase.KNOWN, Phase.RELEARNING)


@pytest.mark.parametrize(
    ("correct", "felt", "recall"),
    [
        (False, None, Recall.FORGOTTEN),
        (False, Felt.EASY, Recall.FORGOTTEN),
        (True, None, Recall.GOOD),
        (True, Felt.HARD, Recall.HARD),
        (True, Felt.EASY, Recall.EASY),
    ],
)
def test_a_rating_comes_from_the_answer_and_then_from_what_was_felt(correct, felt, recall):
    assert recall_of(correct, felt) == recall
