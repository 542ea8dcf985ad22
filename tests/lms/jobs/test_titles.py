"""Administrators read what a job does, in their language."""

import pytest
from django.urls import reverse
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import override

from lms.jobs import registry
from lms.jobs.models import Job
from tests import world

# Whoever gives these their kinds of work says what they are.
NOT_SAID_YET = ("careers.", "competencies.", "operations.", "promotions.")


def kinds() -> list[str]:
    """Those of the project: tests register kinds of their own, which are not told to anybody."""
    autodiscover_modules("tasks")
    ours = ("lms.", "courses.", "assessments.")
    return sorted(kind for kind, handler in registry._handlers.items() if handler.__module__.startswith(ours))


def test_every_kind_of_work_says_what_it_does_in_both_languages():
    told = [kind for kind in kinds() if not kind.startswith(NOT_SAID_YET)]
    assert "certificates.pdf" in told
    with override("en"):
        english = {kind: registry.title_of(kind) for kind in told}
    with override("es"):
        spanish = {kind: registry.title_of(kind) for kind in told}
    assert [kind for kind in told if english[kind] == kind or spanish[kind] in (kind, english[kind])] == []
    assert len(set(english.values())) == len(told)


def test_a_kind_that_nobody_has_named_is_shown_as_it_is():
    assert registry.title_of("unheard.of") == "unheard.of"


@pytest.mark.django_db
def test_the_list_and_its_filter_say_it(client):
    Job.objects.create(kind="certificates.pdf", state="done")
    client.force_login(world.member("administrator", language="es"))
    page = client.get(reverse("jobs:list")).content.decode()
    assert '<option value="certificates.pdf">Dibujar un certificado</option>' in page
    assert '<th scope="row">Dibujar un certificado' in page
