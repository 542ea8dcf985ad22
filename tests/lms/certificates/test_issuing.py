from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from courses.enrolments.signals import enrolment_completed, module_completed
from lms.certificates.actions import issue_certificate, issue_for, revoke_certificate
from lms.certificates.exceptions import NotTheirEnrolment, ReasonMissing
from lms.certificates.models import Certificate
from lms.certificates.signals import certificate_issued
from lms.competencies.models import CompetencyState, Evidence
from lms.jobs.models import Job
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def trained():
    """An enrolment in a programme that earns a certification."""
    world.evidence_kinds()
    lesson = world.lesson(world.module(title="Producto"))
    programme = world.programme([lesson.get_parent().specific], hours="66.1", modality="Mixta")
    enrolment = world.enrolment(in_programme=programme)
    certification = world.certification(programme=programme, competencies=[world.competency("PRO")])
    return enrolment, certification


def test_issuing_twice_gives_one_certificate_and_one_job(trained):
    enrolment, certification = trained
    first = issue_certificate(certification=certification, person=enrolment.person, enrolment=enrolment)
    second = issue_certificate(certification=certification, person=enrolment.person, enrolment=enrolment)
    assert first == second
    assert Job.objects.filter(kind="certificates.pdf").count() == 1


def test_a_completed_enrolment_told_twice_earns_one_certificate(trained):
    enrolment, certification = trained
    for _time in range(2):
        enrolment_completed.send(sender=None, enrolment_id=enrolment.pk)
    assert list(Certificate.objects.values_list("certification", "enrolment")) == [(certification.pk, enrolment.pk)]


def test_a_completed_module_earns_its_certification(trained):
    enrolment, _certification = trained
    module = enrolment.programme.programme_modules.get().module
    data = world.certification(module=module, name_en="Data")
    module_completed.send(sender=None, enrolment_id=enrolment.pk, module_id=module.pk)
    assert [one.certification for one in Certificate.objects.all()] == [data]


def test_the_facts_are_those_of_the_day_it_was_issued(trained):
    enrolment, certification = trained
    certificate = issue_for(enrolment=enrolment, on=date(2026, 11, 20))[0]
    facts = certificate.facts
    assert (facts["holder"], facts["hours"], facts["issued_on"], facts["valid_until"]) == (
        "Sofía Medina",
        "66.1",
        "2026-11-20",
        "2027-11-20",
    )
    assert facts["period"] == {"from": "2026-11-09", "to": "2026-11-20"}
    assert facts["contents"]["es"] == ["Producto"]
    assert facts["certification"] == {"es": "Agente certificado", "en": "Certified agent", "code": certification.code}
    assert [one["code"] for one in facts["competencies"]] == ["PRO"]
    assert facts["serial"] == certificate.serial == "2026-000001"
    assert not {"score", "result", "attempts"} & facts.keys()


def test_later_changes_of_design_name_or_person_move_no_fact(trained):
    enrolment, certification = trained
    certificate = issue_for(enrolment=enrolment)[0]
    before = Certificate.objects.get().facts
    certification.name_es, certification.design.issuer = "Otro nombre", "Otra casa"
    certification.save()
    certification.design.save()
    enrolment.person.last_name = "Otra"
    enrolment.person.save()
    issue_for(enrolment=enrolment)
    certificate.refresh_from_db()
    assert certificate.facts == before


def test_serials_run_without_gaps_within_their_year():
    certification = world.certification()
    for day in (date(2025, 3, 1), date(2026, 3, 1), date(2026, 3, 2)):
        world.certificate(certification, on=day)
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == ["2025-000001", "2026-000001", "2026-000002"]


def test_the_signal_comes_after_the_commit(django_capture_on_commit_callbacks):
    heard = []
    certificate_issued.connect(receiver := lambda **said: heard.append(said["certificate_id"]))
    with django_capture_on_commit_callbacks(execute=True):
        certificate = world.certificate()
        assert heard == []
    certificate_issued.disconnect(receiver)
    assert heard == [certificate.pk]


