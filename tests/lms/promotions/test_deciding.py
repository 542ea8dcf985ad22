"""Decisions with a name and a reason, letters that can be read by everybody, a second look from outside, and the post."""

import io
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from lms.careers.actions import start_posting
from lms.careers.models import Posting
from lms.jobs.models import Job
from lms.notifications.models import Notification
from lms.promotions import actions
from lms.promotions.enums import Outcome, RoundState
from lms.promotions.exceptions import CallRefused, ConflictOfInterest, NoPostLeft, ReasonMissing, TooLate, WrongMoment
from lms.promotions.models import Appeal, Appointment, Decision, Letter, Milestone, PromotionRound
from lms.promotions.queries.letters import letter_sheet
from lms.promotions.queries.people import reviewers_for
from tests import world
from tests.promotions import rung

pytestmark = pytest.mark.django_db


def decide(call, person, outcome=Outcome.NOT_SELECTED, *, reason="Por lo visto", actor=None):
    return actions.decide(application=call.of(person), outcome=outcome, reason=reason, actor=actor or call.hr)


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


# ── Deciding ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_decided_before_scoring_is_closed(call):
    call.scored()
    with pytest.raises(WrongMoment):
        decide(call, call.lucia)


def test_only_the_chair_and_hr_decide_and_not_about_whom_they_were_recused_for(call):
    call.assessing()
    actions.recuse(application=call.of(call.marcos), member=call.place(call.hr), replacement=None, reason="Su prima", actor=call.hr)
    for application in call.round.applications.eligible():
        for member in call.scorers(application):
            call.hand_in(member.person, application)
        call.record(application)
    actions.close_scoring(round=call.round, actor=call.hr)
    for actor, about in ((call.marta, call.lucia), (call.lucia, call.lucia), (call.hr, call.marcos)):
        with pytest.raises(PermissionDenied):
            decide(call, about, actor=actor)
    assert decide(call, call.lucia).decided_by == call.hr


def test_as_many_are_selected_as_there_are_posts(call):
    call.closed_scoring()
    decide(call, call.lucia, Outcome.SELECTED)
    with pytest.raises(NoPostLeft):
        decide(call, call.marcos, Outcome.SELECTED)
    decide(call, call.lucia, Outcome.RESERVE)
    assert decide(call, call.marcos, Outcome.SELECTED).outcome == Outcome.SELECTED


def test_a_new_decision_follows_the_first_and_the_same_one_is_not_written_twice(call):
    call.closed_scoring()
    first = decide(call, call.lucia, Outcome.RESERVE)
    assert decide(call, call.lucia, Outcome.RESERVE).pk == first.pk
    assert decide(call, call.lucia, Outcome.SELECTED).number == 2
    assert list(call.application.decisions.values_list("outcome", flat=True)) == ["reserve", "selected"]


def test_the_database_refuses_a_decision_without_a_reason(call):
    call.closed_scoring()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(application=call.application, number=1, outcome="selected", reason="  ", decided_by=call.hr)


def test_decisions_are_given_together_once_all_are_there(call):
    call.closed_scoring()
    decide(call, call.lucia, Outcome.SELECTED)
    with pytest.raises(CallRefused):
        actions.announce(round=call.round, actor=call.hr)
    decide(call, call.marcos)
    moment = actions.announce(round=call.round, actor=call.hr).decided_at
    assert actions.announce(round=call.round, actor=call.hr).decided_at == moment
    assert Job.objects.filter(kind="promotions.letters").count() == 2


def test_a_list_to_decide_is_in_the_order_of_the_codes_whatever_the_scores(call):
    from lms.promotions.queries.managing import decision_lines

    call.closed_scoring()
    codes = [line.application.code for line in decision_lines(call.round, call.hr)]
    assert codes == sorted(codes)


