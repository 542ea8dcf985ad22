"""What the team went over: everybody practised the questions of the week once, and some of them came back as cards since."""

from datetime import timedelta

from assessments.quizzes.actions import publish_question, save_question, start_attempt, submit_attempt
from assessments.quizzes.kinds import shown_answer
from assessments.quizzes.models import Attempt, Question, QuizPage, Response
from assessments.quizzes.queries.served import versions_of
from assessments.reviews.actions import answer_card, gather
from assessments.reviews.models import ReviewCard
from assessments.reviews.queries.serving import slot_of
from assessments.reviews.scheduling import Felt
from courses.catalogue.models import ModulePage
from courses.enrolments.actions import assign
from courses.enrolments.models import Enrolment
from lms.demo.content import read
from lms.demo.loader.colleagues import NAMES
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.people import person
from lms.demo.loader.told import follow_up, forget_mails, last_job
from lms.demo.loader.week_review import FILE, right_answer

LONG_AGO, NOT_LONG_AGO = 20, 2  # working days
SITTINGS = (15, 9)  # the working days ago on which the team sat down with its cards
NOT_YET = {"R20-Q2", "R20-Q4", "R20-Q7"}  # what Irene did not know: it comes back at once
FADING = {"DPR", "WRI"}  # what the team does not yet bring back
REWORDED = "R20-Q1"
CLEARER = {"es": "Elige lo primero que dices, no todo lo que dirías.", "en": "Choose what comes first, not all that you would say."}
AGENT = "irene.salas"


def are_there() -> bool:
    return ReviewCard.objects.filter(person=person(next(iter(NAMES)))).exists()


def load() -> None:
    since, module = last_job(), ModulePage.objects.get(code=read(FILE)["code"], locale__language_code="es")
    quiz = QuizPage.objects.child_of(module).get()
    for place, username in enumerate(NAMES):
        who = person(username)
        assign(
            module=module,
            person=who,
            starts_on=working_days_ago(LONG_AGO),
            due_days=LONG_AGO * 2,
            reason=read(FILE)["reason"]["es"],
            actor=person("carmen.ibarra"),
        )
        _practise(who, quiz, LONG_AGO, {f"R20-Q{number}" for number in range(1, 9) if (number + place) % 3 == 0})
        for turn, days in enumerate(SITTINGS):
            _sit(who, days, place + turn)
    for username in (AGENT, "lucia.ferran"):
        _practise(person(username), quiz, NOT_LONG_AGO, NOT_YET)
    _ask_in_other_words()
    follow_up(since)
    forget_mails(since)


def _ask_in_other_words() -> None:
    """One question of the week was put more clearly, and nobody has said yet whether it is to be answered again."""
    question = Question.objects.get(code=REWORDED)
    question.stem_es, question.stem_en = f"{question.stem_es} {CLEARER['es']}", f"{question.stem_en} {CLEARER['en']}"
    publish_question(question=save_question(question=question, actor=person("carmen.ibarra")), actor=person("carmen.ibarra"))


def _practise(who, quiz: QuizPage, days: int, not_yet: set[str]) -> None:
    enrolment = Enrolment.objects.get(person=who, module__code=read(FILE)["code"])
    begun = at(working_days_ago(days), "11:10")
    attempt = start_attempt(enrolment=enrolment, step_key=quiz.translation_key, person=who, practice=True, now=begun)
    responses = list(attempt.responses.select_related("version__question"))
    for response in responses:
        known = response.version.kind != "free" and response.version.question.code not in not_yet
        response.answer = right_answer(response.version) if known else []
        response.saved_at = begun + timedelta(minutes=response.slot)
        response.counter = int(response.saved_at.timestamp() * 1000)
    Response.objects.bulk_update(responses, ["answer", "saved_at", "counter"])
    submit_attempt(attempt=Attempt.objects.get(pk=attempt.pk), now=begun + timedelta(minutes=12))
    gather(attempt=Attempt.objects.get(pk=attempt.pk))


def _sit(who, days: int, place: int) -> None:
    """The cards that were due on a day, answered: two of three right, and some of them surely."""
    moment = at(working_days_ago(days), "12:30")
    cards = ReviewCard.objects.filter(person=who, due_on__lte=moment.date(), last_on__lt=moment.date()).select_related(
        "question__competency"
    )
    for number, card in enumerate(cards.order_by("question__code"), place):
        version = versions_of({card.question.current_version_id})[card.question.current_version_id]
        slot = slot_of(card.pk, version, card.reviews + 1)
        right = number % 3 != 0 and card.question.competency.code not in FADING
        answer_card(
            card_id=card.pk,
            person=who,
            version_id=version.pk,
            number=card.reviews + 1,
            answer=shown_answer(version.kind, version.content, slot, right_answer(version)) if right else [],
            felt=Felt(4) if right and number % 2 else None,
            unknown=not right,
            now=moment + timedelta(seconds=25 * number),
        )
