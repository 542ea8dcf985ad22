from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.attendance.actions import Entry, cancel_session, make_up, take_back, take_register
from courses.attendance.exceptions import Refused, WrittenMeanwhile
from courses.attendance.models import Attendance, Correction
from courses.attendance.queries import attendance_of, goals_of, known_of, people_of, register_of, tallies_of
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db


def take(group, session, entries=None, *, revision=0, actor=None, **more):
    return take_register(
        session=session, entries=group.entries() if entries is None else entries, revision=revision, actor=actor or group.trainer, **more
    )


def words_of(enrolment) -> str:
    return attendance_of(enrolment, timezone.now()).words


def test_a_draft_counts_for_nobody_and_a_signature_does(group):
    session = take(group, group.session(), group.entries(ben="absent"))
    assert words_of(group.ben) == "No session has been signed yet."

    take(group, session, group.entries(ben="absent"), revision=1, sign=True)

    session.refresh_from_db()
    assert (session.state, session.signed_by) == ("held", group.trainer)
    assert words_of(group.ana) == "4 h of 4 h (100 %)."
    assert words_of(group.ben) == "0 h of 4 h (0 %)."


def test_late_and_early_take_their_minutes_and_nothing_else(group):
    ana, *others = group.everybody
    entries = [Entry(ana.pk, "present", late=10, early=14, words="El tren"), *(Entry(one.pk, "present") for one in others)]
    take(group, group.session(), entries, sign=True)

    mark = Attendance.objects.get(enrolment=ana)
    assert (mark.late, mark.early, mark.words) == (10, 14, "El tren")
    assert words_of(ana) == "3.6 h of 4 h (90 %)."


def test_saving_twice_is_saving_once(group):
    session = group.session()
    for _time in range(2):
        session = take(group, session, sign=True)
    assert session.revision == 1
    assert Attendance.objects.count() == 3
    assert not Correction.objects.exists()


def test_two_tabs_do_not_write_over_each_other(group):
    session = group.session()
    take(group, session, group.entries(ana="absent"))
    with pytest.raises(WrittenMeanwhile):
        take(group, session, group.entries(ben="absent"))
    assert [mark.presence for mark in Attendance.objects.order_by("enrolment_id")] == ["absent", "present", "present"]


