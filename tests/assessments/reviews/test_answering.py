from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.quizzes.actions import correct_version, publish_question, retire_question, save_question, start_attempt
from assessments.quizzes.exceptions import InvalidAnswer
from assessments.reviews.exceptions import CardChanged
from assessments.reviews.models import Parameters, ReviewCard, ReviewLog
from assessments.reviews.queries.weights import forget_weights
from assessments.reviews.scheduling import Felt, Recall, after_day, replayed
from tests import world
from tests.reviews import answered, cards_of, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds_of_evidence(db):
    world.evidence_kinds()


@pytest.fixture
def card():
    return cards_of(number=1, right=(1,))[0]


@pytest.mark.parametrize(
    ("key", "felt", "recall"),
    [
        ("a", None, Recall.GOOD),
        ("a", Felt.HARD, Recall.HARD),
        ("a", Felt.EASY, Recall.EASY),
        ("b", None, Recall.FORGOTTEN),
        ("b", Felt.EASY, Recall.FORGOTTEN),
    ],
)
def test_an_answer_moves_its_card_by_the_model(card, key, felt, recall):
    expected = after_day(card.known, recall, timezone.localdate())
    log = answered(card, key, felt=felt).log
    card.refresh_from_db()
    assert (card.known, card.reviews) == (expected, 2)
    assert (log.recall, log.right, log.number, log.felt) == (recall, key == "a", 2, felt)


def test_the_same_answer_sent_twice_counts_once(card):
    first = answered(card, number=2)
    again = answered(card, number=2)
    assert (first.counted, again.counted) == (True, False)
    assert again.log == first.log
    assert ReviewLog.objects.filter(card=card).count() == 2


def test_another_answer_from_a_second_tab_does_not_count(card):
    first = answered(card, "a", number=2)
    again = answered(card, "b", number=2)
    card.refresh_from_db()
    assert (again.counted, again.log.right, card.reviews) == (False, True, 2)
    assert again.log == first.log


def test_a_number_ahead_of_the_card_is_refused(card):
    with pytest.raises(CardChanged):
        answered(card, number=7)


def test_whoever_does_not_know_it_says_so_and_it_comes_back_tomorrow(card):
    log = answered(card, answer=[], unknown=True).log
    card.refresh_from_db()
    assert (log.right, log.answer, card.due_on) == (False, [], timezone.localdate() + timedelta(days=1))


@pytest.mark.parametrize("answer", [[], ["9"], ["1", "2"], "1", [1], ["1\x00"]])
def test_an_answer_that_cannot_be_read_changes_nothing(card, answer):
    with pytest.raises(InvalidAnswer):
        answered(card, answer=answer)
    card.refresh_from_db()
    assert (card.reviews, ReviewLog.objects.count()) == (1, 1)


def test_nobody_answers_for_somebody_else(card):
    with pytest.raises(ReviewCard.DoesNotExist):
        answered(card, person=world.member("trainer"))


def test_a_question_that_was_retired_meanwhile_is_not_answered(card):
    retire_question(question=card.question, actor=world.member("trainer"))
    with pytest.raises(CardChanged):
        answered(card)


def test_a_question_that_was_put_in_other_words_meanwhile_is_shown_anew(card):
    old = card.question.current_version_id
    question = card.question
    question.stem_es = "¿Cuánto cuesta hoy?"
    save_question(question=question)
    publish_question(question=question)
    card.refresh_from_db()
    with pytest.raises(CardChanged):
        answered(card, version_id=old)
    assert answered(card).log.version_id == question.current_version_id != old


def test_a_voided_question_is_not_answered(card):
    correct_version(version=card.question.current_version, kind="void", reason="Sobraba", actor=world.member("trainer"))
    with pytest.raises(CardChanged):
        answered(card)


def test_a_question_with_a_new_key_is_scored_by_it(card):
    from assessments.quizzes.models import Correction

    version = card.question.current_version
    content = {**version.content, "options": [{**one, "correct": one["key"] == "b"} for one in version.content["options"]]}
    Correction.objects.create(version=version, kind="rekey", content=content, reason="Era la b", decided_by=world.member("trainer"))
    assert answered(card, "b").log.right is True


def test_a_question_that_is_being_asked_in_a_quiz_is_no_card_until_it_is_handed_in(card):
    quiz = world.quiz(questions=[card.question])
    place = world.enrolment(card.person, world.programme([quiz.get_parent().specific]))
    start_attempt(enrolment=place, step_key=quiz.translation_key, person=card.person)
    assert not ReviewCard.objects.askable().filter(pk=card.pk).exists()
    with pytest.raises(CardChanged):
        answered(card)


def test_a_card_that_was_answered_in_a_quiz_meanwhile_is_shown_anew(card):
    from assessments.reviews.actions import gather

    gather(attempt=handed_in(card.person, [card.question], right=(1,)))
    with pytest.raises(CardChanged):
        answered(card, number=2)


def test_a_clock_that_went_back_does_not_put_an_answer_before_the_last_one(card):
    log = answered(card, now=timezone.now() - timedelta(days=60)).log
    assert log.day == card.last_on


def test_new_weights_of_the_centre_work_the_card_out_from_its_whole_log():
    company = world.unit(name="Alborada")
    centre = world.unit(kind="centre", parent=company)
    card = cards_of(world.member("agent", world.unit(kind="team", parent=centre)), number=1, right=(1,))[0]
    values = [0.5, 2.0, 4.0, 12.0, *[6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483]]
    values += [0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542]
    fitted = Parameters.objects.create(centre=centre, number=1, values=values, reviews=600, loss_before=0.5, loss_after=0.4, applied=True)
    forget_weights()
    answered(card)
    card.refresh_from_db()
    log = [(on, Recall(recall)) for on, recall in card.log.order_by("number").values_list("day", "recall")]
    assert card.parameters == fitted
    assert card.known == replayed(log, parameters=values) != replayed(log)


def test_an_answer_is_never_changed_nor_taken_away(card):
    answered(card)
    with pytest.raises(TypeError):
        ReviewLog.objects.update(right=False)
    with pytest.raises(TypeError):
        ReviewLog.objects.all().delete()


def test_cards_and_answers_are_seen_by_their_person_alone(card):
    answered(card)
    everybody = [world.member(role) for role in ("trainer", "coordinator", "supervisor", "quality", "hr", "administrator")]
    everybody.append(world.person(is_superuser=True))
    for who in everybody:
        assert not ReviewCard.objects.visible_to(who).exists()
        assert not ReviewLog.objects.visible_to(who).exists()
    assert ReviewCard.objects.visible_to(card.person).get() == card
    assert ReviewLog.objects.visible_to(card.person).count() == 2
