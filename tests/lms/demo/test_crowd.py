"""Made-up people are made only where everybody is, the same each time, and as the apps themselves would have them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lms.careers.models import Posting, Readiness
from lms.certificates.models import Certificate
from lms.competencies.models import CompetencyState, Evidence
from lms.demo import crowd
from lms.operations.models import Measurement
from lms.people.models import Unit, User
from tests import world

pytestmark = [pytest.mark.usefixtures("demo_academy"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def a_demo(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr(crowd, "TEAMS", 2)
    monkeypatch.setattr(crowd, "TEAM_SIZE", 4)
    monkeypatch.setattr(crowd, "SERVICE_SIZE", 8)


def made(*words: str) -> str:
    out = StringIO()
    call_command("make_people", *words, stdout=out)
    return out.getvalue()


def crowd_people():
    return User.objects.filter(email__endswith="@crowd.example").exclude(email__startswith="hr")


def test_people_have_units_evidence_levels_certificates_figures_and_readiness():
    made("12", "--seed", "3")
    people = crowd_people()
    assert people.count() == 12
    assert Unit.objects.filter(code__startswith="crowd").count() == 1 + 1 + 2 + 3
    assert Posting.objects.filter(person__in=people).count() == 12
    assert Evidence.objects.filter(person__in=people).exists()
    assert CompetencyState.objects.filter(person__in=people, level__isnull=False).exists()
    assert Readiness.objects.filter(person__in=people).exists()
    assert Unit.find_problems() == ([], [], [], [], [])


def test_a_second_run_goes_on_where_the_first_stopped_and_the_seed_decides_who_they_are():
    made("8", "--seed", "3")
    first = list(crowd_people().order_by("email").values_list("first_name", "last_name"))
    made("16", "--seed", "3")
    assert list(crowd_people().order_by("email").values_list("first_name", "last_name"))[:8] == first
    assert crowd_people().count() == 16
    assert made("16", "--seed", "3") and crowd_people().count() == 16


def test_shares_together_are_the_whole():
    made("16", "--share", "2/2")
    assert sorted({email[1:7] for email in crowd_people().values_list("email", flat=True)})[0] == "000008"
    made("16", "--share", "1/2")
    assert crowd_people().count() == 16


def proved(people) -> list[tuple]:
    """What each has, without the names and numbers that differ by person."""
    rows = Evidence.objects.filter(person__in=people).order_by("person__email", "source", "observed_at")
    figures = Measurement.objects.filter(person__in=people).order_by("person__email", "metric__code", "starts_on")
    return [
        *rows.values_list("competency__code", "kind__code", "level", "source", "observed_at", "expires_on"),
        *figures.values_list("metric__code", "starts_on", "value", "sample"),
        *Readiness.objects.filter(person__in=people).order_by("person__email", "rung__code").values_list("rung__code", "state"),
    ]


def test_a_service_repeated_by_the_database_is_as_the_one_that_would_be_made(monkeypatch):
    monkeypatch.setattr(crowd, "PATTERNS", 1)
    made("24", "--seed", "3")
    first, second, third = (list(crowd_people().order_by("email")[start : start + 8]) for start in (0, 8, 16))
    assert proved(first) == proved(second) == proved(third) != []
    assert [str(person) for person in first] != [str(person) for person in second]
    teams = Unit.objects.filter(code__startswith="crowd-01-03-")
    assert Measurement.objects.filter(unit__in=teams).count() == 2 * 7 * 3
    assert len(set(Certificate.objects.filter(person__in=first + second + third).values_list("code", flat=True))) > 3


def test_nobody_is_made_up_beside_real_people():
    world.person(email="ana@gmail.com")
    with pytest.raises(CommandError, match=r"ana@gmail\.com may be a real person"):
        made("8")


def test_nobody_is_made_up_where_the_database_is_not_marked(settings, monkeypatch):
    settings.DEMO = False
    monkeypatch.setitem(crowd.connection.settings_dict, "NAME", "academy")
    with pytest.raises(CommandError, match="not marked as a demo or a bench"):
        made("8")


@pytest.mark.parametrize(("words", "mend"), [(["0"], "a number from 1"), (["8", "--share", "3/2"], "Write it as 1/2")])
def test_errors_say_the_mend(words, mend):
    with pytest.raises(CommandError, match=mend):
        made(*words)
