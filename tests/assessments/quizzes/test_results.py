"""After the end: every kind with what was answered, what is right and why; when it is shown; marks, corrections and fractions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assessments.quizzes.actions import rescore, save_response, start_attempt, submit_attempt
from assessments.quizzes.enums import EndedBy
from assessments.quizzes.models import Attempt, Correction, Mark
from assessments.quizzes.queries import result_screen, stairs
from assessments.quizzes.queries.results.revealing import Hidden, hidden
from assessments.quizzes.standing import Standing
from assessments.quizzes.templatetags.quiz_points import points, points_missing
from tests import questions, world
from tests.questions import KINDS, RIGHT, WRONG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds_of_evidence():
    world.evidence_kinds()


def handed_in(*kinds: str, answers=RIGHT, quiz=None, **attempt) -> Attempt:
    made = world.attempt(world.quiz(questions=[world.question(kind=kind) for kind in kinds], **(quiz or {})), **attempt)
    for slot, kind in enumerate(kinds, 1):
        given = world.places(made, slot, *answers[kind]) if answers.get(kind) else []
        save_response(attempt_id=made.pk, person=made.person, slot=slot, answer=given)
    return submit_attempt(attempt=made)


def page_of(attempt, who=None) -> str:
    client = Client()
    client.force_login(who or attempt.person)
    return client.get(reverse("quizzes:result", args=[attempt.pk])).content.decode()


def screen_of(attempt, who=None):
    with translation.override("en"):
        return result_screen(Attempt.objects.get(pk=attempt.pk), who or attempt.person, timezone.now())


def only(attempt):
    (item,) = screen_of(attempt).items
    return item


def missing(page: str, *texts: str) -> list[str]:
    return [text for text in texts if text not in page]


# ── Each kind ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "free"])
def test_what_was_right_says_so(kind):
    attempt = handed_in(kind)
    assert (only(attempt).outcome, "1 right of 1" in page_of(attempt)) == ("right", True)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "free"])
@pytest.mark.parametrize("answers", [WRONG, {}], ids=["wrong", "unanswered"])
def test_what_was_not_right_says_what_is_and_why(kind, answers):
    attempt = handed_in(kind, answers=answers)
    told = {
        "single": ["Option a", "Because a"],
        "multiple": ["Option a", "Because a"],
        "true_false": ["<strong>True</strong>"],
        "best": ["Reply a", "Because a"],
        "short": ["cuota mensual"],
        "number": ["3.5\u00a0€ (from 3.4\u00a0€ to 3.6\u00a0€ counts)"],
        "ordering": ["Saluda", "Verifica"],
        "matching": ["Service 1", "Price 2", "Because p1"],
        "gaps": ["fee", "45\u00a0€", "un mes"],
        "hotspot": ["Area b", "Because b"],
    }[kind]
    page = page_of(attempt)
    assert missing(page, "It is on the sheet.", *told, *([] if answers else ["No answer"])) == []
    assert only(attempt).outcome == "missing"


def test_half_of_several_options_says_how_many_and_what_it_is_worth():
    question = world.question(kind="multiple", right=("a", "b"))
    question.body = {**question.body, "rule": "partial"}
    attempt = _of(question, "a", "c")
    item = only(attempt)
    assert (item.outcome, item.explained.counted, str(item.share)) == ("part", (1, 2), "1/2")
    assert (
        missing(page_of(attempt), "1 of 2 right", "1/2 of its point", "0.5 of 1 points. It takes 0.8 to pass.", "0.3 points are missing")
        == []
    )
    assert [(str(line.text), line.state) for line in item.explained.given] == [("Option a", "met"), ("Option c", "missing")]


def test_all_or_nothing_says_how_near_it_was_and_that_it_takes_all():
    attempt = _of(world.question(kind="multiple", right=("a", "b")), "a")
    assert missing(page_of(attempt), "1 of 2 right", "the point is for all of it", "0 right of 1") == []


def test_the_feedback_is_that_of_the_variant_that_was_typed():
    attempt = _of(world.question(kind="short"), "cuota anual")
    page = page_of(attempt)
    assert (missing(page, "cuota anual", "Because which fee", "1/2 of its point"), "Because fee" in page) == ([], False)
    far = _of(world.question(kind="number"), "99")
    assert missing(page_of(far), "Because far") == []


def test_an_order_says_of_each_place_whether_it_is_right():
    attempt = _of(world.question(kind="ordering"), "1", "3", "2", "4")
    item = only(attempt)
    assert [(row.number, row.state) for row in item.explained.rows] == [(1, "met"), (2, "missing"), (3, "missing"), (4, "met")]
    assert (item.explained.counted, str(item.share)) == ((2, 4), "1/2")


def test_neighbours_are_counted_where_neighbours_count():
    question = world.question(kind="ordering", body=questions.body("ordering", rule="pairs"))
    attempt = _of(question, "4", "1", "2", "3")
    assert missing(page_of(attempt), "2 of 3 follow each other rightly", "2/3 of its point") == []


def test_pairs_in_part_say_which():
    attempt = _of(world.question(kind="matching"), "p1:t2", "p2:t3")
    assert [(str(row.label), str(row.given), row.state) for row in only(attempt).explained.rows] == [
        ("Service 1", "Price 2", "met"),
        ("Service 2", "Price 3", "missing"),
    ]
    assert missing(page_of(attempt), "1 of 2 right", "1/2 of its point") == []


def test_gaps_in_part_say_which():
    attempt = _of(world.question(kind="gaps"), "x:b", "y:45")
    rows = [(row.number, str(row.given), str(row.right), row.state) for row in only(attempt).explained.rows]
    assert rows == [(1, "fine", "fee", "missing"), (2, "45", "45 €", "met"), (3, "", "un mes", "missing")]
    assert missing(page_of(attempt), "Because fine", "1/4 of its point") == []


def test_the_image_shows_the_right_area_and_the_one_that_was_chosen():
    attempt = _of(world.question(kind="hotspot"), "a")
    states = {shape.tag: shape.state for shape in only(attempt).explained.image.shapes}
    assert states == {"rect": "missing", "circle": "met", "polygon": ""}


def _of(question, *answer: str) -> Attempt:
    from assessments.quizzes.actions import publish_question

    publish_question(question=question)
    made = world.attempt(world.quiz(questions=[question]))
    save_response(attempt_id=made.pk, person=made.person, slot=1, answer=world.places(made, 1, *answer))
    return submit_attempt(attempt=made)


# ── Written answers ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_written_answer_waits_for_whoever_reads_it():
    attempt = handed_in("single", "free")
    page = page_of(attempt)
    assert missing(page, "Somebody is reading it", "1 of 2 points so far", "Entiendo lo que cuenta", "Shows understanding") == []
    assert [text for text in ("Not yet", "You have passed", "What an expert would say") if text in page] == []


def test_a_marked_answer_says_what_each_criterion_got_and_what_its_reader_says():
    attempt = handed_in("free")
    response = attempt.responses.get()
    marker = world.member("trainer")
    for comment, given, share in (("First", {"1": 0, "2": 0}, "0"), ("Warm, and clear", {"1": 1.5, "2": 1}, "0.8333")):
        Mark.objects.create(response=response, points=given, share=Decimal(share), comment=comment, marked_by=marker)
        attempt.responses.update(points=Decimal(share))
    rescore(attempt=attempt)
    page = page_of(attempt)
    told = (
        "1.5 of 2",
        "1 of 1",
        "Warm, and clear",
        "What an expert would say",
        "5/6 of its point",
        "0.83 of 1 points. It takes 0.8 to pass.",
        "You have passed",
    )
    assert (missing(page, *told), "First" in page) == ([], False)


def test_a_practice_is_read_by_nobody_and_says_so():
    quiz = world.quiz(questions=[world.question(kind="free"), world.question()], practice=True, reveal="competency")
    enrolment = world.enrolment(in_programme=world.programme([quiz.get_parent().specific]))
    made = start_attempt(enrolment=enrolment, step_key=quiz.translation_key, person=enrolment.person, practice=True)
    save_response(attempt_id=made.pk, person=made.person, slot=1, answer=["Entiendo"])
    page = page_of(submit_attempt(attempt=made))
    assert missing(page, "practice", "Nobody reads a practice", "What an expert would say", "It counts nowhere", "Option a") == []


# ── When it is shown ────────────────────────────────────────────────────────────────────────────────────────────

OPEN = Standing(used=1, left=2, opens_at=None, passed=False)
CLOSES = timezone.now() + timedelta(days=2)


@pytest.mark.parametrize(
    ("reveal", "standing", "expected"),
    [
        ("at_once", OPEN, None),
        ("after_last", OPEN, Hidden("after_last")),
        ("after_last", Standing(used=1, left=2, opens_at=None, passed=True), None),
        ("after_last", Standing(used=3, left=0, opens_at=None, passed=False), None),
        ("after_last", Standing(used=3, left=0, opens_at=None, passed=False, being_marked=True), Hidden("after_last")),
        ("after_last", Standing(used=1, left=None, opens_at=None, passed=False), Hidden("after_last")),
        ("after_last", Standing(used=1, left=2, opens_at=None, passed=False, is_over=True), None),
        ("after_close", OPEN, Hidden("after_close")),
        ("after_close", Standing(used=1, left=2, opens_at=None, passed=True, closes_at=CLOSES), Hidden("after_close", CLOSES)),
        ("after_close", Standing(used=1, left=2, opens_at=None, passed=False, is_over=True), None),
        ("competency", Standing(used=1, left=2, opens_at=None, passed=True, is_over=True), Hidden("competency")),
    ],
)
def test_the_rule_of_the_quiz_says_when_answers_are_shown(reveal, standing, expected):
    assert hidden(reveal, own=True, practice=False, standing=standing) == expected
    assert hidden(reveal, own=False, practice=False, standing=standing) is None
    assert hidden(reveal, own=True, practice=True, standing=standing) is None


@pytest.mark.parametrize(
    ("quiz", "said"),
    [
        ({"reveal": "after_last"}, "when you have passed, or when you have used your last attempt"),
        ({"reveal": "after_close", "closes_at": CLOSES}, "once the quiz has closed: "),
        ({"reveal": "after_close"}, "No day has been set yet"),
        ({"reveal": "competency"}, "keeps its questions to itself"),
    ],
)
def test_what_is_hidden_says_when_it_is_shown_and_tells_nothing_of_it(quiz, said):
    centre = world.unit()
    attempt = handed_in("single", "best", answers={"single": ["b"], "best": ["b"]}, quiz=quiz, who=world.member("trainee", centre))
    page = page_of(attempt)
    assert missing(page, said, "Competency PRO", "0.5 of 2 points") == []
    assert [text for text in ("Option", "Reply", "Because", "on the sheet", "(English)") if text in page] == []
    assert missing(page_of(attempt, world.member("trainer", centre)), "Option a", "Because a", "Reply a") == []


# ── Corrections, the end of the time, figures ───────────────────────────────────────────────────────────────────


def test_a_question_that_counts_for_nobody_says_why():
    attempt = handed_in("single", "best", answers=WRONG)
    _correct(attempt, 1, "void")
    screen, page = screen_of(attempt), page_of(attempt)
    assert ([item.outcome for item in screen.items], screen.asked, screen.void) == (["void", "missing"], 1, 1)
    assert missing(page, "This question counts for nobody: The price has changed", "One question counts for nobody", "0 right of 1") == []


def test_a_question_that_was_put_right_is_explained_by_its_new_key():
    attempt = handed_in("single", answers={"single": ["b"]})
    version = attempt.responses.get().version
    options = [{**one, "correct": one["key"] == "b"} for one in version.content["options"]]
    _correct(attempt, 1, "rekey", {**version.content, "options": options})
    item = only(attempt)
    assert (item.outcome, [str(line.text) for line in item.explained.key]) == ("right", ["Option b"])
    assert missing(page_of(attempt), "was put right afterwards", "The price has changed") == []


def test_a_correction_that_was_taken_back_says_nothing():
    attempt = handed_in("single")
    _correct(attempt, 1, "void")
    _correct(attempt, 1, "keep")
    assert (only(attempt).outcome, "The price has changed" in page_of(attempt)) == ("right", False)


def _correct(attempt, slot, kind, content=None):
    version = attempt.responses.get(slot=slot).version
    made = Correction.objects.create(
        version=version, kind=kind, content=content or {}, reason="The price has changed", decided_by=world.member("trainer")
    )
    rescore(attempt=attempt, correction=made)


def test_an_attempt_that_the_time_ended_says_so_kindly():
    attempt = world.attempt()
    submit_attempt(attempt=attempt, ended_by=EndedBy.DEADLINE)
    assert missing(page_of(attempt), "Your time ran out", "Nothing of it was lost") == []


def test_every_question_taken_out_leaves_no_figure():
    attempt = handed_in("single")
    _correct(attempt, 1, "void")
    assert missing(page_of(attempt), "No question of it counts.") == []


@pytest.mark.parametrize(
    ("value", "language", "has", "lacks"),
    [
        ("3.5000", "en", "3.5", "3.5"),
        ("3.5000", "es", "3,5", "3,5"),
        ("3.9999", "en", "3.99", "4"),
        ("10.0000", "en", "10", "10"),
        ("0.0000", "en", "0", "0"),
        ("0.3333", "es", "0,33", "0,34"),
    ],
)
def test_points_are_never_rounded_to_a_pass(value, language, has, lacks):
    with translation.override(language):
        assert (points(Decimal(value)), points_missing(Decimal(value))) == (has, lacks)


def test_a_part_of_a_step_is_half_built():
    assert [step["state"] for step in stairs(Decimal("1.5"), 3, 2)] == ["met", "progress", "missing"]
    assert [step["state"] for step in stairs(2, 3, 2)] == ["met", "met", "missing"]


def test_the_result_costs_the_same_with_three_times_the_questions(django_assert_max_num_queries):
    costs = []
    for kinds in (KINDS, KINDS * 3):
        attempt = handed_in(*kinds)
        client = Client()
        client.force_login(attempt.person)
        client.get(reverse("quizzes:brief", args=[attempt.enrolment_id, attempt.step_key]))
        with django_assert_max_num_queries(12) as queries:
            assert client.get(reverse("quizzes:result", args=[attempt.pk])).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
