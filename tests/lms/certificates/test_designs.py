"""HR says how certificates look, in the CMS, and finds nothing else there."""

from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.images.models import Image

from lms.certificates.actions import set_up_designs
from lms.certificates.models import CertificateDesign
from lms.people.enums import FRAME_OF_THE_CMS, SCREENS_OF_KEEPERS
from lms.people.models import RolePolicy
from tests import world
from tests.access.cms import DESIGN
from tests.test_who_may_open_what import patterns

DESIGNS = "wagtailsnippets_certificates_certificatedesign"


@pytest.fixture
def hr(db, client):
    set_up_designs()
    person = world.member("hr", world.unit(), first_name="Elena", last_name="Ruiz")
    client.force_login(person)
    return person


def test_the_first_screen_shows_the_designs_and_nothing_to_write(client, hr):
    design = world.design(name="Alborada")
    page = client.get("/cms/").content.decode()
    assert reverse(f"{DESIGNS}:edit", args=[design.pk]) in page
    assert "How to make a module" not in page
    assert 'href="/cms/pages/' not in page


def test_a_design_is_written_changed_and_seen_before_it_is_kept(client, hr):
    assert client.get(reverse(f"{DESIGNS}:add")).status_code == 200
    client.post(reverse(f"{DESIGNS}:add"), {**DESIGN, "name": "Nuevo"})
    design = CertificateDesign.objects.get(name="Nuevo")
    changed = {**DESIGN, "name": "Nuevo", "signatory_1": "Marta Oliver", "text_en": "Given to"}
    preview = reverse(f"{DESIGNS}:preview_on_edit", args=[design.pk])
    assert client.post(preview, changed).json() == {"is_valid": True, "is_available": True}
    assert "Marta Oliver" in client.get(preview).content.decode()
    design.refresh_from_db()
    assert design.signatory_1 == ""
    client.post(reverse(f"{DESIGNS}:edit", args=[design.pk]), changed)
    design.refresh_from_db()
    assert (design.signatory_1, design.text_en) == ("Marta Oliver", "Given to")


def test_a_design_in_use_is_not_deleted(client, hr):
    certification = world.certification()
    client.post(reverse(f"{DESIGNS}:delete", args=[certification.design_id]))
    assert CertificateDesign.objects.filter(pk=certification.design_id).exists()


def test_logos_are_chosen_among_logos(client, hr):
    from django.core.files.base import ContentFile

    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    Image.objects.create(title="Foto de una lección", file=ContentFile(drawing, name="a.svg"))
    Image.objects.create(title="Logo de Alborada", file=ContentFile(drawing, name="b.svg"), collection=set_up_designs())
    page = client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert "Logo de Alborada" in page
    assert "Foto de una lección" not in page


def test_every_other_screen_of_the_cms_is_closed(client, hr):
    open_to_them = []
    for address, name, _module in patterns():
        if not address.startswith("cms/") or not name or name in FRAME_OF_THE_CMS or name.startswith(SCREENS_OF_KEEPERS):
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if client.get(url).status_code not in (403, 404) and not url.startswith(("/cms/login", "/cms/password")):
            open_to_them.append(name)
    assert open_to_them == []


def test_a_second_factor_is_asked_for_here_as_everywhere(client, hr):
    RolePolicy.objects.update_or_create(role="hr", defaults={"mfa_required": True})
    answer = client.get(reverse(f"{DESIGNS}:list"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("people:second_factor"))


def test_who_ceases_to_be_hr_finds_the_door_closed(client, hr):
    assert client.get("/cms/").status_code == 200
    hr.memberships.update(valid_to=timezone.localdate() - timedelta(days=1))
    assert client.get("/cms/").status_code == 403
    assert client.get(reverse(f"{DESIGNS}:list")).status_code == 403


def test_certifications_stay_with_administrators(client, hr):
    assert client.get(reverse("wagtailsnippets_certificates_certification:list")).status_code == 403
    client.force_login(world.member("administrator", world.unit(kind="centre")))
    assert client.get(reverse("wagtailsnippets_certificates_certification:list")).status_code == 200
    assert client.get(reverse(f"{DESIGNS}:list")).status_code == 200