# ── Letters ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_candidate_gets_a_letter_and_a_plan_and_is_told_once_they_are_there(call, run_jobs):
    call.announced()
    assert not Notification.objects.filter(kind="promotions.decided").exists()
    run_jobs()
    assert sorted(Letter.objects.values_list("decision__application__person__first_name", "kind")) == [
        ("Lucía", "letter"),
        ("Lucía", "plan"),
        ("Marcos", "letter"),
        ("Marcos", "plan"),
    ]
    assert Notification.objects.filter(kind="promotions.decided").count() == 2
    letter = Letter.objects.get(decision__application__person=call.marcos, kind="letter")
    text = words(letter.file.read())
    decision = letter.decision
    for fact in ("Marcos Peña", decision.reason, "Not this time", "Elena Vidal", "Escuchó a Rosa.", "(4 + 4) ÷ 2 = 4"):
        assert fact in text
    assert "Lucía" not in text


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", ["letter", "plan"])
def test_a_letter_is_tagged_titled_and_in_the_language_of_its_reader(call, run_jobs, language, kind):
    type(call.lucia).objects.update(language=language)
    call.announced()
    run_jobs()
    letter = Letter.objects.get(decision__application__person=call.lucia, kind=kind)
    reader = PdfReader(io.BytesIO(letter.file.read()))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"]), bool(root["/ViewerPreferences"]["/DisplayDocTitle"])) == (
        language,
        True,
        True,
    )
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert "Lucía Ferrán" in reader.metadata.title
    word = {
        "letter": {"es": "Si no estás de acuerdo", "en": "If you do not agree"},
        "plan": {"es": "Plan de desarrollo", "en": "Development plan"},
    }
    assert word[kind][language] in " ".join(page.extract_text() for page in reader.pages)


def test_the_same_decision_gives_the_same_letter(call):
    from lms.promotions.tasks import keep_letter

    call.announced()
    decision = call.application.decisions.last()
    assert keep_letter(decision, "letter")[1] == keep_letter(Decision.objects.get(pk=decision.pk), "letter")[1]


@pytest.mark.parametrize("kind", ["letter", "plan"])
def test_a_letter_bears_the_day_of_its_decision_whenever_it_is_drawn(call, monkeypatch, kind):
    from lms.promotions.tasks import keep_letter

    call.closed_scoring()
    decided = timezone.make_aware(datetime(2025, 3, 14, 23, 30))
    made = actions.decide(application=call.application, outcome="selected", reason="Por lo visto", actor=call.hr, now=decided)
    first = keep_letter(made, kind)
    later = timezone.now() + timedelta(days=400)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert keep_letter(Decision.objects.get(pk=made.pk), kind) == first
    reader = PdfReader(default_storage.open(first[0]))
    assert "14 March 2025" in words(default_storage.open(first[0]).read())
    assert reader.metadata.creation_date == decided
    assert str(later.year) not in letter_sheet(made).decided_on


def test_settled_requirements_are_dated_by_the_day_they_were_settled(call):
    call.applied()
    day = call.round.closes_on
    for at in (day - timedelta(days=5), day):
        actions.reject(application=call.application, reason="Falta una evidencia", actor=call.hr, today=at)
    application = call.application
    assert {timezone.localdate(one) for one in (application.eligibility_at, application.decisions.get().decided_at)} == {day}


def test_who_opens_a_letter(client, call, run_jobs):
    from django.urls import reverse

    call.announced()
    run_jobs()
    address = reverse("promotions:letter", args=[Letter.objects.get(decision__application__person=call.marcos, kind="letter").pk])
    found = {}
    for who in ("marcos", "hr", "lucia", "marta", "nuria", "james", "amparo"):
        client.force_login(getattr(call, who))
        found[who] = client.get(address).status_code
    assert found == {"marcos": 200, "hr": 200} | dict.fromkeys(("lucia", "marta", "nuria", "james", "amparo"), 404)
    assert [(one.actor, one.what) for one in call.round.accesses.all()] == [(call.hr, "letter")]


