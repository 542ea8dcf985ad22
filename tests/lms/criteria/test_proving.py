from hypothesis import given
from hypothesis import strategies as st

from lms.criteria.models import Proof, ProofAnswer
from lms.criteria.proving import left
from lms.criteria.queries.proving import to_prove
from tests.criteria import question

KEYS = ("q1", "q2", "q3")
answers = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(KEYS)), max_size=12)
asks = st.dictionaries(st.integers(1, 4), st.lists(st.sampled_from(KEYS), unique=True))


@given(asks, answers, answers)
def test_a_repeated_or_late_answer_never_takes_anything_away(asks, before, more):
    assert set(left(KEYS, asks, [*before, *more])) <= set(left(KEYS, asks, before))
    assert left(KEYS, asks, before * 2) == left(KEYS, asks, before)


@given(asks, answers)
def test_a_minor_version_asks_nobody(asks, right):
    assert left(KEYS, {**asks, 5: []}, right) == left(KEYS, asks, right)


def test_a_wrong_answer_is_not_yet_and_the_right_ones_prove(agreement):
    agreement.published()
    assert agreement.answer("q1", "b").right is False
    agreement.answer("q1", "a", counter=2)
    assert not Proof.objects.exists()
    agreement.answer("q2", "a", counter=3)
    assert [(one.person, one.version) for one in Proof.objects.all()] == [(agreement.agent, agreement.version)]
    agreement.answer("q2", "b", counter=4)
    assert (to_prove(agreement.agent), Proof.objects.count()) == ([], 1)


def test_the_same_counter_gives_the_same_answer(agreement):
    agreement.published()
    assert agreement.answer("q1", "b").pk == agreement.answer("q1", "a").pk
    assert ProofAnswer.objects.count() == 1


def test_a_change_asks_only_what_changed(agreement):
    agreement.published()
    agreement.proved()
    agreement.revised(question("q1"), question("q2", right="b"))
    assert [line.left for line in to_prove(agreement.agent)] == [["q2"]]
    agreement.answer("q2", "b")
    assert Proof.objects.count() == 2


def test_a_slip_put_right_asks_nothing_and_makes_no_new_proof(agreement):
    agreement.published()
    agreement.proved()
    agreement.revised(minor=True)
    assert to_prove(agreement.agent) == []
    agreement.answer("q1", counter=9)
    assert Proof.objects.count() == 1
