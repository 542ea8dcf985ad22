"""The day's work of every app, one command."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from lms.jobs import days


@pytest.fixture
def works(monkeypatch):
    monkeypatch.setattr(days, "_works", {})
    return days


def test_each_app_does_its_part_in_order(works):
    asked = []

    @works.each_day("second", order=20)
    def second(on):
        asked.append(("second", on))
        return {"moved": 1}

    @works.each_day("first", order=10)
    def first(on):
        asked.append(("first", on))
        return {}

    assert works.run(date(2026, 11, 2)) == {"first": {}, "second": {"moved": 1}}
    assert asked == [("first", date(2026, 11, 2)), ("second", date(2026, 11, 2))]


@pytest.mark.django_db
def test_renewals_are_part_of_the_day(capsys):
    call_command("run_day", "--on", "2026-11-02", "--json")
    assert json.loads(capsys.readouterr().out)["adopted"] == 0


def test_a_day_that_is_none_is_said():
    with pytest.raises(CommandError, match="Write it as 2026-11-23"):
        call_command("run_day", "--on", "yesterday")
