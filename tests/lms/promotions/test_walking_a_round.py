"""A round from draft to the posting changed, and what each reader finds on the way."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lms.careers.models import Posting
from lms.promotions import actions
from lms.promotions.exceptions import ReasonMissing
from lms.promotions.models import Appeal, Decision
from tests import world
from tests.promotions import Call

pytestmark = pytest.mark.django_db


def opened(client, who, name, *args) -> tuple[int, str]:
    client.force_login(who)
    client.cookies["peldano_language"] = "en"
    response = client.get(reverse(f"promotions:{name}", args=args))
    return response.status_code, "" if response.streaming else " ".join(response.content.decode().split())


def statuses(client, people, name, *args) -> list[int]:
    return [opened(client, who, name, *args)[0] for who in people]


def test_hr_prepares_a_call_and_reads_each_of_its_screens(client, call):
    for name in ("manage", "edit", "needs", "exercise_new", "member", "call"):
        assert (name, opened(client, call.hr, name, call.round.code)[0]) == (name, 200)
    assert opened(client, call.hr, "calls")[0] == opened(client, call.hr, "new")[0] == opened(client, call.hr, "fairness")[0] == 200


def test_nobody_else_sees_a_draft(client, call):
    assert statuses(client, (call.lucia, call.james, call.amparo), "call", call.round.code) == [404, 404, 404]
    assert statuses(client, (call.lucia, call.nuria, call.amparo), "manage", call.round.code) == [404, 404, 404]


def test_an_open_call_is_read_by_everybody_in_it_and_applied_for_in_one_screen(client, call):
    call.opened()
    assert statuses(client, (call.lucia, call.marcos), "call", call.round.code) == [200, 200]
    client.force_login(call.lucia)
    data = {"motivation": "Quiero que quien empieza no tenga miedo."}
    for _twice in range(2):
        client.post(reverse("promotions:apply", args=[call.round.code]), data)
    assert call.round.applications.count() == 1
    assert opened(client, call.lucia, "mine", call.round.code)[0] == 200


def test_the_panel_knows_codes_and_no_names(client, call):
    call.assessing()
    status, page = opened(client, call.marta, "panel", call.round.code)
    assert status == 200
    for application in call.round.applications.all():
        assert str(application.person.last_name) not in page
    blind = call.of(call.marcos)
    status, sheet = opened(client, call.marta, "sheet", call.round.code, blind.code)
    assert (status, blind.code in sheet, "Peña" in sheet, "Marcos" in sheet) == (200, True, False, False)
    assert statuses(client, (call.lucia, call.marcos, call.amparo), "panel", call.round.code) == [403, 403, 403]


def test_whoever_was_replaced_for_a_candidate_does_not_open_their_sheet(client, call):
    call.assessing()
    lucia = call.application
    assert statuses(client, (call.nuria, call.james, call.marta), "sheet", call.round.code, lucia.code) == [404, 200, 200]


def test_nobody_sees_anothers_score_before_handing_in_their_own(client, call):
    call.assessing()
    marcos = call.of(call.marcos)
    call.hand_in(call.marta, marcos, 2)
    before = opened(client, call.nuria, "sheet", call.round.code, marcos.code)[1]
    assert "Lo dijo con sus palabras." not in before
    assert "Lo dijo con sus palabras." in opened(client, call.marta, "sheet", call.round.code, marcos.code)[1]


def test_a_decision_has_a_reason_or_is_none(call):
    call.closed_scoring()
    with pytest.raises(ReasonMissing):
        actions.decide(application=call.application, outcome="selected", reason="  ", feedback="a", plan="b", actor=call.hr)
    assert not Decision.objects.exists()


def test_scores_and_letters_are_the_candidates_after_the_decision(client, call):
    call.decided()
    assert "Por lo que se vio de" not in opened(client, call.lucia, "mine", call.round.code)[1]
    actions.announce(round=call.round, actor=call.hr)
    status, page = opened(client, call.lucia, "mine", call.round.code)
    assert (status, "Por lo que se vio de" in page) == (200, True)


def test_hr_reads_every_screen_of_a_round_that_was_decided(client, call):
    call.announced()
    for name in ("manage", "deciding", "call", "council"):
        assert (name, opened(client, call.hr, name, call.round.code)[0]) == (name, 200)
    for name in ("application",):
        assert opened(client, call.hr, name, call.round.code, call.application.code)[0] == 200
    assert opened(client, call.hr, "decide", call.round.code, call.application.code)[0] == 200


def test_the_works_council_reads_rules_and_figures_and_no_file(client, call):
    call.announced()
    council = world.member("works_council", call.company, language="en")
    status, page = opened(client, council, "council", call.round.code)
    assert (status, "Ferrán" in page, call.application.code in page) == (200, False, False)
    closed = ("manage", "panel", "deciding", "needs")
    assert [opened(client, council, name, call.round.code)[0] for name in closed] == [403] * 4
    assert opened(client, council, "application", call.round.code, call.application.code)[0] in (403, 404)


def test_a_review_is_asked_for_by_the_candidate_and_kept_once(client, call):
    call.announced()
    client.force_login(call.marcos)
    address = reverse("promotions:review", args=[call.round.code])
    assert client.get(address).status_code == 200
    for _twice in range(2):
        client.post(address, {"text": "Mi bandeja era la de otra persona"})
    assert Appeal.objects.filter(application=call.of(call.marcos)).count() == 1


def test_the_posting_changes_once_reviews_are_over(call):
    call.announced()
    after = call.round.appeals_end_on + timedelta(days=1)
    actions.appoint(application=call.application, starts_on=after, actor=call.hr, today=after)
    assert Posting.objects.filter(person=call.lucia, rung=call.round.target_rung).count() == 1


def test_a_second_round_is_another_file(client):
    first = Call(code="CONV-A").opened()
    assert opened(client, first.lucia, "calls")[0] == 200
