import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from assessments.quizzes.actions import bring_in, end_overdue, save_response, submit_attempt
from assessments.quizzes.exceptions import RescueRefused
from assessments.quizzes.models import Attempt, Response
from assessments.quizzes.rescue import checksum, read_file
from lms.competencies.models import Evidence
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
CHOSEN = int(NOW.timestamp() * 1000)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def attempt():
    world.evidence_kinds()
    return world.attempt(world.quiz(questions=[world.question(stem=stem) for stem in "abc"], time_limit=30), at=NOW - timedelta(minutes=20))


def content(attempt, *answers, **changes) -> dict:
    """`answers`: (slot, keys or what was sent, counter)."""
    listed = [
        {"slot": slot, "answer": answer, "counter": counter, "seconds": 12, "chosen_at": "2026-11-12T09:00:00.000Z", "saved": False}
        for slot, answer, counter in answers
    ]
    made = {
        "kind": "peldano-answers",
        "version": 1,
        "attempt": str(attempt.pk),
        "person": attempt.person_id,
        "quiz": "Cuestionario «ñ»",
        "written_at": "2026-11-12T09:05:00.000Z",
        "answers": listed,
    }
    return made | changes


def text(made: dict) -> str:
    return json.dumps({**made, "checksum": checksum(made)}, ensure_ascii=False)


def file(attempt, *answers, **changes):
    return read_file(text(content(attempt, *answers, **changes)))


def keyed(attempt, slot: int, key: str, counter: int = CHOSEN) -> tuple:
    return slot, world.places(attempt, slot, key), counter


def answers(attempt) -> list[list[str]]:
    return list(Response.objects.filter(attempt=attempt).order_by("slot").values_list("answer", flat=True))


def ended(attempt) -> Attempt:
    return end_overdue(attempt=attempt, now=NOW + timedelta(minutes=15))


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_checksum_is_of_what_a_browser_writes():
    assert checksum({"quiz": "Año — “ñ” \u2028 \x7f \x01", "n": 2**53}) == "crc32:d233be11"


@pytest.mark.parametrize(
    "made", ["", "[]", "null", "{}", '{"kind": "other", "version": 1}', "[" * 5000, '{"kind": "peldano-answers", "version": 2}']
)
def test_what_is_no_file_of_answers_is_refused_in_words(made):
    with pytest.raises(RescueRefused, match="not a file of answers"):
        read_file(made)


@pytest.mark.parametrize("change", [{"person": 7}, {"answers": []}, {"written_at": "yesterday"}])
def test_a_file_that_was_edited_does_not_add_up(attempt, change):
    made = content(attempt, keyed(attempt, 1, "a"))
    with pytest.raises(RescueRefused, match="does not add up"):
        read_file(json.dumps({**made, "checksum": checksum(made), **change}))


@pytest.mark.parametrize("change", [{"person": "1"}, {"person": True}, {"attempt": "x"}, {"answers": [{}]}, {"answers": 3}])
def test_a_file_of_another_shape_is_refused(attempt, change):
    with pytest.raises(RescueRefused):
        read_file(text(content(attempt) | change))


def test_a_slot_named_twice_is_refused(attempt):
    with pytest.raises(RescueRefused):
        file(attempt, keyed(attempt, 1, "a"), keyed(attempt, 1, "b"))


# ── Bringing in ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_open_attempt_takes_what_is_newer_and_keeps_what_is_newer_there(attempt):
    save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=world.places(attempt, 1, "b"), counter=CHOSEN + 5, now=NOW)
    save_response(attempt_id=attempt.pk, person=attempt.person, slot=2, answer=world.places(attempt, 2, "b"), counter=CHOSEN - 5, now=NOW)
    brought = bring_in(
        attempt=attempt, file=file(attempt, keyed(attempt, 1, "a"), keyed(attempt, 2, "c")), actor=world.member("trainer"), now=NOW
    )
    assert (brought.slots, answers(attempt)) == ((2,), [["b"], ["c"], []])
    assert Response.objects.get(attempt=attempt, slot=2).counter == CHOSEN


def test_bringing_in_twice_changes_and_tells_once(attempt):
    brought = [bring_in(attempt=attempt, file=file(attempt, keyed(attempt, 1, "a")), actor=world.member("trainer"), now=NOW) for _ in "ab"]
    assert [one.slots for one in brought] == [(1,), ()]
    assert Notification.objects.filter(person=attempt.person, kind="quizzes.brought_in").count() == 1


