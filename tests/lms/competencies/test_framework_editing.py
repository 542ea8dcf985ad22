import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.competencies.actions import record_evidence
from lms.competencies.actions.versions import publish_framework
from lms.competencies.exchange import write
from lms.competencies.models import Competency, CompetencyGroup, Framework, FrameworkUpload
from lms.competencies.queries.frameworks import tree_of
from lms.jobs.models import Job
from tests import world

pytestmark = pytest.mark.django_db
NO_PROOFS = {"proofs": "1", "p0-kind": "", "p0-qualifier": "", "p0-max_level": ""}


@pytest.fixture
def hr(client):
    world.competency("EMP")
    person = world.member("hr", language="en")
    client.force_login(person)
    client.cookies["peldano_language"] = "en"
    return person


def address(name, *args):
    return reverse(f"competencies:{name}", args=args)


def fields_of(client, url) -> dict:
    """What the form at an address holds, as a browser would send it back."""
    form = client.get(url).context["form"]
    return {field.name: "" if field.value() in (None, False) else field.value() for field in form}


def test_a_competency_is_written_with_anchors_and_what_proves_it_and_found_again(client, hr):
    world.evidence_kinds()
    group = CompetencyGroup.objects.get()
    url = address("competency_add", "test")
    said = fields_of(client, url) | {"code": "NEW", "name_es": "Nueva", "group": str(group.uid), "anchor_3_es": "Escucha hasta el final"}
    said |= {
        "proofs": "2",
        "p0-kind": "observation",
        "p0-qualifier": "",
        "p0-max_level": "2",
        "p1-kind": "",
        "p1-qualifier": "",
        "p1-max_level": "",
    }
    assert client.post(url, said).status_code == 302
    made = Competency.objects.get(code="NEW")
    assert [(one.level, one.anchor_es) for one in made.levels.all()] == [(3, "Escucha hasta el final")]
    assert [(str(one), one.max_level) for one in made.kinds.all()] == [("observation", 2)]
    assert ModelLogEntry.objects.filter(action="competencies.import_framework", user=hr).exists()


def test_a_code_that_another_has_is_refused_and_what_was_written_stays_in_the_form(client, hr):
    world.competency("OTH")
    one = Competency.objects.get(code="EMP")
    url = address("competency_edit", "test", one.uid)
    response = client.post(url, fields_of(client, url) | NO_PROOFS | {"code": "OTH", "name_es": "Otra"})
    assert response.status_code == 422
    assert response.context["form"]["name_es"].value() == "Otra"
    one.refresh_from_db()
    assert one.code == "EMP"


def test_the_later_of_two_authors_is_told_and_changes_nothing(client, hr):
    one = Competency.objects.get(code="EMP")
    url = address("competency_edit", "test", one.uid)
    late = fields_of(client, url) | NO_PROOFS | {"name_es": "La segunda"}
    first = fields_of(client, url) | NO_PROOFS | {"name_es": "La primera"}
    assert client.post(url, first).status_code == 302
    response = client.post(url, late)
    assert response.status_code == 422
    assert "Somebody has changed this meanwhile" in response.content.decode()
    one.refresh_from_db()
    assert one.name_es == "La primera"


def test_a_change_that_levels_are_read_by_asks_for_everybody_to_be_read_anew(client, hr):
    one = Competency.objects.get(code="EMP")
    seen_in(one)
    url = address("competency_edit", "test", one.uid)
    client.post(url, fields_of(client, url) | NO_PROOFS | {"name_es": "Con otro nombre"})
    assert not Job.objects.filter(kind="competencies.recompute").exists()
    client.post(url, fields_of(client, url) | NO_PROOFS | {"validity_months": "7"})
    assert Job.objects.filter(kind="competencies.recompute").count() == 1


def test_before_archiving_it_is_said_what_uses_it_and_it_can_be_taken_back(client, hr):
    one = Competency.objects.get(code="EMP")
    seen_in(one)
    url = address("framework_archive", "test", one.uid)
    assert [(str(use.name), use.number) for use in client.get(url).context["uses"]] == [("evidence", 1)]
    for _time in range(2):
        client.post(url, {"to": "archive"})
        one.refresh_from_db()
        assert one.archived_at is not None
    for _time in range(2):
        client.post(url, {"to": "back"})
        one.refresh_from_db()
        assert one.archived_at is None


def test_archiving_a_group_archives_what_stands_in_it(client, hr):
    group = CompetencyGroup.objects.get()
    client.post(address("framework_archive", "test", group.uid), {"to": "archive"})
    assert not Competency.objects.filter(group=group, archived_at__isnull=True).exists()


