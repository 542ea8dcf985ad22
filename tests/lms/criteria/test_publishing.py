import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lms.criteria import actions
from lms.criteria.exceptions import GuidelineRefused, Incomplete, NotInForce, SignaturesMissing, TooManyLive
from lms.criteria.models import GuidelineVersion
from lms.criteria.queries.signing import signatures_missing, signing_later
from lms.jobs.models import Job
from lms.operations.models import ProtectedAbsence
from tests.criteria import question, texts


def test_every_coordinator_and_supervisor_has_to_sign(agreement):
    actions.sign(version=agreement.version, actor=agreement.supervisor)
    with pytest.raises(SignaturesMissing):
        actions.publish(version=agreement.version, actor=agreement.supervisor)
    agreement.published()
    assert GuidelineVersion.objects.in_force().count() == 1


def test_publishing_twice_is_once(agreement):
    first, again = agreement.published(), actions.publish(version=agreement.version, actor=agreement.supervisor)
    assert (first.sha256, first.published_at) == (again.sha256, again.published_at)
    assert Job.objects.filter(kind="criteria.announce").count() == 1


def test_what_is_written_anew_has_to_be_signed_anew(agreement):
    actions.sign(version=agreement.version, actor=agreement.supervisor)
    actions.revise(guideline=agreement.guideline, texts=texts(says_en="Other"), actor=agreement.supervisor)
    assert agreement.version.signatures.count() == 0


def test_a_unit_has_at_most_four_in_force(agreement):
    agreement.published()
    for number in (2, 3, 4):
        agreement.published(agreement.drafted(f"am-0{number}"))
    with pytest.raises(TooManyLive):
        agreement.published(agreement.drafted("am-05"))


def test_a_slip_put_right_cannot_change_what_is_right(agreement):
    agreement.published()
    with pytest.raises(Incomplete):
        agreement.revised(question("q1"), question("q2", right="b"), minor=True)


def test_a_change_has_to_ask_something(agreement):
    agreement.published()
    with pytest.raises(Incomplete):
        agreement.revised()
    assert agreement.guideline.versions.in_force().get().number == 1


def test_a_withdrawal_has_a_reason_and_ends_the_asking(agreement):
    agreement.published()
    with pytest.raises(GuidelineRefused):
        actions.withdraw(guideline=agreement.guideline, why=" ", actor=agreement.supervisor)
    actions.withdraw(guideline=agreement.guideline, why="The law changed", actor=agreement.supervisor)
    with pytest.raises(NotInForce):
        agreement.answer("q1", version=agreement.version)


def test_an_agent_neither_signs_nor_publishes(agreement):
    for act in (actions.sign, actions.publish):
        with pytest.raises(PermissionDenied):
            act(version=agreement.version, actor=agreement.agent)


def test_whoever_is_on_leave_holds_nothing_back_and_signs_when_back(agreement):
    today = timezone.localdate()
    leave = ProtectedAbsence.objects.create(person=agreement.coordinator, starts_on=today, recorded_by=agreement.supervisor)
    actions.sign(version=agreement.version, actor=agreement.supervisor)
    version = actions.publish(version=agreement.version, actor=agreement.supervisor)
    assert signing_later(version) == [agreement.coordinator]
    leave.delete()
    assert signatures_missing(version) == [agreement.coordinator]
    actions.sign(version=version, actor=agreement.coordinator)
    assert signatures_missing(version) == []
