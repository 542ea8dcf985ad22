import json
import re
from uuid import uuid4

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from assessments.quizzes.actions import publish_question, save_response, submit_attempt
from assessments.quizzes.models import Attempt, Question, Response
from courses.catalogue.models import ContentReport
from lms.people.models import User
from tests import world

pytestmark = pytest.mark.django_db
SECRETS = ("correct", "feedback", "Because", "Porque", "on the sheet", "en la ficha")


@pytest.fixture
def attempt():
    world.evidence_kinds()
    return world.attempt()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name, attempt, *more):
    return reverse(f"quizzes:{name}", args=[attempt.pk, *more])


def brief_url(attempt, name="brief"):
    return reverse(f"quizzes:{name}", args=[attempt.enrolment_id, attempt.step_key])


def send(client, attempt, slot=1, answer=("1",), counter=10):
    body = json.dumps({"answer": answer, "counter": counter})
    return client.post(url("answer", attempt, slot), body, content_type="application/json")


def hand_in(attempt, *keys):
    for slot, key in enumerate(keys, 1):
        save_response(attempt_id=attempt.pk, person=attempt.person, slot=slot, answer=world.places(attempt, slot, key) if key else [])
    return submit_attempt(attempt=attempt)


def post_form(client, attempt, slot=1, go="next", chosen=("1",), **more):
    data = {"shown": [slot], f"was-{slot}": "", f"answer-{slot}": list(chosen), f"counter-{slot}": "", "go": go, **more}
    return client.post(url("answer", attempt, slot), data)


# ── What is kept from the browser ───────────────────────────────────────────────────────────────────────────────


def test_no_page_nor_answer_tells_what_is_right_before_the_end(attempt):
    client = signed_in(attempt.person)
    pages = [brief_url(attempt), url("review", attempt), *[url("attempt", attempt, slot) for slot in (1, 2, 3)]]
    said = [client.get(page).content.decode() for page in pages] + [send(client, attempt).content.decode()]
    assert [secret for secret in SECRETS for text in said if secret in text] == []


def test_all_on_one_screen_tells_nothing_either():
    attempt = world.attempt(world.quiz(questions=[world.question(), world.question(kind="multiple", right=("a", "b"))], layout="all"))
    page = signed_in(attempt.person).get(url("attempt", attempt, 1)).content.decode()
    assert page.count('data-slot="') == 2
    assert [secret for secret in SECRETS if secret in page] == []


def test_the_open_result_leads_back_to_the_questions(attempt):
    assert signed_in(attempt.person).get(url("result", attempt)).url == url("attempt", attempt, 1)


def test_texts_are_escaped(attempt):
    world.question(stem="<script>alert(1)</script>")
    quiz = world.quiz(questions=[Question.objects.latest("pk")])
    other = world.attempt(quiz)
    client = signed_in(other.person)
    assert "<script>alert" not in client.get(url("attempt", other, 1)).content.decode()
    hand_in(other, "b")
    assert "<script>alert" not in client.get(url("result", other)).content.decode()


# ── Starting and answering ──────────────────────────────────────────────────────────────────────────────────────


def test_the_brief_starts_an_attempt_and_then_leads_back_to_it():
    quiz = world.quiz(questions=[world.question()])
    enrolment = world.enrolment(in_programme=world.programme([quiz.get_parent().specific]))
    client = signed_in(enrolment.person)
    brief = reverse("quizzes:brief", args=[enrolment.pk, quiz.translation_key])
    assert "1 right of 1" in client.get(brief).content.decode()
    started = client.post(f"{brief}start/")
    attempt = Attempt.objects.get()
    assert started.url == url("attempt", attempt, 1)
    assert f'href="{url("attempt", attempt, 1)}"' in client.get(brief).content.decode()


