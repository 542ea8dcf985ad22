import pytest

from courses.catalogue.queries import lesson_body, step_outline
from tests import world
from tests.courses.catalogue import every_block

pytestmark = pytest.mark.django_db


def test_every_block_is_written_inside_its_own_section():
    lesson = world.lesson(body=every_block.body())
    step = step_outline(lesson.translation_key, "es")

    body = lesson_body(step, "en")

    assert len(body.block_ids) == len(every_block.body())
    for block in lesson.body:
        assert f'<section class="block block--{block.block_type} prose" id="b-{block.id}" data-block="{block.id}">' in body.html
    for words in ("<mark>", "youtube-nocookie", "<track", 'alt="The bill', "data-check", 'form="ticks"'):
        assert words in body.html


def test_a_warm_body_costs_nothing(django_assert_num_queries):
    step = step_outline(world.lesson(body=every_block.body()).translation_key, "es")
    cold = lesson_body(step, "es")

    with django_assert_num_queries(0):
        assert lesson_body(step, "es") == cold


def test_a_publication_is_read_at_once():
    lesson = world.lesson(body=[("text", "<p>Before</p>")])
    lesson_body(step_outline(lesson.translation_key, "es"), "es")
    lesson.body = [("text", "<p>After</p>")]
    lesson.save_revision().publish()

    assert "After" in lesson_body(step_outline(lesson.translation_key, "es"), "es").html


def test_the_points_a_person_ticked_are_ticked_for_them_alone():
    lesson = world.lesson(body=every_block.body())
    body = lesson_body(step_outline(lesson.translation_key, "es"), "es")
    first, second = body.checklist_items

    html = body.ticked([first, "unknown"]).html

    assert f'value="{first}" checked' in html
    assert f'value="{second}" checked' not in html
    assert "checked" not in body.html


def test_no_heading_skips_a_level():
    lesson = world.lesson(body=[("callout", {"tone": "law", "title": "Data", "text": "<p>x</p>"}), ("text", "<h3>More</h3>")])

    html = lesson_body(step_outline(lesson.translation_key, "es"), "es").html

    assert '<h3 aria-level="2">Data</h3>' in html
    assert "<h2>More</h2>" in html
