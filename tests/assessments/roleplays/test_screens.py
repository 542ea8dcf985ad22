"""The screens of roleplays: before, during and after, as a step and alone."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.roleplays.models import Choice, Performance
from tests import roleplays, world

pytestmark = pytest.mark.django_db
HIDDEN = [fact for one in roleplays.written().values() for fact in one["brief_for_actor"]["hidden_facts"]]
LIVED_WITH = 12  # queries of a page


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who)
    client.cookies["django_language"] = who.language
    return client


def text(response) -> str:
    """What is written on a page."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def url(name: str, *args) -> str:
    return reverse(f"roleplays:{name}", args=args)


def brief_of(performance) -> str:
    return url("brief", performance.enrolment_id, performance.step_key)


def post_choice(client, performance, number, key):
    return client.post(url("choose", performance.pk), {"number": number, "key": key})


# ── Before ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", roleplays.CODES)
def test_the_card_is_shown_and_never_the_actors(code):
    scenario, person = roleplays.scenario(code), world.member("trainee")
    client = signed_in(person)
    shown = text(client.get(url("scenario", code)))
    assert roleplays.written()[code]["objective"] in shown
    performance = roleplays.practice(scenario, person)
    for page in (shown, text(client.get(url("play", performance.pk)))):
        assert not [fact for fact in (*HIDDEN, roleplays.written()[code]["brief_for_actor"]["how_to_play"]) if fact in page]


def test_a_step_is_started_and_gone_on_with(client):
    step = roleplays.step(roleplays.scenario(roleplays.TENNIS))
    enrolment = roleplays.place(step)
    client = signed_in(enrolment.person)
    address = url("brief", enrolment.pk, step.translation_key)
    assert "Talk to Julián" in text(client.get(address))
    started = client.post(url("start", enrolment.pk, step.translation_key), {"mode": "alone"})
    performance = Performance.objects.get()
    assert started.url == url("play", performance.pk)
    assert client.post(url("start", enrolment.pk, step.translation_key)).url == started.url
    assert "Julián is waiting for your answer" in text(client.get(address))


def test_a_closed_step_says_what_opens_it_and_starts_nothing():
    first, step = world.lesson(), roleplays.step()
    programme = world.programme([first.get_parent().specific, step.get_parent().specific], unlock_rule="after_previous")
    enrolment = world.enrolment(None, programme)
    client = signed_in(enrolment.person)
    assert "Not open yet" in text(client.get(url("brief", enrolment.pk, step.translation_key)))
    client.post(url("start", enrolment.pk, step.translation_key))
    assert not Performance.objects.exists()


def test_a_step_without_a_live_scenario_says_so():
    step = roleplays.step(roleplays.scenario(state="archived"))
    enrolment = roleplays.place(step)
    client = signed_in(enrolment.person)
    assert "It is still being written" in text(client.get(url("brief", enrolment.pk, step.translation_key)))
    assert client.post(url("start", enrolment.pk, step.translation_key)).status_code == 302
    assert not Performance.objects.exists()


def test_another_kind_of_step_is_no_roleplay():
    lesson = world.lesson()
    enrolment = roleplays.place(lesson)
    assert signed_in(enrolment.person).get(url("brief", enrolment.pk, lesson.translation_key)).status_code == 404


def test_what_is_acted_with_somebody_can_be_practised_alone_first():
    step = roleplays.step(mode="live")
    enrolment = roleplays.place(step)
    client = signed_in(enrolment.person)
    assert "You act this one with somebody" in text(client.get(url("brief", enrolment.pk, step.translation_key)))
    client.post(url("start", enrolment.pk, step.translation_key), {"mode": "alone"})
    assert (Performance.objects.get().enrolment, Performance.objects.get().step_key) == (None, None)


# ── During ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "look"), [(roleplays.ROSA, "mail--theirs"), (roleplays.TENNIS, "data-call-time"), (roleplays.COORDINATORS, "facing")]
)
def test_a_conversation_looks_like_its_channel(code, look):
    performance = roleplays.practice(roleplays.scenario(code))
    assert look in signed_in(performance.person).get(url("play", performance.pk)).content.decode()


