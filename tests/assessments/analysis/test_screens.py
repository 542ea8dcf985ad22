"""The analysis of a quiz: figures with enough answers, words without, and who reads it."""

import csv
import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.analysis.queries import analysis, who_would_pass
from assessments.quizzes.actions import correct_version, save_response, start_attempt, submit_attempt
from assessments.quizzes.models import Attempt, Response
from courses.enrolments.models import Cohort, Enrolment
from lms.exports.sheets import as_csv
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    world.evidence_kinds()
    return world.quiz(questions=[world.question(stem=f"Pregunta {number}") for number in range(4)], pass_percent=60, max_attempts=0)


def answered(quiz, people, keys=("a", "a", "a", "a"), unit=None):
    programme = world.programme([quiz.get_parent().specific])
    unit = unit or world.unit()
    for number in range(people):
        enrolment = world.enrolment(world.member("trainee", unit, last_name=f"Persona {number}"), programme)
        attempt = start_attempt(enrolment=enrolment, step_key=quiz.translation_key, person=enrolment.person)
        chosen = keys(number) if callable(keys) else keys
        for response in attempt.responses.all():
            response.answer = [chosen[response.slot - 1]]
            response.seconds = 10 + number
            response.save()
        submit_attempt(attempt=attempt)
    return unit


def by_rank(number):
    """Of twenty people the last ones know more; the last question is missed by those who know more."""
    right = number // 5
    return ["a" if place < right else "b" for place in range(3)] + ["b" if number >= 10 else "a"]


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(quiz, viewer):
    return signed_in(viewer).get(reverse("analysis:quiz", args=[quiz.translation_key])).content.decode()


def test_below_twenty_answers_it_says_so_in_words(quiz):
    answered(quiz, 3)
    found = analysis(quiz.translation_key)
    assert ([item.figures for item in found.items], found.reliability) == ([None] * 4, None)
    page = page_of(quiz, world.member("trainer"))
    assert "Not enough data: 3 answers, and it takes 20." in page


def test_with_enough_of_them_a_question_that_misleads_is_found(quiz):
    answered(quiz, 20, by_rank)
    found = analysis(quiz.translation_key)
    first, *_others, misleading = found.items
    assert (first.figures.facility, first.seconds) == (0.75, 20)
    assert misleading.figures.discrimination < 0
    assert "Those who know more miss it more" in page_of(quiz, world.member("trainer"))


def test_what_people_chose_is_counted_by_option(quiz):
    answered(quiz, 20, by_rank)
    chosen = {one.text: (one.people, one.right) for one in analysis(quiz.translation_key).items[0].chosen}
    assert chosen == {"Opción a": (15, True), "Opción b": (5, False), "Opción c": (0, False)}


def test_each_person_counts_once_by_the_first_attempt(quiz):
    answered(quiz, 1, ("b", "b", "b", "b"))
    again = Attempt.objects.get()
    second = start_attempt(enrolment=again.enrolment, step_key=again.step_key, person=again.person)
    for slot in range(1, 5):
        save_response(attempt_id=second.pk, person=second.person, slot=slot, answer=world.places(second, slot, "a"))
    submit_attempt(attempt=second)
    found = analysis(quiz.translation_key)
    assert (found.people, found.passed, found.not_yet) == (1, 0, 1)


def test_practice_and_open_attempts_say_nothing(quiz):
    quiz.practice = True
    quiz.save_revision().publish()
    enrolment = world.enrolment(None, world.programme([quiz.get_parent().specific]))
    asked = {"enrolment": enrolment, "step_key": quiz.translation_key, "person": enrolment.person}
    submit_attempt(attempt=start_attempt(**asked, practice=True))
    start_attempt(**asked)
    assert analysis(quiz.translation_key).people == 0


def test_a_void_question_is_left_out_of_the_rest(quiz):
    answered(quiz, 20, by_rank)
    version = quiz.quiz_questions.last().question.current_version
    correct_version(version=version, kind="void", reason="Dudosa.", actor=world.member("trainer"))
    found = analysis(quiz.translation_key)
    assert [item.void for item in found.items] == [False, False, False, True]
    assert found.reliability.questions == 3


def test_who_would_pass_by_todays_rules_names_only_ones_own_people(quiz):
    unit = answered(quiz, 2, ("a", "a", "b", "b"))
    answered(quiz, 1, ("a", "a", "b", "b"))
    quiz.pass_percent = 50
    quiz.save()
    standings = who_would_pass(quiz.translation_key, world.member("trainer", unit))
    assert (standings.people, standings.passed, standings.would_pass, len(standings.changes)) == (3, 0, 3, 2)
    assert who_would_pass(quiz.translation_key, world.member("trainer", world.unit())).changes == ()


def test_the_figures_come_out_as_a_table(quiz):
    answered(quiz, 20, by_rank)
    client = signed_in(world.member("trainer"))
    said = client.get(reverse("analysis:export", args=[quiz.translation_key, "csv"])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(said), delimiter=";"))
    assert (len(rows), rows[1][5:7]) == (5, ["20", "0.75"])
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("analysis:export", args=[quiz.translation_key, "xlsx"])).content))
    assert book.active["G2"].value == 0.75


def test_a_cell_that_a_spreadsheet_could_run_is_text():
    assert as_csv(iter([["=1+1", -1]])).decode("utf-8-sig") == "'=1+1;-1\r\n"


def test_it_asks_no_more_with_three_times_the_people(quiz):
    unit = answered(quiz, 5)
    viewer = world.member("trainer", unit)
    address = reverse("analysis:quiz", args=[quiz.translation_key])
    client, counts = signed_in(viewer), []
    for more in (0, 10):
        answered(quiz, more, unit=unit)
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 25


READERS = {"trainer": 200, "quality": 200, "administrator": 200, "trainee": 403, "coordinator": 403, "hr": 403}


@pytest.mark.parametrize(("role", "status"), READERS.items())
def test_authors_and_quality_read_it(quiz, role, status):
    answered(quiz, 1)
    client = signed_in(world.member(role))
    for address in (reverse("analysis:quizzes"), reverse("analysis:quiz", args=[quiz.translation_key])):
        assert client.get(address).status_code == status


def test_a_quiz_that_is_not_there_is_not_found(quiz):
    assert signed_in(world.member("trainer")).get(reverse("analysis:quiz", args=[uuid4()])).status_code == 404


def test_points_of_a_part_count_as_a_part(quiz):
    answered(quiz, 20)
    Response.objects.filter(slot=1).update(points=Decimal("0.5"))
    assert analysis(quiz.translation_key).items[0].figures.facility == 0.5


def test_the_figures_are_of_one_cohort_where_one_is_asked_for(quiz):
    answered(quiz, 20, by_rank)
    cohort = Cohort.objects.create(name="Enero", programme=Enrolment.objects.first().programme, starts_on=date(2026, 1, 7))
    Enrolment.objects.filter(pk__in=Enrolment.objects.order_by("pk").values("pk")[:5]).update(cohort=cohort)
    client, address = signed_in(world.member("trainer")), reverse("analysis:quiz", args=[quiz.translation_key])
    assert "Not enough data: 5 answers" in client.get(f"{address}?cohort={cohort.pk}").content.decode()
    for nonsense in ("", "0", "x", "\x00"):
        assert "Not enough data" not in client.get(address, {"cohort": nonsense}).content.decode()
