"""Somebody whose certification is about to end renews it on a phone, inside its window, and loses no day."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from playwright.sync_api import expect

from lms.jobs.actions import run
from lms.jobs.models import Job
from lms.renewals.actions import run_day
from lms.renewals.models import CertificationPeriod
from tests import world
from tests.browser import PHONE, console_is_clean, looks_right
from tests.journeys.steps import press, read_to_the_end
from tests.lms.renewals import centre

WORDS = {"es": ("Toca renovar", "Certificado"), "en": ("Renewal due", "Certified")}


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_certification_is_renewed_inside_its_window(browse, language):
    today = timezone.localdate()
    earned, due, certified = today - relativedelta(months=12) + timedelta(days=20), *WORDS[language]
    person = world.member("agent", language=language)
    training = world.module()
    world.lesson(training, title="Lo que ha cambiado este año")
    before = centre.holder(centre.rule(renewed_by=training), earned, who=person)
    run_day(on=today)

    page = browse(person, language=language, width=PHONE)
    page.goto("/renewals/")
    expect(page.locator(".certificates")).to_contain_text(due)
    looks_right(page)
    press(page, ".certificates__do a")
    press(page, "main a[href*='/lesson/']")
    read_to_the_end(page)
    for job in Job.objects.filter(state="queued"):
        run(job_id=job.pk)

    after = CertificationPeriod.objects.get(previous=before)
    before.refresh_from_db()
    assert after.certified_on == today
    assert after.valid_until == before.valid_until + relativedelta(months=12)
    page.goto("/renewals/")
    expect(page.locator(".certificates")).to_contain_text(certified)
    expect(page.locator(".certificates__do")).to_have_count(0)
    console_is_clean(page)
