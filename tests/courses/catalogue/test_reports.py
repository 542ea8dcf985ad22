import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from courses.catalogue.actions import close_report, report_error
from courses.catalogue.enums import ReportState
from courses.catalogue.models import ContentReport
from lms.notifications.models import Notification
from tests import world


@pytest.fixture
def reported(authoring):
    return report_error(page=world.lesson(title="Fibra"), person=authoring.agent, text="The price is last year's. ", block_id="b1")


def test_the_same_words_on_the_same_block_are_one_report(authoring, reported):
    again = report_error(page=reported.page, person=authoring.agent, text="The price is last year's.", block_id="b1")

    assert (again, ContentReport.objects.count()) == (reported, 1)


def test_whoever_reported_it_is_told_what_came_of_it(authoring, reported):
    close_report(report=reported, state=ReportState.MENDED, answer="It says 45 € now.", actor=authoring.author)

    told = Notification.objects.get()
    assert (told.person, told.title, told.text) == (authoring.agent, "Thank you: “Fibra” has been mended", "It says 45 € now.")


def test_nothing_to_mend_needs_its_reason(authoring, reported):
    with pytest.raises(ValidationError):
        close_report(report=reported, state=ReportState.DISMISSED, actor=authoring.author)

    reported.refresh_from_db()
    assert reported.state == ReportState.OPEN


def test_closing_it_again_changes_nothing(authoring, reported):
    close_report(report=reported, state=ReportState.MENDED, actor=authoring.author)
    close_report(report=reported, state=ReportState.DISMISSED, answer="No.", actor=authoring.author)

    assert (ContentReport.objects.get().state, Notification.objects.count()) == (ReportState.MENDED, 1)


def test_a_trainer_finds_it_and_answers(client, authoring, reported):
    client.force_login(authoring.author)
    address = reverse("catalogue_admin:report", args=[reported.pk])

    assert reported.text in client.get(reverse("wagtailadmin_home")).content.decode().replace("&#x27;", "'")
    assert client.get(reverse("catalogue_admin:reports")).status_code == 200
    assert "#block-b1-section" in client.get(address).content.decode()
    assert client.post(address, {"state": "dismissed", "answer": ""}).status_code == 200
    assert client.post(address, {"state": "mended", "answer": "Now 45 €."}).status_code == 302
    assert ContentReport.objects.get().closed_by == authoring.author
