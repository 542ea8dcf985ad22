"""Every kind of question as it is asked, with and without a script; and what no page tells before the end."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.quizzes.actions import save_response
from assessments.quizzes.forms import AnswersForm
from assessments.quizzes.models import Attempt, Response
from assessments.quizzes.queries import preview_screen, question_screen
from tests import questions, world
from tests.questions import KINDS, RIGHT, both

pytestmark = pytest.mark.django_db

# ── Questions whose every secret can be told from what is shown ─────────────────────────────────────────────────

SECRET = re.compile(
    r"zzkey|zzwhy|zzvariant|zzexplained|\bweight|\btolerance|\bfeedback\b|&quot;correct|\"correct|\bpattern=|p1:|[^\w]98765|91919|92929|0\.5566"
)


def with_secrets(value, name=""):
    """The same content with keys, reasons, variants and numbers that can be looked for."""
    if name in ("feedback", "explanation", "model"):
        return both("zzwhy")
    if name == "pairs":
        return {f"zzkey{prompt}": f"zzkey{target}" for prompt, target in value.items()}
    if name == "answers":
        return [{**with_secrets(one), **({"text": "zzvariant"} if "text" in one else {})} for one in value]
    if isinstance(value, dict):
        return {key: with_secrets(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [with_secrets(one) for one in value]
    if isinstance(value, str):
        numbers = {"value": "98765", "tolerance": "0.5566", "low": "91919", "high": "92929"}
        value = re.sub(r"\[\[(\w+)\]\]", r"[[zzkey\1]]", value)
        return f"zzkey{value}" if name == "key" and value not in ("true", "false") else numbers.get(name, value)
    return value


def secret_question(kind: str, text_format: str = "plain"):
    made = world.question(kind=kind, live=False)
    made.body = with_secrets(made.body)
    made.explanation_es = made.explanation_en = "zzexplained"
    if text_format == "html":
        made.text_format, made.stem_es, made.stem_en = (
            "html",
            "<p>¿Qué <strong>dices</strong>?</p>",
            "<p>What do you <strong>say</strong>?</p>",
        )
    from assessments.quizzes.actions import publish_question

    publish_question(question=made)
    return made


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name, attempt, *more):
    return reverse(f"quizzes:{name}", args=[attempt.pk, *more])


def page_of(attempt, slot=1) -> str:
    return signed_in(attempt.person).get(url("attempt", attempt, slot)).content.decode()


def asked(kind: str, **quiz) -> Attempt:
    return world.attempt(world.quiz(questions=[world.question(kind=kind)], **quiz))


def item_of(attempt: Attempt, language: str = "en"):
    with translation.override(language):
        return _item(attempt)


def _item(attempt: Attempt):
    return question_screen(Attempt.objects.get(pk=attempt.pk), 1).items[0]


# ── Nothing is told before the end ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text_format", ["plain", "html"])
@pytest.mark.parametrize("layout", ["one", "all"])
def test_no_response_before_the_end_contains_a_key(layout, text_format):
    quiz = world.quiz(questions=[secret_question(kind, text_format) for kind in KINDS], layout=layout)
    attempt = world.attempt(quiz)
    client = signed_in(attempt.person)
    said = {}
    for slot, kind in enumerate(KINDS, 1):
        version = attempt.responses.select_related("version").get(slot=slot).version
        given = {"gaps": ["1:1", "2:7", "3:siete"], "matching": ["1:1"], "ordering": ["4", "3", "2", "1"]}.get(kind, ["1"])
        body = json.dumps({"answer": given, "counter": 10})
        answer = client.post(url("answer", attempt, slot), body, content_type="application/json")
        assert (answer.status_code, answer.json()["answer"]) == (200, given), kind
        said[f"{kind}, answered"] = answer.content.decode()
        said[f"{kind}, shown"] = client.get(url("attempt", attempt, slot)).content.decode()
        refused = client.post(
            url("answer", attempt, slot), json.dumps({"answer": ["77:77"] * 2, "counter": 11}), content_type="application/json"
        )
        said[f"{kind}, refused"] = refused.content.decode() + str(version.pk)
        form = {"shown": [slot], f"was-{slot}": "[]", f"answer-{slot}": ["1"], "go": "stay"}
        if kind not in ("gaps", "matching", "ordering"):
            said[f"{kind}, by form"] = client.post(url("answer", attempt, slot), form, follow=True).content.decode()
    said["brief"] = client.get(reverse("quizzes:brief", args=[attempt.enrolment_id, attempt.step_key])).content.decode()
    for name in ("questions", "state", "review", "result"):
        said[name] = client.get(url(name, attempt), follow=True).content.decode()
    assert {name: SECRET.search(text)[0] for name, text in said.items() if SECRET.search(text)} == {}


def test_the_secrets_would_be_found():
    """The test above looks for what is there: after the end the same question says it all."""
    attempt = world.attempt(world.quiz(questions=[secret_question("best")]))
    from assessments.quizzes.actions import submit_attempt

    submit_attempt(attempt=attempt)
    assert "zzwhy" in signed_in(attempt.person).get(url("result", attempt)).content.decode()


# ── Each kind ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_saved_is_what_the_page_shows_again(kind):
    attempt = asked(kind)
    given = world.places(attempt, 1, *RIGHT[kind])
    save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=given)
    item = item_of(attempt)
    assert (list(item.answer), item.answered, json.loads(item.was)) == (given, True, given)
    html = page_of(attempt)
    marks = {
        "short": 'value="cuota mensual"',
        "number": 'value="3,5 €"',
        "free": "Entiendo lo que cuenta</textarea>",
        "ordering": "data-order data-answered",
        "matching": " selected>",
        "gaps": 'value="un mes"',
    }
    assert marks.get(kind, " checked>") in html


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_an_unanswered_page_changes_nothing(kind):
    attempt = asked(kind)
    assert _posted(page_of(attempt)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_an_answered_page_changes_nothing(kind):
    attempt = asked(kind)
    save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=world.places(attempt, 1, *RIGHT[kind]))
    assert _posted(page_of(attempt)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_script_the_form_gives_the_answer_that_a_script_would(kind):
    attempt = asked(kind)
    given = world.places(attempt, 1, *RIGHT[kind])
    names = [("order-1" if kind == "ordering" else "answer-1", one) for one in given]
    if kind in ("matching", "gaps"):
        names = [(f"answer-1-{part}", value) for part, value in (one.split(":", 1) for one in given)]
    data: dict = {"shown": ["1"], "was-1": "[]", "go": "stay"}
    for name, value in names:
        data.setdefault(name, []).append(value)
    assert signed_in(attempt.person).post(url("answer", attempt, 1), data).status_code == 302
    assert Response.objects.get(attempt=attempt).answer == RIGHT[kind]


def _posted(html: str) -> list:
    """What the form of a page would change, sent as it is."""
    from html.parser import HTMLParser

    class Form(HTMLParser):
        def __init__(self):
            super().__init__()
            self.sent, self.select, self.area = [], None, None

        def handle_starttag(self, tag, attributes):
            has = dict(attributes)
            if tag == "input" and has.get("name") and (has.get("type") not in ("radio", "checkbox") or "checked" in has):
                self.sent.append((has["name"], has.get("value", "")))
            if tag == "select":
                self.select = [has["name"], None]
            if tag == "option" and self.select and (self.select[1] is None or "selected" in has):
                self.select[1] = has.get("value", "")
            if tag == "textarea":
                self.area = [has["name"], ""]

        def handle_data(self, data):
            if self.area:
                self.area[1] += data

        def handle_endtag(self, tag):
            if tag == "select" and self.select:
                self.sent.append(tuple(self.select))
                self.select = None
            if tag == "textarea" and self.area:
                self.sent.append((self.area[0], self.area[1].removeprefix("\n").replace("\n", "\r\n")))
                self.area = None

    from django.http import QueryDict

    form = Form()
    form.feed(html)
    data = QueryDict(mutable=True)
    for name, value in form.sent:
        data.appendlist(name, value)
    assert data.getlist("shown") == ["1"]
    return list(AnswersForm(data, slots=1).changed())


@pytest.mark.parametrize(
    ("order", "full"),
    [
        (["", "", ""], []),
        (["2", "3", "1"], ["2", "3", "1"]),
        (["3", "", ""], ["3", "1", "2"]),
        (["3", "", "3"], ["3", "1", "2"]),
        (["9", "x", "1"], ["2", "3", "1"]),
        (["9", "x", ""], []),
    ],
)
def test_an_order_that_is_said_in_part_is_filled_with_the_rest_as_it_stands(order, full):
    from assessments.quizzes.forms.learner import in_full

    assert in_full(order) == full


def test_the_order_served_is_no_answer():
    attempt = asked("ordering")
    assert (item_of(attempt).answered, "data-order data-answered" in page_of(attempt)) == (False, False)
    assert "This order is right as it is" in page_of(attempt)


def test_a_unit_is_told_unless_the_person_has_to_write_it():
    assert item_of(asked("number")).part.unit == "€"
    required = questions.body("number", unit={"symbols": ["€"], "required": True})
    attempt = world.attempt(world.quiz(questions=[world.question(kind="number", body=required)]))
    part = item_of(attempt).part
    assert (part.unit, part.unit_asked, "€" in page_of(attempt), "with its unit" in page_of(attempt)) == ("", True, False, True)


def test_gaps_are_numbered_as_they_are_read_and_say_of_how_many():
    other = questions.body("gaps", text=both("[[z]] y [[x]] y [[y]]"))
    attempt = world.attempt(world.quiz(questions=[world.question(kind="gaps", body=other)]))
    html = page_of(attempt)
    labels = re.findall(r'for="answer-1-(\d)"><span class="sr-only">(Gap \d of 3)', html)
    assert labels == [("3", "Gap 1 of 3"), ("1", "Gap 2 of 3"), ("2", "Gap 3 of 3")]


def test_the_areas_of_an_image_are_drawn_in_its_own_pixels_the_largest_first():
    part = item_of(asked("hotspot")).part
    sizes = [shape.size for shape in part.shapes]
    assert sizes == sorted(sizes, reverse=True)
    assert {shape.tag: dict(shape.attributes) for shape in part.shapes} == {
        "rect": {"x": "10", "y": "10", "width": "100", "height": "50"},
        "circle": {"cx": "200", "cy": "80", "r": "30"},
        "polygon": {"points": "300,20 380,20 340,100"},
    }


def test_a_written_answer_says_who_marks_it_and_by_what():
    html = page_of(asked("free"))
    assert [
        text for text in ("A person reads and marks", "Shows understanding", "2 points", "From 3 to 120 words") if text not in html
    ] == []


def test_long_targets_are_written_out_beside_their_lists():
    assert not item_of(asked("matching")).part.written_out
    targets = [{"key": f"t{one}", "text": both("muy larga " * 9 + str(one))} for one in (1, 2, 3)]
    attempt = world.attempt(world.quiz(questions=[world.question(kind="matching", body=questions.body("matching", targets=targets))]))
    assert item_of(attempt).part.written_out
    assert 'class="targets"' in page_of(attempt)


# ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_text_of_a_question_is_in_one_language():
    body = questions.body("ordering")
    body["items"] = [{**one, "text": {"es": one["text"]["es"], "en": ""}} for one in body["items"]]
    attempt = world.attempt(world.quiz(questions=[world.question(kind="ordering", body=body, stem_en="")]))
    item, html = item_of(attempt), page_of(attempt)
    assert item.shown_in == "es"
    assert ("Not yet translated" in html, '<ol class="order" data-order data-said' in html, "Saluda" in html) == (True, True, True)


def test_formatted_texts_are_cleaned_and_their_pictures_come_from_here():
    stem = '<p>Mira <em>esto</em></p><p><img src="media:a1.png" alt="La ficha" onerror="x()"></p><script>alert(1)</script><img src="https://x.example/y.png">'
    attempt = world.attempt(world.quiz(questions=[world.question(text_format="html", stem_es=stem, stem_en=stem)]))
    html = page_of(attempt)
    assert f'<img src="{reverse("quizzes:picture", args=["a1.png"])}" alt="La ficha">' in html
    assert [text for text in ("onerror", "alert(1)", "x.example", "media:a1") if text in html] == []


def test_plain_texts_are_paragraphs_and_escaped():
    attempt = world.attempt(world.quiz(questions=[world.question(stem_es="Uno <b>\n\ndos", stem_en="One <b>\n\ntwo\nthree")]))
    html = page_of(attempt)
    assert "<p>One &lt;b&gt;</p>\n\n<p>two<br>three</p>" in html


def test_sections_are_told_above_their_first_question():
    for tag in ("one", "two"):
        for _number in range(2):
            world.question(tag=tag)
    draws = [
        {"count": 2, "tag": "one", "title_es": "Primera", "title_en": "First part"},
        {"count": 2, "tag": "two", "title_en": "Second part"},
    ]
    attempt = world.attempt(world.quiz(questions=[world.question()], draws=draws, layout="all"))
    html = page_of(attempt)
    assert re.findall(r'class="section-title">([^<]+)<|data-slot="(\d)"', html) == [
        ("", "1"),
        ("First part", ""),
        ("", "2"),
        ("", "3"),
        ("Second part", ""),
        ("", "4"),
        ("", "5"),
    ]


def test_the_preview_of_an_author_shows_every_kind_and_takes_nothing():
    quiz = world.quiz(questions=[world.question(kind=kind) for kind in KINDS])
    author = world.member("trainer")
    from django.test import RequestFactory

    from assessments.quizzes.views import preview

    request = RequestFactory().get("/")
    request.user = author
    html = preview(request, quiz).content.decode()
    assert (html.count("data-slot="), html.count(" disabled"), 'name="was-' in html) == (len(KINDS), len(KINDS), False)
    assert len(preview_screen(quiz).items) == len(KINDS)


# ── What it costs ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("layout", ["one", "all"])
def test_every_kind_costs_the_same_queries_as_one(django_assert_max_num_queries, layout):
    costs = []
    for kinds in (KINDS[:1], KINDS, KINDS * 3):
        attempt = world.attempt(world.quiz(questions=[world.question(kind=kind) for kind in kinds], layout=layout))
        client = signed_in(attempt.person)
        client.get(url("attempt", attempt, 1))
        with django_assert_max_num_queries(12) as queries:
            assert client.get(url("attempt", attempt, 1)).status_code == 200
        costs.append(len(queries))
    assert len(set(costs)) == 1