def test_what_a_browser_sends_late_does_not_undo_what_was_brought_in(attempt):
    bring_in(attempt=attempt, file=file(attempt, keyed(attempt, 1, "a")), actor=world.member("trainer"), now=NOW)
    late = save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=["2"], counter=CHOSEN - 1, now=NOW)
    assert (late.kept, answers(attempt)[0]) == (False, ["a"])


def test_an_attempt_that_ended_by_itself_is_scored_anew_with_a_reason_and_a_trail(attempt):
    closed, trainer = ended(attempt), world.member("trainer")
    assert (closed.ended_by, closed.passed) == ("deadline", False)
    late = file(closed, *[keyed(closed, slot, "a") for slot in (1, 2, 3)])
    with pytest.raises(RescueRefused, match="Write why"):
        bring_in(attempt=closed, file=late, actor=trainer, reason=" ")
    brought = bring_in(attempt=closed, file=late, actor=trainer, reason="Se cortó la luz")
    closed.refresh_from_db()
    assert (brought.slots, closed.passed, closed.points, closed.ended_by) == ((1, 2, 3), True, 3, "deadline")
    assert Evidence.objects.filter(person=closed.person).count() == 1
    entry = ModelLogEntry.objects.get(action="quizzes.bring_in_answers")
    assert (entry.user, entry.data["reason"], entry.data["slots"]) == (trainer, "Se cortó la luz", [1, 2, 3])
    assert (entry.data["before"]["passed"], entry.data["after"]["passed"]) == (False, True)
    told = Notification.objects.get(person=closed.person, kind="quizzes.brought_in")
    assert "3 answers that were on your device count now. Se cortó la luz" in told.text


def test_what_was_chosen_after_the_end_is_left_out(attempt):
    closed = ended(attempt)
    after = int((closed.submitted_at + timedelta(minutes=1)).timestamp() * 1000)
    brought = bring_in(attempt=closed, file=file(closed, keyed(closed, 1, "a", after)), actor=world.member("trainer"), reason="Why not")
    assert (brought.slots, answers(closed)[0]) == ((), [])


def test_a_counter_from_the_future_does_not_close_the_question(attempt):
    brought = bring_in(attempt=attempt, file=file(attempt, keyed(attempt, 1, "a", 2**53)), actor=world.member("trainer"), now=NOW)
    assert brought.slots == ()


def test_an_attempt_that_its_person_handed_in_takes_no_file(attempt):
    submit_attempt(attempt=attempt, now=NOW)
    with pytest.raises(RescueRefused, match="handed this attempt in"):
        bring_in(attempt=attempt, file=file(attempt, keyed(attempt, 1, "a")), actor=world.member("trainer"), reason="Please")


def test_a_file_of_another_person_or_attempt_is_refused(attempt):
    other = world.attempt(attempt.quiz)
    for forged in (file(attempt, person=other.person_id), file(other)):
        with pytest.raises(RescueRefused, match="another attempt, or of another person"):
            bring_in(attempt=attempt, file=forged, actor=world.member("trainer"))


def test_practice_is_nobody_elses(attempt):
    Attempt.objects.update(practice=True)
    with pytest.raises(RescueRefused, match="practice"):
        bring_in(attempt=attempt, file=file(attempt, keyed(attempt, 1, "a")), actor=world.member("trainer"))


@pytest.mark.parametrize("answer", [["9"], ["1", "2"], "1", [1], [["1"]], {"a": 1}, None])
def test_an_answer_that_does_not_fit_is_left_out_and_the_others_are_not(attempt, answer):
    brought = bring_in(
        attempt=attempt, file=file(attempt, (1, answer, CHOSEN), keyed(attempt, 2, "a")), actor=world.member("trainer"), now=NOW
    )
    assert (brought.slots, answers(attempt)) == ((2,), [[], ["a"], []])


# ── The screens ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def trainer(attempt):
    return world.member("trainer", attempt.person.memberships.get().unit)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def upload(client: Client, made: str | bytes):
    made = made if isinstance(made, bytes) else made.encode()
    return client.post(reverse("quizzes:rescue"), {"file": SimpleUploadedFile("answers.json", made, "application/json")})


def test_the_preview_shows_each_answer_in_words_and_changes_nothing(attempt, trainer):
    page = upload(signed_in(trainer), text(content(attempt, keyed(attempt, 1, "a"), keyed(attempt, 2, "b")))).content.decode()
    wanted = ("2 answers would change", "Option a", "Option b", "No answer", "Bring in 2 answers")
    assert ([one for one in wanted if one not in page], answers(attempt)) == ([], [[], [], []])


