"""Many questions taken in at once are each what one alone would be: with its tags, its code, its picture, and found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from assessments.exchange import bank
from assessments.exchange.reading.gift import read_gift
from assessments.quizzes.models import Question, QuestionMedia, QuestionTag
from tests import world
from tests.assessments.exchange.strategies import PNG

pytestmark = pytest.mark.django_db
NAME = "6b7fa434f92a8b80aab02d9bf1a12e49.png"


def kept(text, **wishes):
    how = {"competencies": {}, "competency": None, "tags": [], "actor": None, **wishes}
    return bank.keep(read_gift(text).items, **how)


def test_they_are_found_by_their_words():
    kept("¿Qué es la fibra? {=a ~b}\n\n¿Qué es un router? {=a ~b}")

    found = get_search_backend().search("router", Question)

    assert [question.stem_es for question in found] == ["¿Qué es un router?"]


def test_tags_that_differ_in_capitals_only_are_one_even_one_that_was_there():
    there = QuestionTag.objects.create(name="Fibra")

    first, second = kept("// [tag:fibra] [tag:FIBRA]\n¿Uno? {=a ~b}\n\n// [tag:Fibra]\n¿Dos? {=a ~b}", tags=["nueva"])

    assert {tag.name for tag in first.tags.all()} == {tag.name for tag in second.tags.all()} == {"Fibra", "nueva"}
    assert there.tagged_questions.count() == 2


def test_the_first_to_name_a_code_has_it():
    world.question(stem="Antes").__class__.objects.update(code="q1")

    codes = [one.code for one in kept("// [id:q1]\n¿Uno? {=a ~b}\n\n// [id:q2]\n¿Dos? {=a ~b}\n\n// [id:q2]\n¿Tres? {=a ~b}")]

    assert codes == [None, "q2", None]


def test_they_have_their_pictures_their_author_their_competency_and_its_references():
    person, competency = world.member("trainer"), world.competency()
    (item,) = read_gift("[html]<p>¿Qué ves?</p> {=a ~b}").items
    content = {**item.content, "stem": {"es": f'<p>¿Qué ves? <img src="media:{NAME}" alt="x"></p>', "en": ""}}
    item = item.__class__(**{**item.__dict__, "content": content, "media": {NAME: PNG}})

    (question,) = bank.keep([item], competencies={}, competency=competency, tags=[], actor=person)

    assert (question.author, question.fingerprint != "") == (person, True)
    assert [picture.name for picture in question.media.all()] == list(QuestionMedia.objects.values_list("name", flat=True)) == [NAME]
    assert ReferenceIndex.get_references_to(competency).filter(object_id=str(question.pk)).exists()


def test_ten_cost_hardly_more_statements_than_two():
    def statements(count):
        with CaptureQueriesContext(connection) as asked:
            kept("\n\n".join(f"// [tag:t]\n¿Número {count} {number}? {{=a ~b}}" for number in range(count)))
        return len(asked)

    kept("// [tag:t]\n¿Cero? {=a ~b}")
    two = statements(2)

    # The index of references asks one question of each.
    assert statements(10) <= two + 8