def test_a_chat_looks_like_a_chat():
    performance = roleplays.practice(roleplays.scenario(roleplays.BAKERY, channel="chat"))
    assert "chat-window" in signed_in(performance.person).get(url("play", performance.pk)).content.decode()


def test_what_was_said_stays_with_the_reason_of_the_last_choice_and_the_mood_in_words():
    performance = roleplays.practice(roleplays.scenario(roleplays.TENNIS))
    client = signed_in(performance.person)
    assert post_choice(client, performance, 1, "b").url == url("play", performance.pk) + "#turn"
    page = text(client.get(url("play", performance.pk)))
    chosen = roleplays.conversation(roleplays.TENNIS).node("n1").choice("b")
    assert chosen.text in page and chosen.feedback in page
    assert "Waiting to see" in page


def test_a_double_click_and_a_late_packet_change_nothing():
    performance = roleplays.practice()
    client = signed_in(performance.person)
    for key in ("b", "b", "a"):
        assert post_choice(client, performance, 1, key).status_code == 302
    assert list(Choice.objects.values_list("number", "key")) == [(1, "b")]


@pytest.mark.parametrize(
    "data", [{}, {"number": "1"}, {"number": "1", "key": "z"}, {"number": "x", "key": "a"}, {"number": "-1", "key": "a"}]
)
def test_an_answer_that_is_none_is_asked_for_again(data):
    performance = roleplays.practice()
    client = signed_in(performance.person)
    page = client.post(url("choose", performance.pk), data, follow=True)
    assert "Choose one of the answers first" in text(page)
    assert not Choice.objects.exists()


def test_a_choice_costs_four_queries_beside_the_session_and_the_person(django_assert_max_num_queries):
    performance = roleplays.practice()
    client = signed_in(performance.person)
    post_choice(client, performance, 1, "b")
    with django_assert_max_num_queries(8) as queries:
        post_choice(client, performance, 2, "b")
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 6


def test_leaving_begins_anew():
    performance = roleplays.practice()
    client = signed_in(performance.person)
    post_choice(client, performance, 1, "b")
    assert client.post(url("leave", performance.pk)).url == url("scenario", roleplays.ROSA)
    assert client.get(url("play", performance.pk)).url == url("scenario", roleplays.ROSA)
    client.post(url("practise", roleplays.ROSA))
    assert Performance.objects.open().get().choices.count() == 0


# ── After ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("code", "ending"), [(code, ending) for code in roleplays.CODES for ending in ("E1", "E2", "E3")])
def test_each_ending_is_reached_by_its_screens(code, ending):
    roleplays.scenario(code)
    client = signed_in(world.member("trainee"))
    here = client.post(url("practise", code)).url
    for number, key in enumerate(roleplays.ways(code)[ending], 1):
        assert client.get(here).status_code == 200
        here = client.post(here.split("#")[0] + "choose/", {"number": number, "key": key}).url
    page = text(client.get(here))
    story = roleplays.conversation(code).ending(ending)
    assert story.story in page and story.coach_note in page


def test_the_result_says_errors_first_then_figures_then_each_reason():
    performance = roleplays.play(roleplays.practice(), ["c", "c"])
    page = text(signed_in(performance.person).get(url("result", performance.pk)))
    places = [page.index(words) for words in ("First of all", "CE-GENERIC", "By competency", "1 of 6", "Turn by turn")]
    assert places == sorted(places)
    other = roleplays.conversation().node("n1").choice("b")
    assert other.text in page and other.feedback in page and "Rosa would have felt better." in page


def test_before_its_end_there_is_no_result():
    performance = roleplays.practice()
    assert signed_in(performance.person).get(url("result", performance.pk)).url == url("play", performance.pk)


def test_after_its_end_the_conversation_leads_to_the_result():
    performance = roleplays.play(roleplays.practice(), ["c", "c"])
    client = signed_in(performance.person)
    assert client.get(url("play", performance.pk)).url == url("result", performance.pk)
    assert post_choice(client, performance, 3, "a").url == url("result", performance.pk)


