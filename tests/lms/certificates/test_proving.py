import pytest
from django.core.management import call_command

from lms.certificates.actions import issue_certificate, prove_certificates, revoke_certificate
from lms.competencies.actions import set_up_kinds
from lms.competencies.models import CompetencyState, Evidence, EvidenceKind
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return world.member("trainee")


def issued_before(person, *codes: str):
    """A certificate of an academy that did not know the kind of evidence yet."""
    certification = world.certification(name_en="-".join(codes), competencies=[world.competency(code) for code in codes])
    EvidenceKind.objects.filter(code="certificate").delete()
    return issue_certificate(certification=certification, person=person)


def test_certificates_from_before_become_evidence_once(person, capsys):
    issued_before(person, "PRO", "LIS")
    assert not Evidence.objects.exists()
    set_up_kinds()
    for _twice in range(2):
        call_command("prove_certificates")
    assert capsys.readouterr().out == "2 pieces of evidence written.\n0 pieces of evidence written.\n"
    assert sorted(CompetencyState.objects.values_list("competency__code", flat=True)) == ["LIS", "PRO"]


def test_what_is_revoked_or_names_nothing_gives_none(person):
    administrator = world.member("administrator", person.memberships.get().unit)
    revoke_certificate(certificate=issued_before(person, "PRO"), reason="Wrong person", actor=administrator)
    issue_certificate(certification=world.certification(name_en="Nothing"), person=person)
    set_up_kinds()
    assert prove_certificates() == 0
