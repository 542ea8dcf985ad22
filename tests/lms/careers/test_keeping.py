"""Rows of readiness as they are written, few or many, and how older ones were brought over."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from lms.careers.actions import keeping, refresh_readiness, start_posting
from lms.careers.models import Readiness
from tests import world
from tests.lms.careers import centre
from tests.lms.careers.centre import today

pytestmark = pytest.mark.django_db
SHORT = [["proved", 3, "2027-01-31"], ["no_evidence"], ["passed", 2], ["expired", None, "2026-01-31"], ["too_soon", 4, "2027-02-01"]]
LONG = [
    {"r": "met", "h": 3, "u": "2027-01-31", "w": "proved"},
    {"r": "missing", "h": None, "u": None, "w": "no_evidence"},
    {"r": "met", "h": 2, "u": None, "w": "passed"},
    {"r": "expired", "h": None, "u": "2026-01-31", "w": "expired"},
    {"r": "in_progress", "h": 4, "u": "2027-02-01", "w": "too_soon"},
]


@pytest.fixture
def people():
    world.evidence_kinds()
    version = centre.ladder()
    for code, level in {"EMP": 3, "LIS": 2}.items():
        centre.asks_level(version, "R1", code, level)
    centre.asks(version, "R1", "time_in_rung", "time_in_rung", months=6)
    found = [world.member("agent") for _ in range(3)]
    for one in found:
        start_posting(person=one, rung=centre.rung("R0"), starts_on=today())
    centre.proved(found[0], "EMP", 3)
    centre.proved(found[1], "LIS", 1)
    return found


def rows():
    return list(
        Readiness.objects.order_by("person", "rung").values("person", "rung", "state", "percent", "met", "unmet", "results", "changes_on")
    )


def test_many_are_written_as_few_are(people, monkeypatch):
    few = rows()
    assert few and any(one["met"] for one in few)
    monkeypatch.setattr(keeping, "FEW", 0)
    Readiness.objects.all().delete()
    refresh_readiness(person_ids=[one.pk for one in people])
    assert rows() == few


def test_what_was_kept_in_full_is_shortened_and_can_be_written_out_again(people):
    migration = import_module("lms.careers.migrations.0007_results_in_short")
    row, editor = Readiness.objects.order_by("pk").first(), SimpleNamespace(connection=connection)
    Readiness.objects.filter(pk=row.pk).update(results=LONG)
    others = Readiness.objects.exclude(pk=row.pk).order_by("pk")
    before = list(others.values_list("pk", "results"))
    for _twice in range(2):
        migration.shorten(apps, editor)
        row.refresh_from_db()
        assert row.results == SHORT
    assert list(others.values_list("pk", "results")) == before
    migration.lengthen(apps, editor)
    row.refresh_from_db()
    assert row.results == LONG
