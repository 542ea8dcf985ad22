"""What moves a cycle: a certificate, the calendar and whoever gives it. Nothing is reset."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from courses.enrolments.models import Enrolment
from lms.certificates.models import Certificate
from lms.notifications.models import Notification
from lms.renewals.actions import adopt_certificate, certify_renewal, give_certification, run_day, withdraw_period
from lms.renewals.exceptions import NoRule, ReasonMissing
from lms.renewals.models import CertificationPeriod
from tests import world
from tests.lms.renewals import centre

pytestmark = pytest.mark.django_db
EARNED = date(2026, 1, 15)
END = date(2027, 1, 15)


def state_on(day: date) -> str:
    run_day(on=day)
    return CertificationPeriod.objects.order_by("number").first().state


def test_a_certificate_begins_a_cycle_with_its_days():
    period = centre.holder(centre.rule(), EARNED)
    assert (period.number, period.path, period.state, period.state_since) == (1, "first", "certified", EARNED)
    assert (period.valid_until, period.opens_on, period.due_from) == (END, date(2026, 11, 16), date(2026, 12, 16))
    assert period.grace_until == date(2027, 1, 25)


def test_the_same_certificate_begins_one_cycle():
    period = centre.holder(centre.rule(), EARNED)
    assert adopt_certificate(certificate=period.certificate) == period
    assert CertificationPeriod.objects.count() == 1


def test_a_certification_that_nobody_watches_begins_none():
    assert adopt_certificate(certificate=world.certificate()) is None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 11, 15), "certified"),
        (date(2026, 11, 16), "window_open"),
        (date(2026, 12, 15), "window_open"),
        (date(2026, 12, 16), "due"),
        (END, "due"),
        (END + timedelta(days=1), "grace"),
        (date(2027, 1, 25), "grace"),
        (date(2027, 1, 26), "expired"),
    ],
)
def test_states_flip_on_the_exact_day(day, state):
    centre.holder(centre.rule(), EARNED)
    assert state_on(day) == state


def test_a_fixed_end_is_printed_on_the_certificate_too():
    period = centre.holder(centre.rule(fixed_month=12, fixed_day=31, minimum_months=6), date(2026, 7, 30))
    assert period.valid_until == period.certificate.valid_until == date(2027, 12, 31)


def test_when_the_window_opens_the_renewal_is_given_in_an_enrolment_of_its_own():
    renewed_by = world.module(title="R02")
    period = centre.holder(centre.rule(renewed_by=renewed_by), EARNED)
    run_day(on=date(2026, 11, 16))
    renewal = CertificationPeriod.objects.get(number=2)
    assert (renewal.previous, renewal.path, renewal.state, renewal.due_on) == (period, "renewal", "assigned", END)
    assert (renewal.enrolment.module, renewal.enrolment.person) == (renewed_by, period.person)
    assert renewal.enrolment.due_on <= END


def test_a_renewal_done_in_its_window_renews_and_loses_no_day():
    centre.holder(centre.rule(renewed_by=world.module()), EARNED)
    run_day(on=date(2026, 11, 20))
    enrolment = CertificationPeriod.objects.get(number=2).enrolment
    made = certify_renewal(enrolment=enrolment, on=date(2026, 12, 1))
    adopt_certificate(certificate=made)
    first, second = CertificationPeriod.objects.order_by("number")
    assert (first.state, first.state_since) == ("renewed", date(2026, 12, 1))
    assert (second.state, second.certificate, second.valid_until) == ("certified", made, date(2028, 1, 15))


def test_a_programme_renews_as_a_module_does_and_is_done_anew():
    programme = world.programme([world.lesson(world.module()).get_parent().specific])
    first = world.enrolment(in_programme=programme)
    rule = centre.rule(programme=programme)
    certificate = world.certificate(rule.certification, first.person, enrolment=first, on=EARNED)
    adopt_certificate(certificate=certificate)
    Enrolment.objects.filter(pk=first.pk).update(state="completed", completed_at=timezone.now())
    run_day(on=date(2026, 11, 20))
    renewal = CertificationPeriod.objects.get(number=2).enrolment
    assert (renewal.programme, renewal.person, renewal.period) == (programme, first.person, 2)
    made = certify_renewal(enrolment=renewal, on=date(2026, 12, 1))
    assert certify_renewal(enrolment=renewal, on=date(2026, 12, 1)) == made != certificate
    adopt_certificate(certificate=made)
    assert CertificationPeriod.objects.get(number=2).valid_until == date(2028, 1, 15)


def test_a_rule_names_a_module_or_a_programme_and_not_both():
    rule = centre.rule(renewed_by=world.module())
    rule.programme = world.programme([world.module()])
    with pytest.raises(ValidationError, match="not both"):
        rule.clean()


def test_the_certificate_of_before_and_its_enrolment_stay_as_they_were():
    module = world.module()
    enrolment = world.enrolment(in_module=module)
    rule = centre.rule(earned_by=module, renewed_by=module)
    first = world.certificate(rule.certification, enrolment.person, enrolment=enrolment, on=EARNED)
    Enrolment.objects.filter(pk=enrolment.pk).update(state="completed", completed_at=timezone.now())
    before = [Certificate.objects.filter(pk=first.pk).values().get(), Enrolment.objects.filter(pk=enrolment.pk).values().get()]
    run_day(on=date(2026, 12, 20))
    renewal = CertificationPeriod.objects.get(number=2)
    assert (renewal.enrolment.period, renewal.enrolment_id) == (2, Enrolment.objects.exclude(pk=enrolment.pk).get().pk)
    adopt_certificate(certificate=certify_renewal(enrolment=renewal.enrolment, on=date(2026, 12, 22)))
    assert [Certificate.objects.filter(pk=first.pk).values().get(), Enrolment.objects.filter(pk=enrolment.pk).values().get()] == before


def test_a_late_renewal_counts_from_its_own_day():
    centre.holder(centre.rule(renewed_by=world.module()), EARNED)
    run_day(on=date(2027, 3, 1))
    enrolment = CertificationPeriod.objects.get(number=2).enrolment
    adopt_certificate(certificate=certify_renewal(enrolment=enrolment, on=date(2027, 3, 10)))
    assert CertificationPeriod.objects.get(number=2).valid_until == date(2028, 3, 10)


def test_a_day_that_runs_twice_changes_nothing():
    centre.holder(centre.rule(renewed_by=world.module()), EARNED)
    run_day(on=date(2026, 12, 20))
    before, told = centre.everything(), Notification.objects.count()
    assert set(run_day(on=date(2026, 12, 20)).values()) == {0}
    assert (centre.everything(), Notification.objects.count()) == (before, told)


def test_days_that_were_skipped_leave_the_same_rows():
    rule = centre.rule(renewed_by=world.module())
    daily = centre.holder(rule, EARNED)
    for shift in range(330, 400):
        run_day(on=EARNED + timedelta(days=shift))
    seen = rows_of(daily.person)
    late = centre.holder(rule, EARNED)
    run_day(on=EARNED + timedelta(days=399))
    assert rows_of(late.person) == seen


def test_four_reminders_are_given_each_once():
    period = centre.holder(centre.rule(), EARNED)
    for shift in range(380):
        run_day(on=EARNED + timedelta(days=shift))
    told = Notification.objects.filter(kind="renewals.reminder").order_by("pk").values_list("key", flat=True)
    assert list(told) == [f"renewals.reminder:{period.pk}:{days}" for days in (90, 60, 30, 7)]


def test_a_certificate_whose_word_was_lost_is_found_by_the_day():
    rule = centre.rule()
    certificate = world.certificate(rule.certification, on=EARNED)
    run_day(on=date(2026, 2, 1))
    assert certificate.period.state == "certified"


def test_what_is_recent_enough_is_recognised():
    person, rule = world.member("agent"), centre.rule(oldest_months=6)
    certificate = world.certificate(rule.certification, person, on=EARNED)
    CertificationPeriod.objects.all().delete()
    given = give(rule, person, today=date(2026, 6, 1))
    assert (given.certificate, given.state) == (certificate, "certified")


def test_what_is_too_old_is_learned_again():
    person, rule = world.member("agent"), centre.rule(earned_by=world.module(), oldest_months=6)
    world.certificate(rule.certification, person, on=EARNED)
    CertificationPeriod.objects.all().delete()
    given = give(rule, person, today=date(2026, 9, 1))
    assert (given.certificate, given.state, given.enrolment.module) == (None, "assigned", rule.certification.module)


def test_giving_twice_gives_once():
    person, rule = world.member("agent"), centre.rule(earned_by=world.module())
    assert give(rule, person) == give(rule, person)
    assert CertificationPeriod.objects.count() == Enrolment.objects.count() == 1


def test_who_has_begun_is_in_progress():
    person, rule = world.member("agent"), centre.rule(earned_by=world.module())
    given = give(rule, person)
    given.enrolment.progress.create(step_key="6a2f41a3-c54c-4ae4-9d3a-1f1c6d1e5b10")
    assert state_on(date(2026, 6, 2)) == "in_progress"


def test_giving_needs_a_rule_and_a_reason():
    person = world.member("agent")
    with pytest.raises(NoRule):
        give(None, person)
    with pytest.raises(ReasonMissing):
        give(centre.rule(), person, reason=" ")


def test_a_withdrawn_cycle_moves_no_more():
    period = centre.holder(centre.rule(renewed_by=world.module()), EARNED)
    withdraw_period(period=period, reason="Now in another service", actor=world.member("hr"), today=date(2026, 6, 1))
    assert state_on(date(2027, 6, 1)) == "withdrawn"
    assert CertificationPeriod.objects.count() == 1


def test_a_withdrawal_says_why():
    with pytest.raises(ReasonMissing):
        withdraw_period(period=centre.holder(centre.rule(), EARNED), reason="", actor=None, today=EARNED)


def test_the_command_runs_a_day_and_refuses_what_is_none(capsys):
    centre.holder(centre.rule(), EARNED)
    call_command("run_day", "--on", "2026-12-20", "--json")
    assert '"moved": 1' in capsys.readouterr().out
    with pytest.raises(CommandError, match="Write it as 2026-11-23"):
        call_command("run_day", "--on", "31/12/2026")


def give(rule, person, *, today: date = date(2026, 6, 1), reason: str = "Works in billing now"):
    certification = rule.certification if rule else world.certification()
    return give_certification(
        certification=certification, person=person, due_on=today + timedelta(days=30), reason=reason, actor=world.member("hr"), today=today
    )


def rows_of(person) -> list[dict]:
    rows = CertificationPeriod.objects.filter(person=person).order_by("number")
    return list(rows.values("state", "state_since", "assigned_on", "due_on", "enrolment__starts_on", "enrolment__due_on"))