def test_bringing_in_says_what_it_did(attempt, trainer):
    Attempt.objects.update(deadline_at=None)
    client = signed_in(trainer)
    answer = client.post(reverse("quizzes:bring_in"), {"content": text(content(attempt, keyed(attempt, 1, "a")))}, follow=True)
    assert f"One answer of {attempt.person} has been brought in." in answer.content.decode()
    assert answers(attempt)[0] == ["a"]


def test_a_closed_attempt_asks_for_the_reason(attempt, trainer):
    closed, client = ended(attempt), signed_in(trainer)
    made = {"content": text(content(closed, keyed(closed, 1, "a")))}
    asked = client.post(reverse("quizzes:bring_in"), made)
    assert (asked.status_code, answers(closed)[0]) == (422, [])
    brought = client.post(reverse("quizzes:bring_in"), {**made, "reason": "Se cortó la luz"})
    assert (brought.url, answers(closed)[0]) == (reverse("quizzes:result", args=[closed.pk]), ["a"])


@pytest.mark.parametrize("made", ["", "{", b"\xff\xfe\x00", "[]"])
def test_a_wrong_file_is_refused_in_words(attempt, trainer, made):
    answer = upload(signed_in(trainer), made)
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)


def test_a_file_of_somebody_elses_people_is_refused_like_one_of_nobody(attempt):
    elsewhere = signed_in(world.member("trainer"))
    said = "This file is of nobody whose attempts you may open."
    assert said in upload(elsewhere, text(content(attempt, keyed(attempt, 1, "a")))).content.decode()
    elsewhere.post(reverse("quizzes:bring_in"), {"content": text(content(attempt, keyed(attempt, 1, "a")))})
    assert answers(attempt)[0] == []


def test_nobody_brings_in_their_own_answers(attempt):
    world.member("trainer", attempt.person.memberships.get().unit, who=attempt.person)
    client = signed_in(attempt.person)
    client.post(reverse("quizzes:bring_in"), {"content": text(content(attempt, keyed(attempt, 1, "a")))})
    assert answers(attempt)[0] == []


# ── What the page of an open attempt is told ────────────────────────────────────────────────────────────────────


def state(client: Client, attempt):
    return client.get(reverse("quizzes:state", args=[attempt.pk]))


def test_the_state_has_the_servers_time_the_end_and_every_answer_by_its_place(django_assert_max_num_queries):
    attempt = world.attempt(world.quiz(questions=[world.question(), world.question()], time_limit=30))
    save_response(attempt_id=attempt.pk, person=attempt.person, slot=2, answer=["3"], counter=7)
    client = signed_in(attempt.person)
    state(client, attempt)
    with django_assert_max_num_queries(6):
        said = state(client, attempt).json()
    assert (said["open"], said["deadline"]) == (True, int(attempt.deadline_at.timestamp() * 1000))
    assert said["answers"] == [{"slot": 1, "counter": 0, "answer": []}, {"slot": 2, "counter": 7, "answer": ["3"]}]


def test_the_state_says_who_is_there_instead(attempt):
    assert state(Client(), attempt).status_code == 401
    other = state(signed_in(world.member("trainee", first_name="Otra", last_name="Persona")), attempt)
    assert (other.status_code, other.json()) == (404, {"person": "Otra Persona"})


def test_the_state_of_an_attempt_whose_time_ran_out_says_so_and_ends_it(attempt):
    said = state(signed_in(attempt.person), attempt).json()
    attempt.refresh_from_db()
    assert (said["open"], "The time is up" in said["said"], attempt.ended_by) == (False, True, "deadline")


def test_an_answer_after_the_time_is_refused_in_words(attempt):
    body = json.dumps({"answer": ["1"], "counter": 10})
    answer = signed_in(attempt.person).post(reverse("quizzes:answer", args=[attempt.pk, 1]), body, content_type="application/json")
    assert (answer.status_code, "The time is up" in answer.json()["said"]) == (409, True)


def test_the_seconds_on_screen_are_kept_and_no_answer_is_refused_for_them():
    attempt = world.attempt()
    client = signed_in(attempt.person)
    for counter, seconds in ((1, 12), (2, 5), (3, "x"), (4, -1), (5, True)):
        body = json.dumps({"answer": ["1"], "counter": counter, "seconds": seconds})
        assert client.post(reverse("quizzes:answer", args=[attempt.pk, 1]), body, content_type="application/json").status_code == 200
    assert Response.objects.get(attempt=attempt, slot=1).seconds == 12
