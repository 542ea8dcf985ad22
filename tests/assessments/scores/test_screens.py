import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.scores.models import CriterionScore, RoleplayResult, Score
from tests.scores import Room, hand_in, score_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return Room()


@pytest.fixture
def score(room, client):
    found = score_of(room.performance(), room.nuria)
    client.force_login(room.nuria)
    return found


def asks(client, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def sent(score, values=(4, 5), *, counter=1, **fields):
    """Everything that the form of the screen sends."""
    criteria = score.performance.version.rubric_version.criteria.order_by("position")
    marks = {f"value_{one.pk}": str(value) for one, value in zip(criteria, values, strict=True)}
    counters = {f"counter_{one.pk}": str(counter) for one in criteria}
    return marks | counters | {"worked": "La clave", "next_time": "Di la hora", "next_time_too": "", "counter": str(counter)} | fields


def test_the_queue_says_what_waits(client, score):
    page = client.get(reverse("scores:queue")).content.decode()
    assert "Rosa’s complaint" in page
    assert "1 roleplay waits" in page


def test_an_empty_queue_says_when_something_comes(client, room):
    client.force_login(room.nuria)
    assert "Nothing waits for you" in client.get(reverse("scores:queue")).content.decode()


def test_the_screen_has_the_text_beside_the_rubric(client, score):
    page = client.get(reverse("scores:score", args=[score.pk])).content.decode()
    assert "Su clave es 4821." in page
    assert "C1 at 5" in page
    assert "2 criteria left" in page


def test_a_criterion_is_kept_by_itself(client, score):
    criterion = score.performance.version.rubric_version.criteria.first()
    packet = {f"value_{criterion.pk}": "4", f"counter_{criterion.pk}": "7", f"fact_{criterion.pk}": "Dio la clave"}
    answer = client.post(reverse("scores:save", args=[score.pk]), packet)
    assert answer.status_code == 200
    assert set(answer.json()) == {"at"}
    assert CriterionScore.objects.get(score=score).fact == "Dio la clave"


def test_an_older_tab_is_told_and_overwrites_nothing(client, score):
    client.post(reverse("scores:save", args=[score.pk]), sent(score, (5, 5), counter=9))
    answer = client.post(reverse("scores:save", args=[score.pk]), sent(score, (1, 1), counter=3))
    assert answer.status_code == 409
    assert "Another tab has kept something newer" in answer.json()["words"]
    assert set(CriterionScore.objects.filter(score=score).values_list("value", flat=True)) == {5}


def test_an_older_tab_does_not_hand_in_what_it_does_not_show(client, score):
    client.post(reverse("scores:save", args=[score.pk]), sent(score, (5, 5), counter=9))
    answer = client.post(reverse("scores:hand_in", args=[score.pk]), sent(score, (1, 1), counter=3), follow=True)
    assert "Another tab has kept something newer" in answer.content.decode()
    assert Score.objects.get(pk=score.pk).is_draft


@pytest.mark.parametrize("nonsense", ["6", "-1", "x", "9" * 40, "٣"])
def test_nonsense_breaks_nothing(client, score, nonsense):
    answer = client.post(reverse("scores:save", args=[score.pk]), sent(score, (nonsense, nonsense)))
    assert answer.status_code in (200, 409)
    assert not CriterionScore.objects.filter(score=score, value__isnull=False).exists()


def test_without_a_script_the_form_keeps_and_hands_in(client, score):
    address = reverse("scores:hand_in", args=[score.pk])
    client.post(address, sent(score, counter=0, draft="1"))
    assert Score.objects.get(pk=score.pk).is_draft
    assert client.post(address, sent(score, counter=1)).status_code == 302
    assert RoleplayResult.objects.get().percent == 87.5


def test_what_is_missing_is_said_on_the_screen_and_nothing_is_lost(client, score):
    answer = client.post(reverse("scores:hand_in", args=[score.pk]), sent(score, ("4", ""), worked="", critical="CE-FALSE"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Score “Acusa el hecho”." in page or "Score “Names the fact”." in page
    assert Score.objects.get(pk=score.pk).critical == ["CE-FALSE"]


def test_scores_stand_beside_each_other_once_both_are_in(client, room):
    made = room.performance(two="gate")
    hand_in(score_of(made, room.nuria), (4, 5))
    hand_in(score_of(made, room.marta), (5, 5))
    client.force_login(room.nuria)
    page = client.get(reverse("scores:score", args=[score_of(made, room.nuria).pk])).content.decode()
    assert "Beside each other" in page
    assert "Each criterion counts with the mean of both." in page
    assert "4.5" in page


def test_the_person_reads_what_worked_then_next_time_and_answers(client, room):
    made = room.performance()
    hand_in(score_of(made, room.nuria), (4, 5))
    client.force_login(room.person)
    address = reverse("scores:result", args=[made.pk])
    page = client.get(address).content.decode()
    assert page.index("Nombraste las tres tardes") < page.index("La próxima vez, di la hora")
    assert "Su clave es 4821." in page
    client.post(reverse("scores:answer", args=[made.pk]), {"text": "Diré la hora"})
    assert "Diré la hora" in client.get(address).content.decode()


def test_a_critical_error_is_said_first_and_kindly(client, room):
    made = room.performance()
    hand_in(score_of(made, room.nuria), (5, 5), critical=["CE-FALSE"])
    client.force_login(room.person)
    page = client.get(reverse("scores:result", args=[made.pk])).content.decode()
    assert page.index("Inventing a date") < page.index("Not yet") < page.index("What worked")


def test_the_person_asks_for_another_look_and_it_is_decided(client, room):
    made = room.performance()
    hand_in(score_of(made, room.nuria), (4, 3))
    client.force_login(room.person)
    criterion = made.version.rubric_version.criteria.get(code="C2")
    client.post(reverse("scores:ask_again", args=[made.pk]), {"criterion": criterion.pk, "text": "Nombré las tardes"})
    asked = made.results.get().appeals.get()
    client.force_login(asked.assigned_to)
    address = reverse("scores:appeal", args=[asked.pk])
    assert "You are not shown the score that it had." in client.get(address).content.decode()
    client.post(address, {"value": "5", "reason": "Sí, en la primera frase"})
    client.force_login(room.person)
    page = client.get(reverse("scores:result", args=[made.pk])).content.decode()
    assert "Sí, en la primera frase" in page
    assert "Passed" in page


def test_a_reading_is_given_back_from_the_screen(client, room, score):
    client.post(reverse("scores:recuse", args=[score.pk]), {"reason": "Es mi prima"})
    assert not Score.objects.filter(assessor=room.nuria).exists()


def test_the_queue_asks_the_same_for_one_and_for_three(client, room):
    client.force_login(room.nuria)
    asked = []
    for wanted in (1, 3):
        while Score.objects.drafts().by(room.nuria).count() < wanted:
            room.performance()
        client.get(reverse("scores:queue"))
        asked.append(asks(client, reverse("scores:queue")))
    assert asked[0] == asked[1]


def test_the_screen_asks_the_same_for_one_reading_and_for_three(client, room):
    asked = []
    for values in ([(4, 4)], [(5, 5), (2, 2), (4, 4)]):
        made = room.performance(two="gate" if len(values) > 1 else "")
        for one in values:
            hand_in(made.scores.drafts().first(), one)
        latest = made.scores.submitted().last()
        client.force_login(latest.assessor)
        asked.append(asks(client, reverse("scores:score", args=[latest.pk])))
    assert asked[1] - asked[0] <= 2  # what is beside each other, once: not once a reading


def test_a_draft_is_shown_as_it_was_left(client, score):
    write(score, (2, 5))
    page = client.get(reverse("scores:score", args=[score.pk])).content.decode()
    assert "<mark>Su clave es 4821.</mark>" in page
    assert page.count(" checked") == 2


def test_two_assessors_who_save_the_same_criterion_at_once_keep_one_each_and_are_told(client, room):
    """Each in their own row, whatever the order of the packets; neither is told what the other gave."""
    made = room.performance(two="gate")
    of = {name: score_of(made, getattr(room, name)) for name in ("nuria", "marta")}
    criterion = made.version.rubric_version.criteria.first()
    for counter, (name, value) in enumerate([("nuria", 2), ("marta", 5), ("nuria", 3), ("marta", 4)], 1):
        client.force_login(getattr(room, name))
        sent = {f"counter_{criterion.pk}": counter, f"value_{criterion.pk}": value, f"fact_{criterion.pk}": f"Visto por {name}"}
        answer = client.post(reverse("scores:save", args=[of[name].pk]), sent, headers={"X-Requested-With": "fetch"})
        assert (answer.status_code, "at" in answer.json()) == (200, True)
        assert client.post(reverse("scores:save", args=[of["marta" if name == "nuria" else "nuria"].pk]), sent).status_code == 404
    kept = {name: score.criteria.get() for name, score in of.items()}
    assert {name: (one.value, one.fact) for name, one in kept.items()} == {"nuria": (3, "Visto por nuria"), "marta": (4, "Visto por marta")}
