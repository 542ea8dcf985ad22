"""A reply in one's own words: a late save overwrites nothing, and nobody reads it before its writer says so."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.roleplays.actions.writing import ask_assessment, hand_in, save_text
from assessments.roleplays.exceptions import CannotPlay
from assessments.roleplays.models import Performance
from lms.competencies.models import Evidence
from tests import roleplays, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def writing(db):
    return roleplays.practice(mode="written")


def save(writing, text: str, counter: int) -> bool:
    return save_text(performance_id=writing.pk, person=writing.person, text=text, counter=counter)


def finished(writing, text: str = "Buenos días, Rosa"):
    return hand_in(performance_id=writing.pk, person=writing.person, text=text)


def kept(writing) -> str:
    return Performance.objects.get(pk=writing.pk).text


def url(name: str, writing) -> str:
    return reverse(f"roleplays:{name}", args=[writing.pk])


def browser(writing) -> Client:
    client = Client()
    client.force_login(writing.person)
    client.cookies["django_language"] = "en"
    return client


def test_a_late_save_overwrites_nothing(writing):
    assert save(writing, "Buenos días, Rosa", 7)
    assert not save(writing, "Buenos", 6)
    assert not save(writing, "Buenos", 7)
    assert kept(writing) == "Buenos días, Rosa"


def test_after_handing_in_nothing_is_saved(writing):
    finished(writing, "Listo")
    assert not save(writing, "Otra cosa", 99)
    assert (finished(writing, "Otra cosa").text, kept(writing)) == ("Listo", "Listo")


def test_an_empty_reply_is_not_handed_in(writing):
    with pytest.raises(CannotPlay):
        finished(writing, " \n ")
    assert Performance.objects.get().state == "open"


def test_nobody_writes_for_somebody_else(writing):
    someone = world.member("trainer")
    assert not save_text(performance_id=writing.pk, person=someone, text="x", counter=9)
    for act in (
        lambda: hand_in(performance_id=writing.pk, person=someone, text="x"),
        lambda: ask_assessment(performance_id=writing.pk, person=someone),
    ):
        with pytest.raises(Performance.DoesNotExist):
            act()


def test_it_is_assessed_only_when_its_writer_says_so(writing):
    with pytest.raises(CannotPlay):
        ask_assessment(performance_id=writing.pk, person=writing.person)
    assert finished(writing).practice
    for _time in (1, 2):
        assert not ask_assessment(performance_id=writing.pk, person=writing.person).practice


def test_handing_in_proves_nothing_and_leaves_the_step_to_be_assessed():
    writing = roleplays.open_step(roleplays.step(mode="written"), mode="written")
    finished(writing)
    assert not Evidence.objects.exists()
    assert writing.enrolment.progress.get(step_key=writing.step_key).state != "completed"


def test_the_desk_keeps_what_is_written(writing):
    client = browser(writing)
    page = client.get(url("play", writing)).content.decode()
    assert "¿Esto es una respuesta?" in page and "must" not in page
    answer = client.post(url("save", writing), {"text": "Buenos días", "counter": 3})
    assert answer.json()["saved"] is True
    assert client.post(url("save", writing), {"text": "Buenos", "counter": 2}).json()["saved"] is False
    assert "Buenos días" in client.get(url("play", writing)).content.decode()
    assert client.post(url("save", writing), {"text": "x" * 20_001, "counter": 4}).status_code == 422


def test_without_script_it_is_kept_by_a_button(writing):
    client = browser(writing)
    client.post(url("hand_in", writing), {"text": "A medias", "counter": "0", "keep": "1"})
    assert (kept(writing), Performance.objects.get().state) == ("A medias", "open")


def test_what_was_handed_in_is_no_longer_saved(writing):
    client = browser(writing)
    assert client.post(url("hand_in", writing), {"text": "Listo"}).url == url("result", writing)
    assert client.post(url("save", writing), {"text": "Otra", "counter": 99}).status_code == 409
    page = client.get(url("result", writing)).content.decode()
    assert "Listo" in page and "Clave 60417" in page


def test_an_empty_reply_says_so(writing):
    page = browser(writing).post(url("hand_in", writing), {"text": " "}, follow=True).content.decode()
    assert "Write something first" in page


def test_asking_to_be_assessed_says_who_will_see_it_and_asks_once_more(writing):
    client = browser(writing)
    assert client.get(url("assess", writing)).url == url("play", writing)
    finished(writing)
    assert "cannot be made private again" in client.get(url("assess", writing)).content.decode()
    assert Performance.objects.get().practice
    client.post(url("assess", writing))
    assert not Performance.objects.get().practice
    assert client.get(url("assess", writing), follow=True).redirect_chain[-1][0] == url("result", writing)


def test_a_conversation_is_no_reply():
    performance = roleplays.practice()
    client = browser(performance)
    for name in ("save", "hand_in", "assess"):
        assert client.post(url(name, performance), {"text": "x", "counter": 1}).status_code == 404


@pytest.mark.parametrize("text", ["ñ" * 20_001, "Buenos\x00 días"])
def test_what_cannot_be_kept_says_why_and_is_not_lost(writing, text):
    client = browser(writing)
    assert client.post(url("save", writing), {"text": text, "counter": 4}).json()["words"]
    answer = client.post(url("hand_in", writing), {"text": text})
    assert answer.status_code == 422
    assert text.replace("\x00", "")[:5] in answer.content.decode()
    assert Performance.objects.get().state == "open"


def test_it_is_too_late_to_hand_in_something_else(writing):
    finished(writing, "Listo")
    client = browser(writing)
    for data in ({"text": "Otra"}, {"text": "Otra", "keep": "1"}, {"text": "x" * 20_001}):
        client.post(url("hand_in", writing), data)
    assert kept(writing) == "Listo"
