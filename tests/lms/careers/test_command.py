import json
from io import StringIO

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command

from lms.careers.actions import start_posting
from tests import world
from tests.lms.careers.centre import asks_level, ladder, proved, rung, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    world.evidence_kinds()
    version = ladder()
    asks_level(version, "R1", "EMP", 3, must=True)
    asks_level(version, "R1", "LIS", 3)
    made = world.member("agent", email="ana@example.com")
    start_posting(person=made, rung=rung("R0"), starts_on=today() - relativedelta(months=12))
    proved(made, "EMP", 3)
    return made


def said(*words: str) -> str:
    out = StringIO()
    call_command("readiness", *words, stdout=out)
    return out.getvalue()


def test_json_says_state_and_each_requirement_of_everybody_before_the_rung(agent):
    on_top = world.member("agent")
    start_posting(person=on_top, rung=rung("R1"), starts_on=today())
    answer = json.loads(said("--rung", "R1", "--json"))
    assert (answer["rung"], answer["version"], answer["on"]) == ("R1", "1", today().isoformat())
    (one,) = answer["people"]
    assert (one["person"], one["state"], one["percent"], one["met"], one["total"]) == ("ana@example.com", "missing_evidence", 50.0, 1, 2)
    assert [(result["key"], result["result"], result["have"], result["need"]) for result in one["results"]] == [
        ("competency:EMP", "met", 3, 3),
        ("competency:LIS", "missing", None, 3),
    ]


def test_one_person_on_an_earlier_day_and_whatever_they_hold(agent):
    before = str(today() - relativedelta(days=60))
    (one,) = json.loads(said("--rung", "r1", "--person", "Ana@example.com", "--on", before, "--json"))["people"]
    assert [result["result"] for result in one["results"]] == ["missing", "missing"]


def test_without_json_it_is_a_table_or_for_one_person_a_list_with_next_steps(agent):
    assert "ana@example.com" in said("--rung", "R1") and "R1: 1 people. missing_evidence 1" in said("--rung", "R1")
    assert "→" in said("--rung", "R1", "--person", "ana@example.com")


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (["--rung", "R9"], "Rungs there are: R0, R1, R2"),
        (["--rung", "R2"], "Publish a version of the ladder"),
        (["--rung", "R1", "--person", "nobody@example.com"], "leave --person out for everybody"),
        (["--rung", "R1", "--on", "yesterday"], "Write it as 2026-11-23"),
        (["--rung", "R1", "--on", "2020-01-01"], "or choose a later day"),
    ],
)
def test_errors_say_the_mend(agent, words, mend):
    with pytest.raises(CommandError, match=mend):
        said(*words)
