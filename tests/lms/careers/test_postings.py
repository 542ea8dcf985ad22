from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from lms.careers.actions import act_up, end_posting, set_hired_on, start_posting
from lms.careers.enums import PostingKind
from lms.careers.exceptions import AboutOneself, EndsBeforeItStarts, StartsBeforeTheLast
from lms.careers.models import Ladder, Posting, Rung
from lms.careers.signals import posting_changed
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def rungs():
    ladder = Ladder.objects.create(code="posventa", name_es="Posventa")
    return [Rung.objects.create(ladder=ladder, code=f"R{order}", sort_order=order, name_es=f"R{order}") for order in range(4)]


@pytest.fixture
def agent():
    return world.member("agent")


def spans(person):
    return list(Posting.objects.filter(person=person).order_by("starts_on", "pk").values_list("rung__code", "kind", "starts_on", "ends_on"))


def test_a_new_posting_ends_the_one_before_it_the_day_before(agent, rungs):
    start_posting(person=agent, rung=rungs[1], starts_on=date(2025, 3, 1))
    start_posting(person=agent, rung=rungs[2], starts_on=date(2026, 3, 1), reason="Convocatoria")
    assert spans(agent) == [
        ("R1", PostingKind.HELD, date(2025, 3, 1), date(2026, 2, 28)),
        ("R2", PostingKind.HELD, date(2026, 3, 1), None),
    ]


def test_the_rung_that_somebody_holds_is_given_back_as_it_is(agent, rungs):
    first = start_posting(person=agent, rung=rungs[1], starts_on=date(2025, 3, 1))
    assert start_posting(person=agent, rung=rungs[1], starts_on=date(2026, 3, 1)) == first
    assert Posting.objects.count() == 1


def test_nobody_begins_before_what_they_hold_began(agent, rungs):
    start_posting(person=agent, rung=rungs[1], starts_on=date(2025, 3, 1))
    with pytest.raises(StartsBeforeTheLast):
        start_posting(person=agent, rung=rungs[2], starts_on=date(2025, 3, 1))


def test_acting_up_leaves_what_is_held_and_ends_when_the_rung_is_held(agent, rungs):
    start_posting(person=agent, rung=rungs[2], starts_on=date(2025, 3, 1))
    acted = act_up(person=agent, rung=rungs[3], starts_on=date(2026, 5, 1), reason="Baja de la coordinadora")
    assert act_up(person=agent, rung=rungs[3], starts_on=date(2026, 5, 1)) == acted
    start_posting(person=agent, rung=rungs[3], starts_on=date(2026, 9, 1))
    assert spans(agent) == [
        ("R2", PostingKind.HELD, date(2025, 3, 1), date(2026, 8, 31)),
        ("R3", PostingKind.ACTING_UP, date(2026, 5, 1), date(2026, 8, 31)),
        ("R3", PostingKind.HELD, date(2026, 9, 1), None),
    ]


def test_the_first_end_stands_and_lies_after_the_start(agent, rungs):
    posting = start_posting(person=agent, rung=rungs[1], starts_on=date(2025, 3, 1))
    with pytest.raises(EndsBeforeItStarts):
        end_posting(posting=posting, ends_on=date(2025, 2, 28))
    end_posting(posting=posting, ends_on=date(2025, 6, 30))
    assert end_posting(posting=posting, ends_on=date(2026, 6, 30)).ends_on == date(2025, 6, 30)


def test_hr_posts_the_people_of_its_branch_and_nobody_posts_themselves(rungs):
    company = world.unit()
    agent, hr = world.member("agent", company), world.member("hr", company)
    start_posting(person=agent, rung=rungs[1], starts_on=date(2025, 3, 1), actor=hr)
    for actor in (world.member("hr"), world.member("coordinator", company), agent):
        with pytest.raises((PermissionDenied, AboutOneself)):
            start_posting(person=agent, rung=rungs[2], starts_on=date(2026, 3, 1), actor=actor)
    assert Posting.objects.get().recorded_by == hr


def test_each_change_says_whose_it_is_and_no_change_says_nothing(agent, rungs):
    heard = []

    def listen(sender, person_id, **kwargs):
        heard.append(person_id)

    posting_changed.connect(listen)
    try:
        posting = start_posting(person=agent, rung=rungs[1], starts_on=date(2025, 3, 1))
        start_posting(person=agent, rung=rungs[1], starts_on=date(2025, 3, 1))
        end_posting(posting=posting, ends_on=date(2025, 6, 30))
        set_hired_on(person=agent, hired_on=date(2025, 2, 1))
        set_hired_on(person=agent, hired_on=date(2025, 2, 1))
    finally:
        posting_changed.disconnect(listen)
    assert heard == [agent.pk] * 3
