from datetime import timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command

from lms.careers.actions import start_posting
from lms.careers.actions.proving import prove_sustained
from lms.competencies.actions import set_up_kinds
from lms.competencies.models import CompetencyKind, CompetencyState, Evidence, EvidenceKind
from lms.operations.actions import record_absence, record_measurement, record_sustained, withdraw_measurement
from lms.operations.exceptions import NotOfPeople, NotSustained
from lms.operations.models import Measurement
from lms.operations.windows import MonthFigure, Target, month_of, sustained
from tests import world
from tests.lms.careers import centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    """On the first rung; the next asks resolution over three months, and level 3 of the competency it speaks for."""
    set_up_kinds()
    version = centre.ladder()
    centre.asks_level(version, "R1", "OWN", 3)
    centre.asks(version, "R1", "metric", "fcr", metric=centre.metric("fcr"), comparison=">=", value=76, floor=72, window_months=3)
    speaks("OWN", "fcr")
    person = world.member("agent")
    start_posting(person=person, rung=centre.rung("R0"), starts_on=centre.today() - timedelta(days=300))
    return person


def speaks(code: str, metric: str) -> None:
    CompetencyKind.objects.create(competency=world.competency(code), kind=EvidenceKind.objects.get(code="kpi"), qualifier=metric)


def test_a_sustained_figure_is_told_once_a_window_with_its_numbers(agent):
    centre.measured(agent, "fcr", 78, 80, 76)
    assert [prove_sustained(), prove_sustained()] == [1, 0]
    piece = Evidence.objects.get()
    assert (piece.person, piece.competency.code, piece.kind.code, piece.level, piece.assessor) == (agent, "OWN", "kpi", 3, None)
    assert "78" in piece.source_title_es
    assert "76" in piece.source_title_en
    assert len(piece.fact.splitlines()) == 3


def test_it_supports_and_proves_nothing_alone(agent):
    centre.measured(agent, "fcr", 78, 80, 76)
    prove_sustained()
    assert CompetencyState.objects.get(person=agent).level is None


@pytest.mark.parametrize("values", [(70, 80, 90), (78, 80), (70, 71, 70), ()])
def test_what_was_not_sustained_is_not_told(agent, values):
    centre.measured(agent, "fcr", *values)
    assert prove_sustained() == 0


def test_no_month_is_told_of_twice(agent):
    centre.measured(agent, "fcr", 78, 80, 76)
    assert prove_sustained() == 1
    this = centre.today().replace(day=1)
    for ahead in range(3):
        first = this + relativedelta(months=ahead)
        last = first + relativedelta(months=1) - timedelta(days=1)
        record_measurement(metric=centre.metric("fcr"), person=agent, starts_on=first, ends_on=last, value=Decimal(80), sample=20)
    told = [prove_sustained(on=this + relativedelta(months=ahead, days=5)) for ahead in (1, 2, 3, 3)]
    assert told == [0, 0, 1, 0]


def test_months_away_are_left_out(agent):
    first = centre.today().replace(day=1) - relativedelta(months=1)
    record_absence(person=agent, starts_on=first, ends_on=first + timedelta(days=5))
    centre.measured(agent, "fcr", 10, 78, 80, 76)
    assert prove_sustained() == 1
    assert "10" not in [line.split()[1] for line in Evidence.objects.get().fact.splitlines()]


def test_a_figure_that_speaks_for_nothing_asked_is_not_told(agent):
    CompetencyKind.objects.all().delete()
    speaks("LIS", "fcr")
    centre.measured(agent, "fcr", 78, 80, 76)
    assert prove_sustained() == 0


def test_a_queues_figure_is_of_nobody(agent):
    queue = centre.metric("sl")
    type(queue).objects.filter(pk=queue.pk).update(attaches_to_person=False)
    queue.refresh_from_db()
    month = month_of(centre.today()) - 1
    figures, target = [MonthFigure(month, Decimal(85), 10)], Target(">=", Decimal(80), 1)
    window = sustained(figures, target, centre.today())
    told = {"person": agent, "target": target, "figures": figures, "competency": world.competency("OWN"), "level": 3}
    with pytest.raises(NotOfPeople):
        record_sustained(metric=queue, window=window, **told)
    with pytest.raises(NotSustained):
        record_sustained(metric=centre.metric("fcr"), window=sustained([], target, centre.today()), **told)
    assert not Evidence.objects.exists()


def test_a_withdrawn_figure_takes_what_it_said_with_it_and_the_right_one_is_told(agent):
    centre.measured(agent, "fcr", 78, 80, 76)
    prove_sustained()
    wrong, hr = Measurement.objects.latest("starts_on"), world.member("hr")
    withdraw_measurement(measurement=wrong, reason="Counted twice", actor=hr)
    assert Evidence.objects.get().void.reason == "Counted twice"
    record_measurement(
        metric=wrong.metric, person=agent, starts_on=wrong.starts_on, ends_on=wrong.ends_on, value=Decimal(90), sample=wrong.sample
    )
    assert prove_sustained() == 1
    assert Evidence.objects.standing().count() == 1


def test_what_is_far_below_the_proved_level_says_nothing(agent):
    centre.proved(agent, "OWN", 5, kinds=("assessment_centre",))
    centre.measured(agent, "fcr", 78, 80, 76)
    assert prove_sustained() == 0


@pytest.mark.parametrize("size", [1, 3])
def test_asking_costs_the_same_however_many_people(agent, size, django_assert_max_num_queries):
    for _number in range(size):
        other = world.member("agent")
        start_posting(person=other, rung=centre.rung("R0"), starts_on=centre.today() - timedelta(days=300))
        centre.measured(other, "fcr", 78, 80, 76)
    assert prove_sustained() == size
    with django_assert_max_num_queries(25):
        assert prove_sustained() == 0


def test_the_command_says_how_many(agent, capsys):
    centre.measured(agent, "fcr", 78, 80, 76)
    call_command("prove_figures")
    assert capsys.readouterr().out == "1 pieces of evidence written.\n"
