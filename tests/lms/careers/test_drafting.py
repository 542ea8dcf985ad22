import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from lms.careers.actions import (
    add_requirement,
    add_rung,
    discard_draft,
    draft_version,
    move_requirement,
    move_rung,
    publish_version,
    remove_requirement,
    remove_rung,
    save_requirement,
    save_rung,
    start_posting,
)
from lms.careers.exceptions import LadderRefused
from lms.careers.models import LadderVersion, Readiness, Requirement, Rung
from lms.careers.queries.plans import plans_in_force, plans_of, plans_on
from lms.careers.queries.versions import differences, problems_of, sheet_of
from lms.jobs.models import Job
from tests import world
from tests.lms.careers import centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def live():
    world.evidence_kinds()
    version = centre.ladder()
    centre.asks_level(version, "R1", "EMP", 3, must=True)
    centre.asks_level(version, "R2", "EMP", 4)
    return version


@pytest.fixture
def hr():
    return world.member("hr", world.unit())


@pytest.fixture
def draft(live, hr):
    return draft_version(ladder=live.ladder, actor=hr)


def terms(draft, code):
    return draft.terms.get(rung__code=code)


def named(name, **more):
    return {"name_es": name, "name_en": name, **more}


def differing(live, draft):
    return dict(differences(live, draft))


def test_a_draft_says_what_the_version_in_force_says(live, draft):
    assert draft.status == "draft"
    assert [one.name for one in sheet_of(draft).main] == ["Peldaño 0", "Peldaño 1", "Peldaño 2"]
    assert differences(live, draft) == []
    before, after = plans_on(), plans_of(draft)
    assert {rung: plan.asks for rung, plan in after.by_rung.items()} == {rung: plan.asks for rung, plan in before.by_rung.items()}
    assert after.ahead == before.ahead


def test_there_is_one_draft_of_a_ladder(live, draft, hr):
    assert draft_version(ladder=live.ladder, actor=hr) == draft
    assert LadderVersion.objects.drafts().count() == 1


def test_whoever_is_not_hr_prepares_nothing(live):
    with pytest.raises(PermissionDenied):
        draft_version(ladder=live.ladder, actor=world.member("coordinator", world.unit()))


def test_what_was_published_does_not_change(live, hr):
    requirement = live.requirements.first()
    for act in (
        lambda: remove_requirement(requirement=requirement, actor=hr),
        lambda: save_requirement(requirement=requirement, values={"level": 5}, actor=hr),
        lambda: add_rung(version=live, code="R9", kind="main", values=named("x"), actor=hr),
        lambda: discard_draft(version=live, actor=hr),
    ):
        with pytest.raises(LadderRefused):
            act()
    assert live.requirements.count() == 2


def test_a_change_is_said_in_words(live, draft, hr):
    save_requirement(requirement=draft.requirements.get(rung__code="R1"), values={"level": 4, "must": False}, actor=hr)
    add_requirement(version=draft, rung=centre.rung("R1"), kind="time_in_company", values={"months": 12}, actor=hr)
    remove_requirement(requirement=draft.requirements.get(rung__code="R2"), actor=hr)
    words = differing(live, draft)
    assert len(words["Peldaño 1"]) == 2 and "→" in words["Peldaño 1"][1]
    assert len(words["Peldaño 2"]) == 1
    assert live.requirements.get(rung__code="R1").level == 3


def test_the_same_thing_is_not_asked_twice(draft, hr):
    with pytest.raises(LadderRefused):
        values = {"competency": world.competency("EMP"), "level": 2}
        add_requirement(version=draft, rung=centre.rung("R1"), kind="competency", values=values, actor=hr)
    assert draft.requirements.filter(rung__code="R1").count() == 1


def test_requirements_are_put_in_order(draft, hr):
    for kind in ("time_in_company", "time_in_rung"):
        add_requirement(version=draft, rung=centre.rung("R1"), kind=kind, values={"months": 6}, actor=hr)
    move_requirement(requirement=draft.requirements.get(key="time_in_rung"), down=False, actor=hr)
    asked = draft.requirements.filter(rung__code="R1")
    assert [one.key for one in asked] == ["competency:EMP", "time_in_rung", "time_in_company"]
    move_requirement(requirement=draft.requirements.get(key="time_in_company"), down=True, actor=hr)
    assert [one.key for one in asked.all()] == ["competency:EMP", "time_in_rung", "time_in_company"]


def test_a_rung_of_a_draft_is_on_no_ladder_before_it_is_published(live, draft, hr):
    add_rung(version=draft, code="R3", kind="main", values=named("Coordinación"), actor=hr)
    assert not Rung.objects.filter(code="R3").exists()
    assert [one.rung.code for one in sheet_of(draft).main] == ["R0", "R1", "R2", "R3"]
    assert sheet_of(draft).main[-1].sources == "Peldaño 2"
    discard_draft(version=draft, actor=hr)
    assert not Rung.everywhere.filter(code="R3").exists()
    discard_draft(version=draft, actor=hr)