def test_an_answer_is_acknowledged_with_its_counter_and_the_time(attempt):
    answer = send(signed_in(attempt.person), attempt, answer=["2"], counter=7)
    said = answer.json()
    assert (answer.status_code, said["slot"], said["counter"], said["answer"], said["kept"]) == (200, 1, 7, ["2"], True)
    assert re.fullmatch(r"Saved at \d\d:\d\d", said["said"])


def test_a_late_answer_learns_which_one_is_kept(attempt):
    client = signed_in(attempt.person)
    send(client, attempt, answer=["2"], counter=9)
    late = send(client, attempt, answer=["1"], counter=8).json()
    assert (late["kept"], late["counter"], late["answer"]) == (False, 9, ["2"])


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{",
        '{"answer": ["1"]}',
        '{"answer": ["z"], "counter": 1}',
        '{"answer": ["1"], "counter": "1"}',
        '{"answer": ["1"], "counter": true}',
        "null",
    ],
)
def test_a_malformed_answer_is_refused(attempt, body):
    answer = signed_in(attempt.person).post(url("answer", attempt, 1), body, content_type="application/json")
    assert (answer.status_code, Response.objects.get(attempt=attempt, slot=1).answer) == (400, [])


def test_an_answer_that_is_too_long_is_refused(attempt):
    assert send(signed_in(attempt.person), attempt, answer=["1" * 140_000]).status_code == 413


def test_forged_addresses_are_not_found(attempt):
    client, stranger = signed_in(attempt.person), signed_in(world.member("trainee"))
    assert send(client, attempt, slot=9).status_code == 404
    assert send(stranger, attempt).status_code == 404
    assert stranger.post(url("submit", attempt)).status_code == 404
    assert [stranger.get(url(name, attempt, *more)).status_code for name, more in (("attempt", [1]), ("review", []), ("result", []))] == [
        404
    ] * 3
    assert client.get(url("attempt", attempt, 4)).status_code == 404
    assert client.get(reverse("quizzes:attempt", args=[uuid4(), 1])).status_code == 404
    assert stranger.get(brief_url(attempt)).status_code == 404
    assert stranger.post(brief_url(attempt, "start")).status_code == 404


def test_a_session_that_ended_is_told_where_to_sign_in_again(attempt):
    answer = send(Client(), attempt)
    assert (answer.status_code, answer.json()["sign_in"]) == (401, f"/account/login/?next={url('attempt', attempt, 1)}")
    assert post_form(Client(), attempt).url == f"/account/login/?next={url('attempt', attempt, 1)}"


def test_an_answer_after_handing_in_is_refused_in_words(attempt):
    hand_in(attempt, "b")
    answer = send(signed_in(attempt.person), attempt)
    assert (answer.status_code, answer.json()["said"]) == (409, "You have handed this attempt in already.")


def test_without_a_script_the_form_saves_and_goes_on(attempt):
    client = signed_in(attempt.person)
    assert post_form(client, attempt, go="next").url == url("attempt", attempt, 2)
    assert post_form(client, attempt, slot=2, go="previous", chosen=["2"]).url == url("attempt", attempt, 1)
    assert post_form(client, attempt, slot=3, go="next", chosen=["3"]).url == url("review", attempt)
    assert post_form(client, attempt, go="leave").url == brief_url(attempt)
    kept = Response.objects.filter(attempt=attempt).order_by("slot").values_list("answer", flat=True)
    assert list(kept) == [world.keys(attempt, slot, str(slot)) for slot in (1, 2, 3)]


def test_a_form_that_changes_nothing_overwrites_nothing(attempt):
    client = signed_in(attempt.person)
    send(client, attempt, answer=["2"])
    post_form(client, attempt, chosen=[])
    assert Response.objects.get(attempt=attempt, slot=1).answer == world.keys(attempt, 1, "2")


def test_a_question_is_shown_in_the_language_it_has_and_says_so():
    world.question()
    question = Question.objects.get()
    Question.objects.update(
        stem_en="", body={"options": [{**one, "text": {"es": one["text"]["es"], "en": ""}} for one in question.options]}
    )

    question.refresh_from_db()
    publish_question(question=question)
    attempt = world.attempt(world.quiz(questions=[question]))
    page = signed_in(attempt.person).get(url("attempt", attempt, 1)).content.decode()
    assert ("Not yet translated: this is the Spanish text." in page, 'lang="es"' in page, "Opción a" in page) == (True, True, True)