def test_nobody_is_left_out_of_a_register_that_is_signed(group):
    session = group.session()
    with pytest.raises(Refused, match="Say of everybody"):
        take(group, session, group.entries()[:2], sign=True)
    take(group, session, group.entries()[:2])
    assert Attendance.objects.count() == 2


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"presence": "absent", "late": 5}, "Ana Alba was not there"),
        ({"presence": "present", "late": 200, "early": 40}, "Ana Alba: more was missed than the 240"),
        ({"presence": "present", "early": -5}, "Ana Alba: more was missed"),
        ({"presence": "asleep"}, "whether each person was there"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(group, entry, words):
    with pytest.raises(Refused, match=words):
        take(group, group.session(), [Entry(group.ana.pk, **entry)])
    assert not Attendance.objects.exists()


def test_a_register_is_taken_from_the_first_minute_on(group):
    session = group.session(0, starts_at=time(9), ends_at=time(13))
    nine = timezone.make_aware(timezone.datetime.combine(session.on, time(9)))
    with pytest.raises(Refused, match="not begun"):
        take(group, session, now=nine - timedelta(minutes=1))
    take(group, session, now=nine)


def test_a_signed_register_is_put_right_with_a_reason_that_its_person_reads(group):
    session = group.signed(ana="absent")
    with pytest.raises(Refused, match="Say why"):
        take(group, session, revision=1)

    take(group, session, revision=1, reason="Estaba en la otra sala")

    mark = Attendance.objects.get(enrolment=group.ana)
    before = mark.corrections.get()
    assert (mark.presence, before.presence, before.reason, before.actor) == ("present", "absent", "Estaba en la otra sala", group.trainer)
    told = Notification.objects.get(kind="attendance.corrected")
    assert (told.person, told.text) == (group.ana.person, "Estaba en la otra sala")


def test_nobody_writes_their_own_attendance(group):
    trainer = group.ana.person
    world.member("trainer", group.service, who=trainer)
    session = group.session()
    with pytest.raises(PermissionDenied):
        take(group, session, actor=trainer)

    take(group, session, group.entries()[1:], actor=trainer, sign=True)

    assert not Attendance.objects.filter(enrolment=group.ana).exists()


def test_only_whoever_teaches_the_cohort_keeps_its_register(group):
    session = group.session()
    for role in ("hr", "supervisor", "coordinator", "agent"):
        with pytest.raises(PermissionDenied):
            take(group, session, actor=world.member(role, group.service))


def test_whoever_left_before_the_day_is_not_in_its_register_and_whoever_left_after_it_is(group):
    early, late = group.session(5), group.session(1)
    left = timezone.now() - timedelta(days=3)
    type(group.eva).objects.filter(pk=group.eva.pk).update(state="cancelled", cancelled_at=left)
    assert group.eva in people_of(early)
    assert group.eva not in people_of(late)


def test_whoever_is_on_leave_stands_so_before_anybody_writes_it(group):
    from lms.operations.models import ProtectedAbsence

    session = group.session(1)
    ProtectedAbsence.objects.create(
        person=group.ben.person, starts_on=session.on, ends_on=session.on, recorded_by=world.member("hr", group.service)
    )
    found = register_of(session, group.trainer, timezone.now())
    assert [row.on_leave for row in found.rows] == [False, True, False]


def test_leave_stands_apart_until_it_is_made_up(group):
    group.signed(2)
    group.signed(1, ben="leave")
    assert words_of(group.ben) == "4 h of 4 h (100 %). 4 h of leave to make up."
    [goal] = goals_of(group.ben, 90)
    assert goal.state == "progress"

    mark = Attendance.objects.get(enrolment=group.ben, presence="leave")
    for _time in range(2):
        make_up(mark=mark, on=timezone.localdate(), words="Con Carmen", actor=group.trainer)

    assert words_of(group.ben) == "8 h of 8 h (100 %)."
    [goal] = goals_of(group.ben, 90)
    assert goal.state == "met"


def test_what_was_made_up_can_be_taken_back_with_a_reason(group):
    group.signed(ana="absent")
    mark = make_up(mark=Attendance.objects.get(enrolment=group.ana), on=timezone.localdate(), words="Con Carmen", actor=group.trainer)
    with pytest.raises(Refused, match="why"):
        take_back(mark=mark, reason="", actor=group.trainer)
    take_back(mark=mark, reason="Era de Eva", actor=group.trainer)
    assert words_of(group.ana) == "0 h of 4 h (0 %)."


def test_only_what_was_missed_in_a_signed_session_is_made_up_and_not_before_it(group):
    session = group.signed(1, ana="absent")
    there, missed = (Attendance.objects.get(enrolment=one) for one in (group.eva, group.ana))
    day = timezone.localdate()
    with pytest.raises(Refused, match="Nothing of this session"):
        make_up(mark=there, on=day, words="Otra vez", actor=group.trainer)
    for wrong in (session.on - timedelta(days=1), day + timedelta(days=1)):
        with pytest.raises(Refused, match="on the day of the session or later"):
            make_up(mark=missed, on=wrong, words="Con Carmen", actor=group.trainer)
    draft = take(group, group.session(2), group.entries(ana="absent"))
    with pytest.raises(Refused, match="not signed"):
        make_up(mark=draft.marks.get(enrolment=group.ana), on=day, words="Con Carmen", actor=group.trainer)


def test_the_way_out_of_the_classroom_says_how_far_it_is(group):
    assert goals_of(group.ana, None) == []
    [goal] = goals_of(group.ana, 90)
    assert (goal.title, goal.words, goal.state) == ("90 % of the hours in class", "No session has been signed yet.", "missing")
    group.signed(ana="absent")
    [goal] = goals_of(group.ana, 90)
    assert (goal.words, goal.state) == ("0 h of 4 h (0 %).", "progress")


def test_the_hours_are_met_once_no_session_is_left_to_come(group):
    group.signed(1)
    to_come = group.session(-1)
    [goal] = goals_of(group.ana, 90)
    assert (goal.words, goal.state) == ("4 h of 4 h (100 %).", "progress")
    cancel_session(session=to_come, reason="Sobra", actor=group.trainer)
    [goal] = goals_of(group.ana, 90)
    assert goal.state == "met"


def test_who_is_short_of_hours_is_said_and_nobody_is_ranked(group):
    group.signed(ben="absent")
    found = tallies_of(group.cohort, group.trainer)
    assert [(row.enrolment.person.first_name, row.short) for row in found] == [("Ana", False), ("Ben", True), ("Eva", False)]
    [known] = known_of(group.ben.person, group.trainer)
    assert (known.words, known.least) == ("0 h of 4 h (0 %).", 90)
