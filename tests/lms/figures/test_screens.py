import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lms.figures.models import FigureImport, Mapping
from lms.operations.models import Metric
from tests import world
from tests.lms.figures.test_importing import GOOD, LAYOUT

pytestmark = pytest.mark.django_db
FIELDS = {
    "name": "telephony",
    "source": "Telephony",
    "whom": "Agent",
    "day": "Date",
    "period": "day",
    "order": "dmy",
    "decimal": ",",
    "zone": "Europe/Madrid",
    "begins": "00:00",
    "header_line": "1",
    "measures": "aht = AHT; seconds; Handled\nfcr = FCR",
}


@pytest.fixture
def hr(client):
    for code in ("aht", "fcr"):
        Metric.objects.create(code=code, name_es=code, attaches_to_person=True)
    who = world.member("hr", world.unit())
    client.force_login(who)
    return who


def sent(client, name: str = "november.csv", text: str = GOOD):
    mapping, _created = Mapping.objects.get_or_create(name="telephony", defaults={"source": "Telephony", "layout": LAYOUT})
    return client.post(reverse("figures:upload"), {"mapping": mapping.pk, "file": SimpleUploadedFile(name, text.encode())})


def test_a_mapping_is_written_with_words_and_read_again(client, hr):
    assert client.post(reverse("figures:add_mapping"), FIELDS).status_code == 302
    mapping = Mapping.objects.get()
    assert mapping.layout["measures"][0] == {"metric": "aht", "column": "AHT", "unit": "seconds", "sample": "Handled"}
    page = client.get(reverse("figures:mapping", args=["telephony"])).content.decode()
    assert "aht = AHT; seconds; Handled" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"measures": "aht AHT"}, "is not as the example"),
        ({"measures": "xyz = AHT"}, "no figure"),
        ({"measures": "aht = AHT; hours"}, "may be one of these"),
        ({"zone": "Mars"}, "no time zone"),
    ],
)
def test_a_mapping_that_makes_no_sense_says_where(client, hr, change, words):
    answer = client.post(reverse("figures:add_mapping"), FIELDS | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Mapping.objects.exists()


def test_a_file_is_looked_at_confirmed_and_undone(client, hr):
    world.person(email="ana@x.example")
    page = client.get(sent(client).url).content.decode()
    run = FigureImport.objects.get()
    assert "Nothing has been written yet" in page
    assert "luis@x.example" in page  # nobody here is called so
    client.post(reverse("figures:confirm", args=[run.pk]))
    run.refresh_from_db()
    assert run.state in ("running", "done")


@pytest.mark.parametrize(("name", "text", "words"), [("a.pdf", GOOD, "neither CSV nor XLSX"), ("a.csv", "x;y\n1;2\n", "no column Agent")])
def test_a_file_that_cannot_be_taken_says_why(client, hr, name, text, words):
    answer = sent(client, name, text)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not FigureImport.objects.exists()


def test_the_list_says_what_to_do_first_and_then_shows_files(client, hr, django_assert_max_num_queries):
    assert "First, what the columns mean" in client.get(reverse("figures:list")).content.decode()
    for _number in range(3):
        sent(client)
    with django_assert_max_num_queries(12):
        assert "november.csv" in client.get(reverse("figures:list")).content.decode()


def test_undoing_needs_a_reason(client, hr):
    sent(client)
    run = FigureImport.objects.get()
    FigureImport.objects.update(state="done", new=1)
    assert client.post(reverse("figures:undo", args=[run.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("figures:undo", args=[run.pk]), {"reason": "Wrong month"}).status_code == 302


def test_faults_are_in_the_language_of_whoever_reads_them_and_not_of_whoever_brought_the_file(client, hr):
    sent(client, text="Agent;Date;AHT;Handled;FCR\nnadie@x.example;05/11/2026;290;1;\n")
    run = FigureImport.objects.get()
    assert run.faults == [[2, "Agent", "nobody", {"whom": "nadie@x.example"}]]
    said = {}
    for language in ("es", "en"):
        client.force_login(world.member("hr", world.unit(), language=language))
        said[language] = client.get(reverse("figures:detail", args=[run.pk])).content.decode()
    assert "Nobody here is" in said["en"] and "Correct the cell, or add them." in said["en"]
    assert "Nobody here is" not in said["es"] and "nadie@x.example" in said["es"]


def test_faults_that_were_kept_in_words_are_still_shown(client, hr):
    sent(client)
    FigureImport.objects.update(wrong=1, faults=[[4, "AHT", "“x” no es un número.", "Escribe cifras."]])
    page = client.get(reverse("figures:detail", args=[FigureImport.objects.get().pk])).content.decode()
    assert "“x” no es un número." in page and "Escribe cifras." in page
