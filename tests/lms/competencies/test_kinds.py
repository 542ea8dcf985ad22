"""Frameworks have one door: their screens. Of kinds of evidence, the CMS says what each proves, and everybody is read anew."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from lms.competencies.actions import record_evidence
from lms.competencies.models import EvidenceKind
from lms.jobs.models import Job
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind():
    world.evidence_kinds()
    record_evidence(person=world.person(), competency=world.competency("EMP"), kind="observation", level=2, source="test:1")
    return EvidenceKind.objects.get(code="observation")


@pytest.fixture
def administrator(client):
    person = world.member("administrator", world.unit(), language="en")
    client.force_login(person)
    return person


def edited(client, kind, **changes):
    fields = ("code", "name_es", "name_en", "note_es", "note_en", "max_level", "max_level_knowledge")
    data = {name: "" if (value := getattr(kind, name)) is None else value for name in fields}
    return client.post(reverse("wagtailsnippets_competencies_evidencekind:edit", args=[kind.pk]), data | changes)


def test_only_kinds_of_evidence_are_edited_in_the_cms():
    ours = set(apps.get_app_config("competencies").get_models())
    assert ours & set(get_snippet_models()) == {EvidenceKind}


def test_a_kind_that_proves_another_level_has_everybody_read_anew(client, administrator, kind):
    assert edited(client, kind, max_level=3).status_code == 302
    kind.refresh_from_db()
    assert kind.max_level == 3
    assert Job.objects.filter(kind="competencies.recompute").count() == 1


def test_another_name_of_a_kind_reads_nobody_anew(client, administrator, kind):
    assert edited(client, kind, name_es="Escucha").status_code == 302
    kind.refresh_from_db()
    assert kind.name_es == "Escucha"
    assert not Job.objects.filter(kind="competencies.recompute").exists()


def test_a_kind_is_never_deleted(client, kind):
    root = world.person(is_superuser=True)
    client.force_login(root)
    client.post(reverse("wagtailsnippets_competencies_evidencekind:delete", args=[kind.pk]))
    assert EvidenceKind.objects.filter(pk=kind.pk).exists()