def test_each_person_reads_the_question_in_their_language(attempt):
    spanish = world.attempt(attempt.quiz, who=world.member("trainee", language="es"))
    assert "(English)" in signed_in(attempt.person).get(url("attempt", attempt, 1)).content.decode()
    assert "(English)" not in signed_in(spanish.person).get(url("attempt", spanish, 1)).content.decode()


# ── Handing in and the result ───────────────────────────────────────────────────────────────────────────────────


def test_the_review_names_what_is_unanswered_and_handing_in_confirms_it(attempt):
    client = signed_in(attempt.person)
    send(client, attempt)
    assert "Hand in with 2 unanswered" in client.get(url("review", attempt)).content.decode()
    assert client.post(url("submit", attempt), {"unanswered": "0"}).url == url("review", attempt)
    assert client.post(url("submit", attempt), {"unanswered": "2"}).url == url("result", attempt)
    assert client.post(url("submit", attempt), {"unanswered": "2"}).url == url("result", attempt)


def test_not_yet_says_what_was_chosen_what_is_right_why_and_what_comes_next(attempt):
    hand_in(attempt, "a", "b", "c")
    page = signed_in(attempt.person).get(url("result", attempt)).content.decode()
    wanted = (
        "Not yet",
        "1 right of 3. It takes 3 to pass.",
        "Option b",
        "Because b",
        "Option a",
        "It is on the sheet.",
        "You have 2 left",
        "Try again",
    )
    assert [text for text in wanted if text not in page] == []


def test_passing_says_so(attempt):
    hand_in(attempt, "a", "a", "a")
    assert "You have passed" in signed_in(attempt.person).get(url("result", attempt)).content.decode()


def test_the_result_leads_to_the_lessons_that_teach_what_was_missed():
    module = world.module()
    lesson = world.lesson(module, title="Los packs", competencies=[world.competency("PRO")])
    attempt = world.attempt(world.quiz(module, questions=[world.question()]))
    hand_in(attempt, "b")
    page = signed_in(attempt.person).get(url("result", attempt)).content.decode()
    assert reverse("enrolments:lesson", args=[attempt.enrolment_id, lesson.translation_key]) in page


def test_a_question_can_be_reported(attempt):
    hand_in(attempt, "b")
    client = signed_in(attempt.person)
    assert client.post(url("report", attempt), {"slot": 2, "text": "It costs 47 € now."}).url == url("result", attempt)
    report = ContentReport.objects.get()
    reference = Response.objects.get(attempt=attempt, slot=2).version.question_id
    assert (report.page_id, report.block_id, report.text) == (attempt.quiz_id, f"question-{reference}", "It costs 47 € now.")
    assert client.post(url("report", attempt), {"slot": 9, "text": "x"}).status_code == 422


def test_only_those_who_may_see_it_see_a_result_and_never_an_open_one():
    world.evidence_kinds()
    centre = world.unit()
    team = world.unit(kind="team", parent=centre)
    learner, trainer, elsewhere = world.member("trainee", team), world.member("trainer", centre), world.member("trainer")
    attempt = world.attempt(who=learner)
    assert signed_in(trainer).get(url("result", attempt)).status_code == 404
    hand_in(attempt, "b")
    assert signed_in(trainer).get(url("result", attempt)).status_code == 200
    assert signed_in(elsewhere).get(url("result", attempt)).status_code == 404
    assert signed_in(world.member("trainee", team)).get(url("result", attempt)).status_code == 404


