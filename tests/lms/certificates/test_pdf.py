import io
from datetime import date

import pytest
from django.core.files.storage import default_storage
from pypdf import PdfReader

from lms.certificates.actions import make_pdfs, open_pdf, remake_pdf
from lms.certificates.models import Certificate
from lms.certificates.pdf import Fetcher, Refused, draw
from lms.certificates.sheet import sheet_of
from lms.notifications.models import Notification
from tests import world

pytestmark = pytest.mark.django_db

TITLES = [f"Módulo {number}: facturación, soporte técnico y conversaciones difíciles" for number in range(1, 13)]


@pytest.fixture
def certificate():
    modules = [world.lesson(world.module(title=title)).get_parent().specific for title in ("Producto", "Sistemas")]
    programme = world.programme(modules, hours="66.1", modality="Presencial con apoyo en línea")
    enrolment = world.enrolment(world.member("trainee", language="es"), programme)
    certification = world.certification(programme=programme, competencies=[world.competency("PRO")])
    return world.certificate(certification, enrolment.person, enrolment=enrolment, on=date(2026, 11, 20))


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words(pdf: bytes) -> str:
    return " ".join(read(pdf).pages[0].extract_text().split())


def test_it_says_every_fact(certificate):
    text = words(draw(certificate))
    sheet = sheet_of(certificate)
    facts = [sheet.name, sheet.holder, sheet.text, sheet.issuer, sheet.issued_on, sheet.valid_until, sheet.code, sheet.serial]
    facts += [part for pair in sheet.facts + sheet.signatories for part in pair]
    assert [fact for fact in facts if fact not in text] == []
    assert "20 de noviembre de 2026" in text


def test_it_is_tagged_titled_and_in_its_language_with_its_fonts_inside(certificate):
    reader = read(draw(certificate))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"]), bool(root["/ViewerPreferences"]["/DisplayDocTitle"])) == ("es", True, True)
    assert reader.metadata.title == "Agente certificado · Sofía Medina"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    fonts = [font.get_object()["/DescendantFonts"][0].get_object() for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()]
    assert fonts
    assert all(font["/FontDescriptor"].get_object().keys() & {"/FontFile2", "/FontFile3"} for font in fonts)


def test_every_picture_says_what_it_is(certificate):
    def figures(node):
        node = node.get_object()
        if not hasattr(node, "get"):
            return
        if node.get("/S") == "/Figure":
            yield node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if hasattr(kid.get_object(), "get"):
                yield from figures(kid)

    found = list(figures(read(draw(certificate)).trailer["/Root"]["/StructTreeRoot"]))
    assert [bool(figure.get("/Alt")) for figure in found] == [True]


def test_the_same_row_gives_the_same_bytes(certificate):
    assert draw(certificate) == draw(Certificate.objects.get(pk=certificate.pk))


@pytest.mark.parametrize("language", ["es", "en"])
def test_long_names_and_twelve_modules_fit_one_page(language):
    modules = [world.module(title=title) for title in TITLES]
    programme = world.programme(modules, hours=120)
    who = world.member(
        "trainee", first_name="María de los Ángeles", last_name="Fernández-Villaverde y Gutiérrez de la Concha", language=language
    )
    long = "Prevención de riesgos: pantallas de visualización, voz, turnos y estrés en el puesto de atención"
    certification = world.certification(
        name_es=long, name_en=long, programme=programme, competencies=[world.competency(f"C{n}") for n in range(8)]
    )
    certificate = world.certificate(certification, who, enrolment=world.enrolment(who, programme))
    pdf = draw(certificate)
    assert len(read(pdf).pages) == 1
    assert [title for title in TITLES if title not in words(pdf)] == []


def test_the_holder_is_told_once_and_when_the_pdf_is_there(certificate, run_jobs, django_capture_on_commit_callbacks):
    assert not Notification.objects.exists()
    run_jobs()
    certificate.refresh_from_db()
    assert certificate.pdf.name == f"certificates/{certificate.code}.pdf"
    told = Notification.objects.get()
    assert (told.person, told.url) == (certificate.person, f"/certificates/{certificate.code}/")
    remake_pdf(certificate=certificate, actor=world.person(is_superuser=True))
    run_jobs()
    assert Notification.objects.count() == 1


def test_a_lost_file_is_drawn_again_from_the_row(certificate, run_jobs):
    run_jobs()
    certificate.refresh_from_db()
    with open_pdf(certificate=certificate) as file:
        before = file.read()
    default_storage.delete(certificate.pdf.name)
    with open_pdf(certificate=certificate) as file:
        assert file.read() == before


def test_half_a_file_left_by_a_killed_worker_is_replaced(certificate, run_jobs):
    from django.core.files.base import ContentFile

    default_storage.save(f"certificates/{certificate.code}.pdf", ContentFile(b"%PDF-1.7 half"))
    run_jobs()
    certificate.refresh_from_db()
    with open_pdf(certificate=certificate) as file:
        assert file.read() == draw(certificate)


def test_a_batch_makes_each_and_counts(certificate, run_jobs):
    job = make_pdfs(certificates=Certificate.objects.all(), actor=world.person(is_superuser=True))
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.progress_done, job.progress_total) == ("done", 1, 1)


@pytest.mark.parametrize(
    "url",
    ["https://example.com/x.png", "http://169.254.169.254/", "file:///etc/passwd", "logo:certificates/../secret", "data:text/plain,x"],
)
def test_it_loads_nothing_but_its_own_files(url):
    with pytest.raises(Refused):
        Fetcher().fetch(url)