def test_the_day_for_reviews_is_never_shorter_than_promised(call):
    call.announced()
    late = call.round.appeal_until + timedelta(days=5)
    PromotionRound.objects.update(decided_at=timezone.now() + timedelta(days=25))
    call.round.refresh_from_db()
    assert call.round.appeals_end_on == late
    assert str(late.year) in letter_sheet(call.application.decisions.last()).review_until


# ── A second look ───────────────────────────────────────────────────────────────────────────────────────────────


def appealed(call):
    call.announced()
    return actions.appeal(application=call.of(call.marcos), text="Mi bandeja era la de otra persona", actor=call.marcos)


def test_a_review_is_asked_for_within_its_days_by_the_candidate_alone(call):
    call.announced()
    last = call.round.appeals_end_on
    with pytest.raises(PermissionDenied):
        actions.appeal(application=call.of(call.marcos), text="x", actor=call.lucia)
    with pytest.raises(TooLate):
        actions.appeal(application=call.of(call.marcos), text="x", actor=call.marcos, today=last + timedelta(days=1))
    made = actions.appeal(application=call.of(call.marcos), text="Mi bandeja", actor=call.marcos, today=last)
    assert actions.appeal(application=call.of(call.marcos), text="Otra cosa", actor=call.marcos).text == made.text == "Mi bandeja"


def test_it_is_given_to_somebody_who_took_no_part_and_leads_nobody_concerned(call):
    made = appealed(call)
    leads = world.member("supervisor", call.service)
    for person in (call.marta, call.nuria, call.james, call.hr, call.lucia, leads):
        with pytest.raises(ConflictOfInterest):
            actions.assign_appeal(appeal=made, to=person, actor=call.hr)
    assert actions.assign_appeal(appeal=made, to=call.amparo, actor=call.hr).assigned_to == call.amparo
    assert reviewers_for(call.of(call.marcos)) == [call.amparo]


def test_whoever_it_is_given_to_finds_it_beside_the_calls(client, call):
    made = actions.assign_appeal(appeal=appealed(call), to=call.amparo, actor=call.hr)
    address = reverse("promotions:appeal_file", args=[made.pk])
    for person, stands_there in ((call.amparo, True), (call.hr, False), (call.marcos, False)):
        client.force_login(person)
        assert (address in client.get(reverse("promotions:calls")).content.decode()) is stands_there
    settle(call, made)
    client.force_login(call.amparo)
    assert address not in client.get(reverse("promotions:calls")).content.decode()


def settle(call, made, **fields):
    values = {"outcome": "confirmed", "reason": "Las dos lecturas coinciden", "actor": call.amparo}
    return actions.settle_appeal(appeal=Appeal.objects.get(pk=made.pk), **values | fields)


def test_a_confirmed_review_changes_nothing(call):
    made = actions.assign_appeal(appeal=appealed(call), to=call.amparo, actor=call.hr)
    with pytest.raises(PermissionDenied):
        settle(call, made, actor=call.hr)
    settle(call, made)
    assert settle(call, made, outcome="changed", fault="x", new_outcome="selected").outcome == "confirmed"
    assert call.of(call.marcos).decisions.count() == 1


def test_a_review_changes_a_decision_only_where_it_names_what_went_wrong(call, run_jobs):
    made = actions.assign_appeal(appeal=appealed(call), to=call.amparo, actor=call.hr)
    with pytest.raises(ReasonMissing):
        settle(call, made, outcome="changed", new_outcome="reserve")
    settle(call, made, outcome="changed", fault="Se puntuó otra bandeja", new_outcome="reserve")
    run_jobs()
    decisions = call.of(call.marcos).decisions.all()
    assert [(one.number, one.outcome, one.decided_by) for one in decisions] == [
        (1, "not_selected", call.hr),
        (2, "reserve", call.amparo),
    ]
    assert Letter.objects.filter(decision=decisions[1]).count() == 2
    text = words(Letter.objects.get(decision=decisions[1], kind="letter").file.read())
    assert "takes the place of the one of" in text and "You can ask for a review" not in text
    told = Notification.objects.get(kind="promotions.decided", key=f"promotions.decided:{decisions[1].pk}")
    assert "before your review" in told.text


