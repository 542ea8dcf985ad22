"""The help pages, what machines ask, the frame of every page, and the pages of last resort."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import path
from django.utils import translation

from lms.home import views
from lms.home.context import current, places_of
from lms.home.queries import who_can_help, who_sees
from tests import world

has_spanish = pytest.mark.skipif(
    not Path(settings.BASE_DIR, "locale/es/LC_MESSAGES/django.mo").exists(), reason="the Spanish texts are not compiled: make messages"
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_who_sees_me_is_whoever_holds_a_role_in_my_unit_or_above(db):
    centre = world.unit(name="Valencia")
    mine, other = world.unit(parent=centre, kind="team", name="ES-1"), world.unit(parent=centre, kind="team", name="ES-2")
    world.member("coordinator", mine, first_name="Nuria", last_name="Campos")
    world.member("coordinator", other)
    world.member("hr", centre, first_name="Elena", last_name="Vidal")
    world.member("quality", centre, first_name="Olga", last_name="Pons")
    world.member("works_council", centre)
    rows = who_sees(world.member("agent", mine))
    assert [(row.role, row.unit, row.names, row.learning, row.results, row.certificates) for row in rows] == [
        ("Coordinator", "ES-1", ("Nuria Campos",), True, True, True),
        ("People (HR)", "Valencia", ("Elena Vidal",), True, True, True),
        ("Quality", "Valencia", ("Olga Pons",), False, False, False),
    ]


def test_what_the_page_promises_is_what_the_querysets_do(db):
    from courses.enrolments.models import Enrolment

    unit = world.unit()
    enrolment = world.enrolment(world.member("trainee", unit))
    for role in ("trainer", "coordinator", "supervisor", "quality", "hr", "administrator"):
        viewer = world.member(role, unit)
        row = next(
            row
            for row in who_sees(enrolment.person)
            if str(viewer) in row.names and row.role == viewer.current_memberships[0].get_role_display()
        )
        assert row.learning == Enrolment.objects.visible_to(viewer).filter(pk=enrolment.pk).exists()


def test_the_nearest_people_can_help(db):
    unit = world.unit(name="ES-1")
    world.member("trainer", unit, first_name="Carmen", last_name="Ibarra")
    assert [(one.name, one.note) for one in who_can_help(world.member("agent", unit))] == [("Carmen Ibarra", "Trainer, ES-1")]


@pytest.mark.parametrize("address", ["/help/", "/help/who-sees-what/", "/help/accessibility/"])
@pytest.mark.parametrize("role", ["trainee", "trainer", "hr"])
def test_the_help_opens_for_everybody_who_is_here(client, db, address, role):
    client.force_login(world.member(role))
    assert client.get(address).status_code == 200


def test_only_the_accessibility_statement_is_open_to_strangers(client, db):
    assert [client.get(address).status_code for address in ("/help/", "/help/who-sees-what/", "/help/accessibility/")] == [302, 302, 200]


def test_health_says_ok_without_signing_in(client, db):
    response = client.get("/health/")
    assert (response.status_code, response.content, response["Cache-Control"]) == (
        200, b"ok\n", "max-age=0, no-cache, no-store, must-revalidate, private",
    )  # fmt: skip


def test_health_is_503_and_says_no_more_when_the_database_is_gone(client, db, monkeypatch):
    from django.db import OperationalError

    from lms.home.views import machines

    class Gone:
        def cursor(self):
            raise OperationalError("secret host name")

    monkeypatch.setattr(machines, "connection", Gone())
    response = client.get("/health/")
    assert (response.status_code, response.content) == (503, b"unavailable\n")


def test_the_manifest_makes_it_installable(client, db):
    manifest = client.get("/site.webmanifest").json()
    assert (manifest["short_name"], manifest["display"], manifest["start_url"]) == ("Peldaño", "standalone", "/")
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"]
    assert all(Path(settings.BASE_DIR, icon["src"].lstrip("/")).exists() for icon in manifest["icons"])


def test_nothing_is_for_search_engines(client, db):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_the_gallery_is_not_there_in_production(client, db, settings):
    settings.DEMO = settings.DEBUG = False
    assert client.get("/gallery/").status_code == 404
    settings.DEMO = True
    assert client.get("/gallery/").status_code == 200


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("trainee", ["Today", "Programme", "My ladder", "Handbook", "Certificates", "Roleplays"]),
        (
            "trainer",
            [
                "Today",
                "Cohort",
                "Sessions",
                "Tutoring",
                "To mark",
                "Authoring",
                "To score",
                "Live roleplays",
                "Team",
                "What stays",
                "People",
                "Enrolments",
                "Scenarios",
                "Rubrics",
                "Calibration",
                "Renewals",
                "Refreshers",
                "Changes of content",
                "Handbook",
            ],
        ),
        (
            "hr",
            [
                "Today",
                "Team",
                "Readiness",
                "People",
                "Enrolments",
                "Calls",
                "Questions about evidence",
                "All certificates",
                "Figures of work",
                "Renewals",
                "Working hours",
                "Refreshers",
                "Frameworks",
                "Rule of levels",
                "Ladders",
                "Handbook",
            ],
        ),
        (
            "coordinator",
            [
                "Today",
                "Tutoring",
                "To score",
                "Live roleplays",
                "Team",
                "What stays",
                "Readiness",
                "People",
                "Enrolments",
                "Calibration",
                "Renewals",
                "Refreshers",
                "Changes of content",
                "Handbook",
            ],
        ),
        (
            "works_council",
            [
                "Today",
                "Programme",
                "My ladder",
                "Handbook",
                "Certificates",
                "Roleplays",
                "Calls",
                "Frameworks",
                "Rule of levels",
                "Ladders",
            ],
        ),
        (
            "administrator",
            [
                "Today",
                "Authoring",
                "Readiness",
                "People",
                "Enrolments",
                "Scenarios",
                "Rubrics",
                "All certificates",
                "Figures of work",
                "Renewals",
                "Working hours",
                "Refreshers",
                "Changes of content",
                "Frameworks",
                "Rule of levels",
                "Ladders",
                "Mails",
                "Jobs",
                "Handbook",
            ],
        ),
    ],
)
def test_the_bar_has_the_places_of_each_role(role, labels):
    with translation.override("en"):
        assert [str(place.label) for place in places_of(frozenset({role}))] == labels


@pytest.mark.parametrize(
    ("address", "name"),
    [("/", "home:today"), ("/programme/3/quiz/x/", "enrolments:programmes"), ("/attempt/x/1/", "enrolments:programmes"), ("/help/", None)],
)
def test_the_bar_marks_where_one_is(address, name):
    here = current(places_of(frozenset({"trainee"})), address)
    assert (here.name if here else None) == name


def broken(request):
    raise RuntimeError("in English")


def refused(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied("You do not have permission")


def odd(request):
    from django.core.exceptions import SuspiciousOperation

    raise SuspiciousOperation("Invalid thing")


urlpatterns = [path("broken/", broken), path("refused/", refused), path("odd/", odd)]
handler400, handler403, handler404, handler500 = views.bad_request, views.forbidden, views.not_found, views.server_error


@pytest.fixture
def faults(settings):
    """Addresses that go wrong, beside the real ones."""
    from lms import urls

    urlpatterns[3:] = urls.urlpatterns
    settings.ROOT_URLCONF = __name__
    settings.DEBUG = False
    return Client(raise_request_exception=False)


def test_the_forbidden_page_names_who_can_help_and_not_the_exception(faults, db):
    unit = world.unit()
    world.member("hr", unit, first_name="Elena", last_name="Vidal", email="elena@example.com")
    faults.force_login(world.member("agent", unit))
    response = faults.get("/refused/")
    page = response.content.decode()
    assert response.status_code == 403
    assert '<a href="mailto:elena@example.com">Elena Vidal</a>' in page
    assert "You do not have permission" not in page


@has_spanish
@pytest.mark.parametrize(
    ("address", "status", "english", "spanish"),
    [
        ("/odd/", 400, "We did not understand that", "No hemos entendido eso"),
        ("/refused/", 403, "This page is not open to you", "Esta página no está abierta para ti"),
        ("/nowhere/", 404, "This step is not here", "Este peldaño no está aquí"),
    ],
)
def test_no_page_of_errors_speaks_english_to_a_spanish_speaker(faults, db, address, status, english, spanish):
    faults.force_login(world.member("agent", language="es"))
    response = faults.get(address)
    page = response.content.decode()
    assert (response.status_code, english in page, spanish in page, '<html lang="es">' in page) == (status, False, True, True)


def test_the_page_of_last_resort_speaks_both_languages_and_asks_nothing_of_the_database(faults, db):
    response = faults.get("/broken/")
    page = response.content.decode()
    assert (response.status_code, "Algo se ha roto aquí" in page, 'lang="en"' in page, "in English" in page) == (500, True, True, False)


def test_a_form_left_open_too_long_is_told_kindly(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.member("agent"))
    response = client.post("/notifications/read/")
    assert (response.status_code, "This page had been open too long" in response.content.decode()) == (403, True)