def test_by_hand_it_needs_the_right_and_a_reason():
    unit = world.unit()
    holder, hr, trainer = world.member("agent", unit), world.member("hr", unit), world.member("trainer", unit)
    certification = world.certification()
    with pytest.raises(PermissionDenied):
        issue_certificate(certification=certification, person=holder, actor=trainer, reason="Prior learning")
    with pytest.raises(ReasonMissing):
        issue_certificate(certification=certification, person=holder, actor=hr, reason="  ")
    one = issue_certificate(certification=certification, person=holder, actor=hr, reason="Prior learning")
    assert (one.issue_reason, one.issued_by) == ("Prior learning", hr)
    assert issue_certificate(certification=certification, person=holder, actor=hr, reason="Again") == one


def test_nobody_is_certified_by_the_enrolment_of_another(trained):
    enrolment, certification = trained
    with pytest.raises(NotTheirEnrolment):
        issue_certificate(certification=certification, person=world.person(), enrolment=enrolment)


def test_revoking_needs_a_reason_and_the_right_and_tells_the_holder():
    unit = world.unit()
    hr, trainer = world.member("hr", unit), world.member("trainer", unit)
    certificate = world.certificate(who=world.member("agent", unit))
    with pytest.raises(ReasonMissing):
        revoke_certificate(certificate=certificate, reason=" ", actor=hr)
    with pytest.raises(PermissionDenied):
        revoke_certificate(certificate=certificate, reason="Wrong person", actor=trainer)
    revoke_certificate(certificate=certificate, reason="Wrong person", actor=hr)
    revoke_certificate(certificate=certificate, reason="Another reason", actor=hr)
    assert (certificate.revoke_reason, certificate.revoked_by, certificate.state) == ("Wrong person", hr, "revoked")
    assert list(Notification.objects.filter(kind="certificates.revoked").values_list("person", flat=True)) == [certificate.person_id]


def test_what_was_revoked_is_not_issued_again_by_the_same_enrolment(trained):
    enrolment, _certification = trained
    certificate = issue_for(enrolment=enrolment)[0]
    revoke_certificate(certificate=certificate, reason="Wrong", actor=world.person(is_superuser=True))
    assert issue_for(enrolment=enrolment) == [certificate]


def test_a_pale_colour_is_refused_in_words():
    design = world.design()
    design.accent = "#7fd6d0"
    with pytest.raises(ValidationError) as refused:
        design.full_clean()
    assert [word in refused.value.message_dict["accent"][0] for word in ("1,6", "4,5")] == [True, True]


def test_a_certification_is_earned_by_a_programme_or_a_module(trained):
    _enrolment, certification = trained
    certification.module = certification.programme.programme_modules.get().module
    with pytest.raises(ValidationError):
        certification.full_clean()


def test_it_is_evidence_of_its_competencies_as_long_as_it_holds(trained):
    enrolment, certification = trained
    certificate = issue_certificate(certification=certification, person=enrolment.person, enrolment=enrolment, on=date(2026, 11, 20))
    issue_certificate(certification=certification, person=enrolment.person, enrolment=enrolment)
    evidence = Evidence.objects.get(person=enrolment.person)
    assert (evidence.kind.code, evidence.level, evidence.competency.code) == ("certificate", 3, "PRO")
    assert (timezone.localdate(evidence.observed_at), evidence.expires_on) == (date(2026, 11, 20), certificate.valid_until)


def test_revoked_it_proves_nothing_any_more(trained):
    enrolment, certification = trained
    certificate = issue_certificate(certification=certification, person=enrolment.person, enrolment=enrolment)
    states = CompetencyState.objects.filter(person=enrolment.person)
    assert list(states.values_list("level", flat=True)) == [2]
    chief = world.person(is_superuser=True)
    for _time in range(2):
        revoke_certificate(certificate=certificate, reason="Issued by mistake", actor=chief)
    assert (list(states.values_list("level", flat=True)), Evidence.objects.get().void.reason) == ([None], "Issued by mistake")


def test_nobody_issues_or_revokes_their_own():
    hr = world.member("hr")
    with pytest.raises(PermissionDenied):
        issue_certificate(certification=world.certification(), person=hr, actor=hr, reason="I know it")
    own = issue_certificate(certification=world.certification(), person=hr)
    with pytest.raises(PermissionDenied):
        revoke_certificate(certificate=own, reason="By mistake", actor=hr)


def test_a_certificate_is_issued_where_nobody_has_set_up_what_proves_what():
    from lms.competencies.models import Evidence, EvidenceKind

    EvidenceKind.objects.all().delete()
    issued = world.certificate(of=world.certification(competencies=[world.competency("EMP")]))
    assert (issued.pk is not None, Evidence.objects.count()) == (True, 0)