def test_an_answer_and_what_follows_from_it_have_one_moment(call):
    made = actions.assign_appeal(appeal=appealed(call), to=call.amparo, actor=call.hr)
    moment = timezone.make_aware(datetime(2027, 2, 3, 10))
    settle(call, made, outcome="changed", fault="Se puntuó otra bandeja", new_outcome="reserve", now=moment)
    made.refresh_from_db()
    assert (made.settled_at, made.decision.decided_at) == (moment, moment)


def test_the_database_refuses_an_answer_without_reason_or_a_change_without_fault(call):
    made = appealed(call)
    for wrong in ({"outcome": "confirmed", "reason": " "}, {"outcome": "changed", "reason": "x", "fault": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=made.pk).update(**wrong)


# ── The post ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_before_the_reviews_are_over_a_posting_changes_only_with_a_reason(call):
    call.announced()
    with pytest.raises(ReasonMissing):
        actions.appoint(application=call.application, starts_on=call.today, actor=call.hr)
    actions.appoint(application=call.application, starts_on=call.today, actor=call.hr, early_reason="El equipo está sin nadie")
    assert actions.appoint(application=call.application, starts_on=call.today, actor=call.hr, early_reason="x").early_reason != "x"
    assert Posting.objects.get(person=call.lucia).rung == call.round.target_rung
    assert list(Milestone.objects.values_list("day", "due_on")) == [(day, call.today + timedelta(days=day)) for day in (30, 60, 90)]


def test_nobody_takes_a_post_who_was_not_selected(call):
    call.announced()
    with pytest.raises(WrongMoment):
        actions.appoint(application=call.of(call.marcos), starts_on=call.today, actor=call.hr, early_reason="x")


def test_after_the_reviews_whoever_was_selected_takes_the_post_by_themselves(call, run_jobs):
    start_posting(person=call.lucia, rung=rung("R2"), starts_on=call.today - timedelta(days=400))
    call.announced()
    assert actions.appoint_all(round=call.round, today=call.round.appeals_end_on) == 0
    assert actions.appoint_all(round=call.round, today=call.round.appeals_end_on + timedelta(days=1)) == 1
    assert actions.appoint_all(round=call.round, today=call.round.appeals_end_on + timedelta(days=2)) == 0
    held = Posting.objects.get(person=call.lucia, ends_on=None)
    assert (held.rung, Appointment.objects.get().posting) == (call.round.target_rung, held)


def test_an_open_review_holds_the_posts_back_and_its_answer_lets_them_go(call):
    made = actions.assign_appeal(appeal=appealed(call), to=call.amparo, actor=call.hr)
    after = call.round.appeals_end_on + timedelta(days=1)
    assert actions.appoint_all(round=call.round, today=after) == 0
    settle(call, made)
    assert Job.objects.filter(kind="promotions.appoint").count() == 2
    assert actions.appoint_all(round=call.round, today=after) == 1


def test_a_call_closes_once_nothing_of_it_is_open(call):
    call.announced()
    after = call.round.appeals_end_on + timedelta(days=1)
    for day in (call.round.appeals_end_on, after):
        with pytest.raises(CallRefused):
            actions.close_round(round=call.round, actor=call.hr, today=day)
    actions.appoint_all(round=call.round, today=after)
    assert actions.close_round(round=call.round, actor=call.hr, today=after).state == RoundState.CLOSED
    assert call.round.tally is None  # two people: their figures wait for others


def test_a_talk_is_noted_with_its_day(call):
    call.announced()
    actions.give_feedback(application=call.application, on=call.today, actor=call.hr)
    assert actions.give_feedback(application=call.application, on=call.today + timedelta(days=3), actor=call.hr).feedback_on == call.today
