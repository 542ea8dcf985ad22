"""People with cards: what they answered in a quiz, and the days on which it comes back."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tests import world


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_current_timezone())


def handed_in(who=None, questions=None, *, right=(), day: date | None = None, **rules):
    """An attempt at a quiz of these questions, handed in on a day, with the slots in `right` answered rightly (option a)."""
    from assessments.quizzes.actions import save_response, start_attempt, submit_attempt

    questions = questions or [world.question(), world.question(), world.question()]
    quiz = world.quiz(questions=questions, **rules)
    place = world.enrolment(who or world.member("trainee"), world.programme([quiz.get_parent().specific]), starts_on=date(2026, 1, 12))
    moment = at(day or timezone.localdate())
    attempt = start_attempt(enrolment=place, step_key=quiz.translation_key, person=place.person, now=moment)
    for slot in range(1, len(questions) + 1):
        chosen = world.places(attempt, slot, "a" if slot in right else "b")
        save_response(attempt_id=attempt.pk, person=place.person, slot=slot, answer=chosen, counter=1, now=moment)
    return submit_attempt(attempt=attempt, now=moment)


def cards_of(who=None, number: int = 3, *, right=(), days_ago: int = 10, **fields):
    """A person's cards from a quiz of some days ago, by their question."""
    from assessments.reviews.actions import gather
    from assessments.reviews.models import ReviewCard

    questions = [world.question(stem=f"¿Pregunta {place}?", **fields) for place in range(1, number + 1)]
    day = timezone.localdate() - timedelta(days=days_ago)
    attempt = handed_in(who, questions, right=right, day=day)
    gather(attempt=attempt)
    return list(ReviewCard.objects.filter(person=attempt.person).order_by("question"))


def answered(card, key: str = "a", **more):
    """The answer with the next number, by the key of its option."""
    from assessments.reviews.actions import answer_card

    card.refresh_from_db()
    number = more.pop("number", card.reviews + 1)
    facts = {"person": card.person, "version_id": card.question.current_version_id, "number": number, "answer": places(card, key, number)}
    return answer_card(card_id=card.pk, **{**facts, **more})


def places(card, key: str, number: int) -> list[str]:
    from assessments.reviews.queries.serving import slot_of

    return [str(slot_of(card.pk, card.question.current_version, number)["options"].index(key) + 1)]