def test_names_and_order_wait_for_the_day_of_publishing(live, draft, hr):
    save_rung(terms=terms(draft, "R1"), values=named("Titular"), actor=hr)
    move_rung(terms=terms(draft, "R1"), down=True, actor=hr)
    assert centre.rung("R1").name == "Peldaño 1"
    publish_version(version=draft, note="Otro orden", actor=hr)
    assert [(one.code, one.name_es) for one in Rung.objects.order_by("sort_order")] == [
        ("R0", "Peldaño 0"),
        ("R2", "Peldaño 2"),
        ("R1", "Titular"),
    ]
    assert [one.code for one in centre.rung("R1").from_rungs.all()] == ["R2"]


def test_a_rung_on_which_somebody_stands_stays(live, draft, hr):
    start_posting(person=world.member("agent", world.unit()), rung=centre.rung("R0"), starts_on=centre.today())
    with pytest.raises(LadderRefused):
        remove_rung(terms=terms(draft, "R0"), actor=hr)
    remove_rung(terms=terms(draft, "R2"), actor=hr)
    publish_version(version=draft, note="Sin R2", actor=hr)
    assert set(Rung.objects.values_list("code", flat=True)) == {"R0", "R1"}
    assert Rung.everywhere.filter(code="R2").exists()


def test_publishing_retires_the_version_before_and_asks_for_everybody_anew(live, draft, hr):
    person = world.member("agent", world.unit())
    start_posting(person=person, rung=centre.rung("R0"), starts_on=centre.today())
    assert Readiness.objects.filter(person=person, version=live).count() == 2
    publish_version(version=draft, note="  Sube el nivel  ", actor=hr)
    live.refresh_from_db()
    draft.refresh_from_db()
    assert (live.status, draft.status, draft.note, len(draft.sha256)) == ("retired", "live", "Sube el nivel", 64)
    assert draft.effective_from == centre.today() and draft.published_by == hr
    assert Job.objects.filter(kind="careers.recompute").count() == 1


def test_publishing_twice_is_publishing_once(draft, hr):
    publish_version(version=draft, note="Uno", actor=hr)
    assert publish_version(version=draft, note="Dos", actor=hr).note == "Uno"
    assert LadderVersion.objects.in_force().count() == 1


def test_what_is_held_of_the_rules_is_what_is_in_force_also_when_publishing_is_taken_back(live, draft, hr):
    assert plans_in_force() == plans_on()
    requirement = draft.requirements.get(rung__code="R1")
    with transaction.atomic():
        save_requirement(requirement=requirement, values={"level": 5}, actor=hr)
        publish_version(version=draft, note="Sube", actor=hr)
        assert plans_in_force() == plans_on()
        assert plans_in_force().by_rung[centre.rung("R1").pk].asks[0].level == 5
        transaction.set_rollback(True)
    assert plans_in_force() == plans_on()
    assert plans_in_force().by_rung[centre.rung("R1").pk].asks[0].level == 3
    publish_version(version=LadderVersion.objects.get(pk=draft.pk), note="Como estaba", actor=hr)
    assert plans_in_force() == plans_on()


def test_without_a_note_or_with_something_missing_nothing_is_published(live, draft, hr):
    with pytest.raises(LadderRefused):
        publish_version(version=draft, note=" ", actor=hr)
    add_requirement(version=draft, rung=centre.rung("R0"), kind="time_in_rung", values={"months": 6}, actor=hr)
    assert len(problems_of(draft)) == 1
    with pytest.raises(LadderRefused):
        publish_version(version=draft, note="Ya", actor=hr)
    live.refresh_from_db()
    assert live.status == "live"


def test_a_path_to_the_side_asks_as_a_rung_does(live, draft, hr):
    made = add_rung(version=draft, code="L-FOR", kind="lateral", values=named("Formación"), from_rungs=[centre.rung("R1")], actor=hr)
    add_requirement(version=draft, rung=made.rung, kind="time_in_rung", values={"months": 6}, actor=hr)
    publish_version(version=draft, note="Formación", actor=hr)
    plan = plans_on().by_rung[made.rung_id]
    assert [ask.rungs for ask in plan.asks] == [(centre.rung("R1").pk,)]
    person = world.member("agent", world.unit())
    start_posting(person=person, rung=centre.rung("R1"), starts_on=centre.today())
    assert set(Readiness.objects.filter(person=person).values_list("rung__code", flat=True)) == {"R2", "L-FOR"}
    assert Requirement.objects.filter(version__status="live", rung=made.rung).count() == 1