# ── The list ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_shows_what_is_live_and_what_exists_only_in_the_other_language():
    roleplays.scenario(roleplays.ROSA)
    roleplays.scenario(roleplays.BAKERY)
    roleplays.scenario(roleplays.SON, state="archived")
    page = text(signed_in(world.member("trainee", language="en")).get(url("list")))
    assert "Rosa's complaint" in page and "The bakery" in page and "I am her son" not in page
    assert page.count("exists only in Spanish so far") == 1
    assert "exists only in English" not in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("channel=email", {roleplays.ROSA}),
        ("language=en", {roleplays.BAKERY}),
        ("competency=WRI", {roleplays.ROSA}),
        ("channel=voice&language=es", {roleplays.TENNIS}),
        ("difficulty=5", set()),
        ("channel=smoke", {roleplays.ROSA, roleplays.TENNIS, roleplays.BAKERY}),
    ],
)
def test_the_list_is_filtered(asked, shown):
    for code in (roleplays.ROSA, roleplays.TENNIS, roleplays.BAKERY):
        roleplays.scenario(code)
    page = signed_in(world.member("trainee")).get(f"{url('list')}?{asked}").content.decode()
    assert {code for code in roleplays.CODES if url("scenario", code) in page} == shown


def test_the_list_shows_ones_own_history_and_nobody_elses():
    mine = roleplays.play(roleplays.practice(), ["c", "c"])
    theirs = roleplays.play(roleplays.practice(mine.version.scenario), roleplays.best())
    page = signed_in(mine.person).get(url("list")).content.decode()
    assert url("result", mine.pk) in page
    assert url("result", theirs.pk) not in page


def test_an_empty_list_says_so():
    assert "No conversation to play yet" in text(signed_in(world.member("trainee")).get(url("list")))


def test_a_scenario_that_is_not_live_is_not_there():
    roleplays.scenario(state="archived")
    client = signed_in(world.member("trainee"))
    assert client.get(url("scenario", roleplays.ROSA)).status_code == 404
    assert client.post(url("practise", roleplays.ROSA)).status_code == 404


# ── Today ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_screen_leads_back_to_what_one_has_begun():
    person = world.member("trainee")
    client = signed_in(person)
    assert "Roleplays you have begun" not in text(client.get("/"))
    performance = roleplays.practice(who=person)
    page = client.get("/")
    assert "Roleplays you have begun" in text(page) and url("play", performance.pk) in page.content.decode()
    client.post(url("leave", performance.pk))
    assert "Roleplays you have begun" not in text(client.get("/"))


def test_the_first_screen_calls_a_step_by_what_it_is():
    enrolment = roleplays.place()
    page = text(signed_in(enrolment.person).get("/"))
    assert "Open the roleplay" in page and "Open the lesson" not in page


def test_the_first_screen_of_somebody_else_says_nothing_of_it():
    performance = roleplays.practice()
    assert url("play", performance.pk) not in signed_in(world.member("trainer")).get("/").content.decode()


# ── Queries ─────────────────────────────────────────────────────────────────────────────────────────────────────


def cost(assert_max, client, address: str) -> int:
    client.get(address)
    with assert_max(LIVED_WITH) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_with_three_times_as_much(django_assert_max_num_queries):
    person = world.member("trainee")
    client, costs = signed_in(person), []
    for codes in (roleplays.CODES[:1], roleplays.CODES[1:4]):
        for code in codes:
            made = roleplays.scenario(code)
            roleplays.play(roleplays.practice(made, person), roleplays.best(code))
            roleplays.practice(made, person)
        costs.append(cost(django_assert_max_num_queries, client, url("list")))
    assert costs[0] == costs[1]


def test_the_brief_the_conversation_and_the_result_cost_the_same_with_three_times_as_much(django_assert_max_num_queries):
    performance = roleplays.open_step()
    client, costs = signed_in(performance.person), []
    for keys in (["b"], ["b", "b", "b"]):
        roleplays.play(performance, keys)
        pages = [brief_of(performance), url("scenario", roleplays.ROSA), url("play", performance.pk)]
        costs.append([cost(django_assert_max_num_queries, client, page) for page in pages])
    assert costs[0] == costs[1]
    ended = [roleplays.play(roleplays.practice(performance.version.scenario), keys) for keys in (["c", "c"], roleplays.best())]
    results = [cost(django_assert_max_num_queries, signed_in(one.person), url("result", one.pk)) for one in ended]
    assert results[0] == results[1]