def test_a_trainer_opens_another_attempt_for_someone_who_has_none_left():
    centre = world.unit()
    learner, trainer, coordinator = (world.member(role, centre) for role in ("trainee", "trainer", "coordinator"))
    attempt = world.attempt(world.quiz(questions=[world.question()], max_attempts=1), who=learner)
    hand_in(attempt, "b")
    page = signed_in(trainer).get(url("result", attempt)).content.decode()
    assert "Open another attempt" in page
    grant = brief_url(attempt, "grant")
    assert signed_in(coordinator).post(grant, {"reason": "We went over it"}).status_code == 403
    assert signed_in(learner).post(grant, {"reason": "Please"}).status_code == 403
    assert signed_in(trainer).post(grant, {"reason": "We went over it"}).url == url("result", attempt)
    assert signed_in(learner).post(brief_url(attempt, "start")).url == url("attempt", Attempt.objects.get(number=2), 1)


# ── What it costs ───────────────────────────────────────────────────────────────────────────────────────────────


def counted(django_assert_max_num_queries, most, act, *args):
    with django_assert_max_num_queries(most) as queries:
        assert act(*args).status_code == 200
    return len(queries)


@pytest.mark.parametrize("layout", ["one", "all"])
def test_a_question_costs_the_same_with_three_times_the_questions(django_assert_max_num_queries, layout):
    costs = []
    for count in (1, 3):
        attempt = world.attempt(world.quiz(questions=[world.question() for _number in range(count)], layout=layout))
        client = signed_in(attempt.person)
        client.get(url("attempt", attempt, 1))
        costs.append(counted(django_assert_max_num_queries, 12, client.get, url("attempt", attempt, 1)))
    assert costs[0] == costs[1]


def test_starting_costs_the_same_with_three_times_the_questions_and_renews_the_first_screen_once(django_assert_max_num_queries):
    costs = []
    for count in (1, 3):
        attempt = world.attempt(world.quiz(questions=[world.question() for _number in range(count)]))
        client, person, start = signed_in(attempt.person), User.objects.filter(pk=attempt.person_id), brief_url(attempt, "start")
        client.get(brief_url(attempt))
        for _time in range(2):  # the first time this process reads the versions
            Attempt.objects.filter(person=attempt.person).delete()
            before = person.get().today_version
            with TestCase.captureOnCommitCallbacks(execute=True), django_assert_max_num_queries(24) as queries:
                assert client.post(start).status_code == 302
            assert person.get().today_version == before + 1
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_an_answer_costs_four_queries_at_most(django_assert_max_num_queries):
    costs = []
    for count in (1, 3):
        attempt = world.attempt(world.quiz(questions=[world.question() for _number in range(count)]))
        client = signed_in(attempt.person)
        client.get(url("attempt", attempt, 1))  # the day's first request also asks what its roles need to sign in
        costs.append(counted(django_assert_max_num_queries, 4, send, client, attempt))
    assert costs[0] == costs[1]


def test_the_brief_and_the_result_cost_the_same_with_three_times_the_questions(django_assert_max_num_queries):
    costs = []
    for count in (1, 3):
        attempt = world.attempt(world.quiz(questions=[world.question() for _number in range(count)]))
        client = signed_in(attempt.person)
        hand_in(attempt, "b")
        client.get(brief_url(attempt))
        costs.append(
            [counted(django_assert_max_num_queries, 12, client.get, page) for page in (brief_url(attempt), url("result", attempt))]
        )
    assert costs[0] == costs[1]


def test_true_or_false_with_keys_of_its_own_is_asked_and_explained():
    """As questions were written before there were kinds, and as other systems write them."""
    world.evidence_kinds()
    question = world.question(kind="true_false", right=("true",))
    question.options = [{**option, "key": key} for option, key in zip(question.options, "ab", strict=True)]
    publish_question(question=question)
    attempt = world.attempt(world.quiz(questions=[question]))
    client = signed_in(attempt.person)
    assert "Option true" in client.get(url("attempt", attempt, 1)).content.decode()
    hand_in(attempt, "a")
    assert "Option true" in client.get(url("result", attempt)).content.decode()
