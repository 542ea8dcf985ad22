from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from lms.competencies.actions import record_evidence
from lms.competencies.models import CompetencyState
from lms.operations.actions import record_absence, record_measurement, withdraw_measurement
from lms.operations.exceptions import AnotherFigureStands, EndsBeforeItStarts, NotOfPeople, ReasonMissing
from lms.operations.models import Measurement, Metric, ProtectedAbsence
from lms.operations.queries import absences_of, figures_of_people
from lms.operations.signals import measurements_changed
from lms.operations.windows import MonthFigure, month_of
from tests import world

pytestmark = pytest.mark.django_db
MAY = {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 5, 31)}


@pytest.fixture
def qa():
    return Metric.objects.create(code="qa", name_es="Calidad", attaches_to_person=True)


@pytest.fixture
def agent():
    return world.member("agent")


def test_a_figure_is_recorded_once_and_another_value_asks_to_withdraw_it_first(qa, agent):
    first = record_measurement(metric=qa, person=agent, value=Decimal("91.5"), sample=12, **MAY)
    assert record_measurement(metric=qa, person=agent, value=Decimal("91.5"), sample=12, **MAY) == first
    with pytest.raises(AnotherFigureStands):
        record_measurement(metric=qa, person=agent, value=Decimal("88"), sample=12, **MAY)
    withdraw_measurement(measurement=first, reason="Se contó dos veces", actor=world.member("hr"))
    record_measurement(metric=qa, person=agent, value=Decimal("88"), sample=12, **MAY)
    assert list(Measurement.objects.standing().values_list("value", flat=True)) == [Decimal("88.0000")]
    assert Measurement.objects.count() == 2


def test_the_first_reason_to_withdraw_stands_and_none_is_refused(qa, agent):
    figure = record_measurement(metric=qa, person=agent, value=Decimal("91"), **MAY)
    with pytest.raises(ReasonMissing):
        withdraw_measurement(measurement=figure, reason=" ", actor=None)
    withdraw_measurement(measurement=figure, reason="Mal contada", actor=None)
    assert withdraw_measurement(measurement=figure, reason="Otra", actor=None).withdraw_reason == "Mal contada"


def test_a_figure_of_queues_is_attached_to_nobody(agent):
    level = Metric.objects.create(code="sl", name_es="Nivel de servicio")
    with pytest.raises(NotOfPeople):
        record_measurement(metric=level, person=agent, value=Decimal("80"), **MAY)


def test_recording_and_withdrawing_say_whose_figure_changed(qa, agent):
    heard = []

    def listen(sender, person_ids, unit_ids, **kwargs):
        heard.append((person_ids, unit_ids))

    measurements_changed.connect(listen)
    try:
        figure = record_measurement(metric=qa, person=agent, value=Decimal("91"), **MAY)
        withdraw_measurement(measurement=figure, reason="Mal contada", actor=None)
        team = world.unit(kind="team")
        record_measurement(metric=qa, unit=team, value=Decimal("91"), **MAY)
    finally:
        measurements_changed.disconnect(listen)
    assert heard == [([agent.pk], []), ([agent.pk], []), ([], [team.pk])]


def test_weeks_of_a_month_join_by_their_cases_and_what_spans_months_is_left_out(qa, agent):
    for first, last, value, sample in ((1, 15, "90", 10), (16, 31, "80", 30)):
        record_measurement(
            metric=qa, person=agent, value=Decimal(value), sample=sample, starts_on=date(2026, 5, first), ends_on=date(2026, 5, last)
        )
    record_measurement(metric=qa, person=agent, value=Decimal("10"), starts_on=date(2026, 3, 1), ends_on=date(2026, 4, 30))
    found = figures_of_people([agent.pk], [qa.pk], on=date(2026, 6, 2), months=3)
    assert found == {(agent.pk, qa.pk): [MonthFigure(month_of(date(2026, 5, 1)), Decimal("82.5"), 40)]}


def test_a_withdrawn_figure_is_read_for_days_before_it_was_withdrawn(qa, agent):
    figure = record_measurement(metric=qa, person=agent, value=Decimal("91"), **MAY)
    Measurement.objects.filter(pk=figure.pk).update(recorded_at=timezone.now() - timedelta(days=10))
    withdraw_measurement(measurement=figure, reason="Mal contada", actor=None)
    asked = {"on": date(2026, 6, 2), "months": 3}
    assert figures_of_people([agent.pk], [qa.pk], **asked) == {}
    assert len(figures_of_people([agent.pk], [qa.pk], known_at=timezone.now() - timedelta(days=1), **asked)) == 1


def test_an_absence_says_when_and_its_end_can_be_moved(agent):
    absence = record_absence(person=agent, starts_on=date(2026, 7, 6))
    assert record_absence(person=agent, starts_on=date(2026, 7, 6), ends_on=date(2026, 10, 30)) == absence
    assert absences_of([agent.pk]) == {agent.pk: [(date(2026, 7, 6), date(2026, 10, 30))]}
    assert ProtectedAbsence.objects.count() == 1
    with pytest.raises(EndsBeforeItStarts):
        record_absence(person=agent, starts_on=date(2026, 7, 6), ends_on=date(2026, 7, 5))


def test_an_absence_computes_anew_what_evidence_proves(agent):
    stale = CompetencyState.objects.create(person=agent, competency=world.competency(), standing="current", level=3)
    record_absence(person=agent, starts_on=date(2026, 7, 6))
    stale.refresh_from_db()
    assert (stale.standing, stale.level) == ("none", None)


def test_the_days_of_an_absence_are_added_to_what_evidence_is_valid_for(agent):
    world.evidence_kinds()
    until = timezone.localdate() - timedelta(days=5)
    seen = {"observed_at": timezone.now() - timedelta(days=100), "expires_on": until}
    record_evidence(person=agent, competency=world.competency(), kind="assessment_centre", level=3, source="centre:1", **seen)
    state = CompetencyState.objects.get(person=agent)
    assert (state.standing, state.level) == ("expired", None)
    record_absence(person=agent, starts_on=until - timedelta(days=20), ends_on=until - timedelta(days=11))
    state.refresh_from_db()
    assert (state.level, state.valid_until) == (3, until + timedelta(days=10))