def test_an_item_moves_among_its_neighbours_and_stops_at_the_end(client, hr):
    world.competency("OTH")
    order = lambda: [one.code for one in tree_of(Framework.objects.get()).competencies]  # noqa: E731
    before = order()
    first = Competency.objects.get(code=before[0])
    client.post(address("framework_move", "test", first.uid, "down"))
    assert order() == before[::-1]
    client.post(address("framework_move", "test", first.uid, "down"))
    assert order() == before[::-1]


def test_a_framework_and_a_group_are_made_on_screen(client, hr):
    client.post(address("framework_add"), {"code": "second", "name_es": "Segundo", "name_en": "", "publisher": "", "seen": ""})
    url = address("group_add", "second")
    client.post(url, {"code": "base", "name_es": "Base", "name_en": "", "parent": "", "seen": ""})
    assert [group.code for group in Framework.objects.get(code="second").groups.all()] == ["base"]


@pytest.mark.parametrize("what", ["competency_add", "group_add"])
def test_a_form_sent_twice_makes_one(client, hr, what):
    url = address(what, "test")
    said = fields_of(client, url) | NO_PROOFS | {"code": "NEW", "name_es": "Nueva"}
    said |= {"group": str(CompetencyGroup.objects.get().uid)} if what == "competency_add" else {}
    assert [client.post(url, said).status_code for _time in range(2)] == [302, 302]
    made = Competency if what == "competency_add" else CompetencyGroup
    assert made.objects.filter(code="NEW").count() == 1


def test_a_framework_that_cannot_be_kept_is_said_and_moves_nothing(client, hr):
    Competency.objects.filter(code="EMP").update(name_es="", name_en="")
    one = Competency.objects.get(code="EMP")
    response = client.post(address("framework_move", "test", one.uid, "down"), follow=True)
    assert "It has no name." in response.content.decode()


def test_a_file_is_looked_at_before_it_is_brought_in_and_only_once(client, hr):
    framework = Framework.objects.get()
    data = write(tree_of(framework), format="csv", at=timezone.now()).replace(b"EMP", b"EMPX")
    url = address("framework_upload")
    response = client.post(url, {"file": SimpleUploadedFile("marco.csv", data), "language": "es"})
    upload = FrameworkUpload.objects.get()
    assert response["Location"] == address("framework_upload_preview", upload.pk)
    page = client.get(response["Location"])
    assert [line.code for line in page.context["lines"]] == ["EMPX"]
    assert Competency.objects.filter(code="EMP").exists()
    for _time in range(2):
        assert client.post(address("framework_upload_confirm", upload.pk)).status_code == 302
    assert Competency.objects.filter(code="EMPX").count() == 1
    assert not FrameworkUpload.objects.exists()


def test_a_faulty_file_says_where_and_what_to_do_and_changes_nothing(client, hr):
    response = client.post(address("framework_upload"), {"file": SimpleUploadedFile("marco.csv", b"nonsense"), "language": "es"})
    assert response.status_code == 422
    assert response.context["faults"]
    assert not FrameworkUpload.objects.exists()


def test_nobody_reads_or_confirms_the_file_of_another(client, hr):
    data = write(tree_of(Framework.objects.get()), format="case", at=timezone.now())
    client.post(address("framework_upload"), {"file": SimpleUploadedFile("marco.json", data), "language": "es"})
    upload = FrameworkUpload.objects.get()
    client.force_login(world.member("hr"))
    assert client.get(address("framework_upload_preview", upload.pk)).status_code == 404
    client.post(address("framework_upload_discard", upload.pk))
    assert FrameworkUpload.objects.exists()


def test_any_two_versions_are_compared_and_the_last_with_what_is_there_now(client, hr):
    framework = Framework.objects.get()
    publish_framework(framework=framework, note="One", actor=hr)
    Competency.objects.filter(code="EMP").update(name_es="Segunda")
    publish_framework(framework=framework, note="Two", actor=hr)
    Competency.objects.filter(code="EMP").update(name_es="Tercera")
    publish_framework(framework=framework, note="Three", actor=hr)
    url = address("framework_compare", "test")
    lines = client.get(url, {"before": 1, "after": 3}).context["lines"]
    assert [(line.code, line.fields) for line in lines] == [("EMP", ["name in Spanish"])]
    assert client.get(url, {"before": 3, "after": 0}).context["lines"] == []
    assert client.get(url, {"before": 9, "after": 0}).status_code == 422


def seen_in(competency) -> None:
    """A piece of evidence of it."""
    world.evidence_kinds()
    record_evidence(person=world.member("agent"), competency=competency, kind="observation", level=2, source="observation:1")
