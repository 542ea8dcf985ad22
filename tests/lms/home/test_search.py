"""What is found, for whom, and what is shown of it."""

from datetime import date, datetime

import pytest
from django.utils import timezone, translation

from courses.catalogue.models import HandbookPage
from lms.home.enums import Found
from lms.home.queries.searching import search, snippet_of, words_in
from lms.language.folding import fold
from tests import world

NOW = timezone.make_aware(datetime(2026, 11, 9, 10, 0))


def handbook_page(title: str, text: str):
    parent = world.home()
    page = parent.add_child(
        instance=HandbookPage(title=title, slug=fold(title).replace(" ", "-"), body=[("text", f"<p>{text}</p>")], locale=parent.locale)
    )
    page.save_revision().publish()
    return page


def titles(query: str, person, **options) -> list[str]:
    with translation.override("es"):
        return [hit.place.title for hit in search(query, person, now=NOW, **options).hits]


def learner(*lessons, **options):
    modules = []
    for number, (title, text) in enumerate(lessons, start=1):
        module = world.module(title=f"Módulo {number}")
        world.lesson(module, title=title, body=[("text", f"<p>{text}</p>")])
        modules.append(module)
    return world.enrolment(in_programme=world.programme(modules, **options), starts_on=date(2026, 11, 9)).person


def test_accents_and_capitals_do_not_matter(db):
    person = learner(("Leer la factura", "La facturación cambia el mes siguiente."))
    assert titles("FACTURACION", person) == ["Leer la factura"]
    assert titles("facturación", person) == ["Leer la factura"]


def test_every_word_must_be_there(db):
    person = learner(("Packs", "El precio del pack."), ("Fibra", "El precio de la fibra."))
    assert titles("precio pack", person) == ["Packs"]


def test_the_beginning_of_a_word_is_enough_when_no_whole_word_is_found(db):
    assert titles("compensac", learner(("Cortes", "Las compensaciones por un corte."))) == ["Cortes"]


def test_signs_and_operators_of_the_database_mean_nothing(db):
    person = learner(("Packs", "El precio del pack."))
    for query in ('"', "pack OR", "pack*", "pack' --", "(pack", "NEAR(pack", "pack:precio", "%", "\\"):
        assert titles(query, person) in (["Packs"], [])
    assert titles('"pack"', person) == ["Packs"]


def test_a_lesson_of_another_programme_is_not_found(db):
    learner(("Secreto", "Una palabra escondida."))
    assert titles("escondida", learner(("Packs", "El precio."))) == []


def test_who_writes_the_lessons_finds_all_of_them(db):
    learner(("Secreto", "Una palabra escondida."))
    assert titles("escondida", world.member("trainer")) == ["Secreto"]


def test_a_closed_lesson_is_found_without_its_text_and_says_when_it_opens(db):
    person = learner(("Packs", "El precio."), ("Fibra", "Una palabra escondida."), unlock_rule="on_day")
    with translation.override("en"):
        hit = search("escondida", person, now=NOW).hits[0]
    assert (hit.place.title, hit.place.url, str(hit.snippet)) == ("Fibra", "", "")
    assert hit.place.closed == "Opens tomorrow, Tuesday 10 November"


def test_a_result_says_where_it_is_and_marks_the_words(db):
    with translation.override("en"):
        hit = search("precio", learner(("Packs", "El <b>precio</b> del pack &amp; más.")), now=NOW).hits[0]
    assert (hit.place.kind, hit.place.where) == ("Lesson", "Day 1: Módulo 1")
    assert str(hit.snippet) == "El <mark>precio</mark> del pack &amp; más."


def test_the_handbook_is_for_everybody_and_can_be_kept_apart(db):
    handbook_page("Poner en espera", "Avisa antes de la espera.")
    person = learner(("Esperas", "La espera cansa."))
    assert sorted(titles("espera", person)) == ["Esperas", "Poner en espera"]
    assert titles("espera", person, keep=Found.HANDBOOK) == ["Poner en espera"]
    assert titles("espera", person, keep=Found.LESSONS) == ["Esperas"]


def test_a_slip_of_the_keys_brings_the_nearest_words(db):
    person = learner(("Permanencia", "Cuánto dura."))
    assert search("permanecia", person, now=NOW).suggestion == "permanencia"


def test_ten_results_a_page(db):
    for number in range(12):
        handbook_page(f"Ficha {number}", "Palabra repetida.")
    person = world.member("agent")
    assert (len(titles("repetida", person)), len(titles("repetida", person, page=2))) == (10, 2)


def test_nothing_of_the_text_becomes_markup():
    assert str(snippet_of("<script>alert(1)</script> precio", ["precio"])) == "&lt;script&gt;alert(1)&lt;/script&gt; <mark>precio</mark>"


def test_a_snippet_begins_near_the_word():
    text = "uno " * 60 + "Facturación clara " + "dos " * 60
    snippet = str(snippet_of(text, ["factura"]))
    assert snippet.startswith("… uno") and "<mark>Facturación</mark> clara" in snippet and snippet.endswith(" …")


def test_folding_keeps_every_letter_in_its_place():
    assert (fold("Ñandú İstanbul"), len(fold("Ñandú İstanbul"))) == ("nandu istanbul", 14)
    assert words_in("  ¿Qué PRECIO?  ") == ["que", "precio"]


@pytest.mark.parametrize(
    ("query", "message"), [("a", "Write at least two letters."), ("x" * 201, "That is too long: search for at most 200 letters.")]
)
def test_a_question_too_short_or_too_long_is_said_so(client, db, query, message):
    client.force_login(world.member("agent"))
    assert message in client.get("/search/", {"q": query}).content.decode()


def test_an_empty_search_is_no_mistake_and_finding_nothing_says_who_to_ask(client, db):
    unit = world.unit()
    world.member("trainer", unit, first_name="Carmen", last_name="Ibarra")
    client.force_login(world.member("agent", unit))
    assert client.get("/search/").status_code == 200
    assert "Carmen Ibarra" in client.get("/search/", {"q": "nothing"}).content.decode()
