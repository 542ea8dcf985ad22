"""Standing in a call: oneself, once, without anybody's leave; and what one needs is kept apart."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lms.notifications.models import Notification
from lms.promotions import actions
from lms.promotions.enums import ApplicationState
from lms.promotions.exceptions import NotEligibleToApply, ReasonMissing, TooLate, WrongMoment
from lms.promotions.models import Adjustment, Application
from lms.promotions.queries.hints import hints_for
from tests import world
from tests.promotions import MOTIVATION, Call

pytestmark = pytest.mark.django_db


def apply(call, person, **fields):
    return actions.apply(round=call.round, person=person, **{"motivation": MOTIVATION, **fields})


def test_sent_twice_it_is_one_application_and_one_notice(call):
    call.opened()
    assert apply(call, call.lucia).pk == apply(call, call.lucia).pk
    assert Notification.objects.filter(person=call.lucia, kind="promotions.applied").count() == 1


def test_codes_are_drawn_and_no_two_are_the_same(call):
    call.opened()
    people = [world.member("agent", call.levante) for _number in range(12)]
    codes = [apply(call, person).code for person in people]
    assert len(set(codes)) == 12
    assert codes != sorted(codes)


def test_the_days_to_apply_are_those_published(call):
    call.opened()
    with pytest.raises(TooLate):
        apply(call, call.lucia, today=call.round.closes_on + timedelta(days=1))
    with pytest.raises(TooLate):
        apply(call, call.lucia, today=call.round.opens_on - timedelta(days=1))
    assert apply(call, call.lucia, today=call.round.closes_on).state == ApplicationState.SUBMITTED


@pytest.mark.parametrize("who", ["hr", "marta", "nuria"])
def test_whoever_judges_or_manages_a_call_does_not_stand_in_it(call, who):
    call.opened()
    with pytest.raises(NotEligibleToApply):
        apply(call, getattr(call, who))


def test_nobody_applies_for_somebody_else_nor_without_a_word(call):
    call.opened()
    with pytest.raises(PermissionDenied):
        apply(call, call.lucia, actor=call.marcos)
    with pytest.raises(ReasonMissing):
        apply(call, call.lucia, motivation=" ")
    assert not Application.objects.exists()


def test_names_slip_out_of_what_the_panel_reads(call):
    call.opened()
    made = apply(call, call.lucia, motivation="Soy Lucía Ferrán, de Levante, con Nuria. Quiero enseñar.")
    assert made.blind_motivation == "Soy […] […], de […], con […]. Quiero enseñar."


def test_taken_back_and_handed_in_again_it_keeps_its_code(call):
    call.opened()
    first = apply(call, call.lucia)
    actions.withdraw(application=first, actor=call.lucia)
    assert apply(call, call.lucia, motivation="Otra vez").code == first.code
    assert Application.objects.standing().get().motivation == "Otra vez"


def test_once_the_decisions_are_out_nobody_takes_an_application_back(call):
    call.announced()
    with pytest.raises(WrongMoment):
        actions.withdraw(application=call.application, actor=call.lucia)


# ── Suggested ───────────────────────────────────────────────────────────────────────────────────────────────────


def suggest(call, actor, person):
    return actions.suggest(round=call.round, person=person, why="El martes calmó a quien gritaba.", actor=actor)


def test_a_suggestion_waits_for_a_yes_and_tells_its_author_nothing(call):
    call.opened()
    diego = world.member("coordinator", call.poniente)
    assert suggest(call, diego, call.marcos) is None
    waiting = call.of(call.marcos)
    assert (waiting.state, list(Application.objects.standing())) == (ApplicationState.SUGGESTED, [])
    assert not Application.objects.visible_to(diego).exists()
    apply(call, call.marcos)
    assert suggest(call, diego, call.marcos) is None
    assert call.of(call.marcos).state == ApplicationState.SUBMITTED
    assert not Notification.objects.filter(person=diego).exists()


def test_a_no_is_nobodys_business(call):
    call.opened()
    diego = world.member("coordinator", call.poniente)
    suggest(call, diego, call.marcos)
    actions.decline(application=call.of(call.marcos), actor=call.marcos)
    assert call.of(call.marcos).state == ApplicationState.DECLINED
    assert not Notification.objects.filter(person=diego).exists()
    with pytest.raises(PermissionDenied):
        actions.decline(application=call.of(call.marcos), actor=diego)


def test_only_whoever_leads_somebody_suggests_them(call):
    call.opened()
    for actor in (call.nuria, call.amparo, call.lucia, call.marcos):
        with pytest.raises(PermissionDenied):
            suggest(call, actor, call.marcos)


# ── What is needed ──────────────────────────────────────────────────────────────────────────────────────────────


def test_what_somebody_needs_is_read_by_the_person_named_for_it_alone(client, call):
    call.opened()
    apply(call, call.lucia, need="Letra grande en la bandeja")
    address = reverse("promotions:needs", args=[call.round.code])
    found = {}
    for who in ("hr", "marta", "nuria", "james", "lucia", "marcos"):
        client.force_login(getattr(call, who))
        response = client.get(address)
        found[who] = (response.status_code, "Letra grande" in response.content.decode())
    assert found == {"hr": (200, True)} | dict.fromkeys(("marta", "nuria", "james", "lucia", "marcos"), (403, False))


def test_the_answer_reaches_the_candidate_and_a_new_need_asks_again(call):
    call.opened()
    apply(call, call.lucia, need="Letra grande")
    actions.answer_need(adjustment=Adjustment.objects.get(), answer="En cuerpo 18", actor=call.hr)
    assert Notification.objects.filter(person=call.lucia, kind="promotions.adjustment").count() == 1
    apply(call, call.lucia, need="Letra grande y más tiempo")
    assert (Adjustment.objects.get().need, Adjustment.objects.get().answer) == ("Letra grande y más tiempo", "")
    apply(call, call.lucia, need="")
    assert not Adjustment.objects.exists()


def test_nothing_that_is_judged_holds_what_somebody_needs(client, call, run_jobs):
    from lms.promotions.queries.filing import application_part

    call.opened()
    apply(call, call.marcos, need="Letra muy grande")
    actions.accept(application=call.of(call.marcos), actor=call.hr)
    actions.start_assessing(round=call.round, actor=call.hr, today=call.round.closes_on + timedelta(days=1))
    client.force_login(call.marta)
    page = client.get(reverse("promotions:sheet", args=[call.round.code, call.of(call.marcos).code])).content.decode()
    assert "Letra muy grande" not in page + application_part(call.of(call.marcos)).content


# ── Today ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_today_says_that_a_call_is_open_until_one_has_applied(call):
    call.opened()
    assert [(hint.text, hint.until) for hint in hints_for(call.lucia)] == [(call.round.title, call.round.closes_on)]
    apply(call, call.lucia)
    assert hints_for(call.lucia) == []


def test_everybody_who_may_apply_is_told_once(call, run_jobs):
    call.opened()
    run_jobs()
    told = Notification.objects.filter(kind="promotions.call").values_list("person_id", flat=True)
    assert set(told) == {call.lucia.pk, call.marcos.pk, call.james.pk, call.amparo.pk}


def test_today_leads_to_the_call(client, call):
    call.opened()
    client.force_login(call.lucia)
    assert reverse("promotions:call", args=[call.round.code]) in client.get("/").content.decode()


@pytest.mark.parametrize("who", ["lucia", "marta", "hr", "amparo"])
def test_what_calls_ask_today_costs_the_same_with_one_call_and_with_three(call, who):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        person = type(call.lucia).objects.get(pk=getattr(call, who).pk)
        person.current_memberships  # noqa: B018 - read by every page before anything else
        with CaptureQueriesContext(connection) as caught:
            hints = hints_for(person)
        return len(caught), len(hints)

    call.assessing()
    Call(like=call, code="CONV-B").opened()
    asked()  # whether there is any call at all is kept from here on
    few = asked()
    for code in ("CONV-C", "CONV-D"):
        Call(like=call, code=code).assessing()
        Call(like=call, code=f"{code}-OPEN").opened()
    many = asked()
    assert (few[0], many[0] <= 6) == (many[0], True)
    assert many[1] > few[1] or who == "amparo" and many[1] == 3
