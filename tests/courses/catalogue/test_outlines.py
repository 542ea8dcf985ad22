import pytest
from wagtail.models import Page

from courses.catalogue.models import ModulePage, ProgrammePage
from courses.catalogue.queries import catalogue_version, module_outline, programme_outline, step_outline
from tests import world

pytestmark = pytest.mark.django_db


def english(page, **fields):
    """A live English translation of a page, under a home page or under the translation of its parent."""
    world.home("en")
    copy = page.copy_for_translation(world.locale("en"), copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy


def test_an_outline_names_the_live_steps_in_the_order_of_the_tree():
    module = world.module(competencies=[world.competency("PRO")])
    first = world.lesson(module, title="Fibra", minutes=45, competencies=[world.competency("EMP")])
    second = world.lesson(module, title="Móvil", minutes=20)
    hidden = world.lesson(module, title="Draft")
    hidden.unpublish()

    outline = module_outline(module.pk, "es")

    assert [step.title for step in outline.steps] == ["Fibra", "Móvil"]
    assert [step.key for step in outline.steps] == [first.translation_key, second.translation_key]
    assert outline.minutes == 65
    assert outline.competency_codes == ("PRO",)
    assert outline.steps[0].competency_codes == ("EMP",)
    assert outline.steps[0].revision_id == Page.objects.get(pk=first.pk).live_revision_id
    assert outline.steps[0].kind == "lesson"


def test_a_programme_lists_its_live_modules_with_their_day_and_rule():
    modules = [world.module(title="One"), world.module(title="Two"), world.module(title="Gone")]
    modules[2].unpublish()
    programme = world.programme(modules, unlock_rule="on_day")

    outline = programme_outline(programme.pk, "es")

    assert [(module.title, module.day, module.unlock_rule) for module in outline.modules] == [("One", 1, "on_day"), ("Two", 2, "on_day")]


def test_a_reader_gets_the_live_translation_and_else_the_original():
    module = world.module(title="Productos")
    lesson = world.lesson(module, title="Fibra")
    world.lesson(module, title="Móvil")
    translated = english(lesson, title="Fibre")

    steps = module_outline(module.pk, "en").steps

    assert [(step.title, step.translated, step.language) for step in steps] == [("Fibre", True, "en"), ("Móvil", False, "es")]
    assert (steps[0].page_id, steps[0].shown_page_id) == (lesson.pk, translated.pk)
    assert module_outline(module.pk, "en").translated is False


def test_a_draft_translation_is_not_shown():
    lesson = world.lesson(title="Fibra")
    world.home("en")
    lesson.copy_for_translation(world.locale("en"), copy_parents=True)

    assert step_outline(lesson.translation_key, "en").translated is False


def test_publishing_a_step_shows_at_once():
    module = world.module()
    world.lesson(module, title="Fibra")
    assert len(module_outline(module.pk, "es").steps) == 1

    world.lesson(module, title="Móvil")

    assert len(module_outline(module.pk, "es").steps) == 2


@pytest.mark.parametrize("change", ["unpublish", "delete", "move"])
def test_what_changes_the_catalogue_counts(change):
    module = world.module()
    first, second = world.lesson(module, title="A"), world.lesson(module, title="B")
    before = catalogue_version()

    if change == "move":
        Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="left")
    else:
        getattr(Page.objects.get(pk=second.pk).specific, change)()

    assert catalogue_version() > before
    assert [step.title for step in module_outline(module.pk, "es").steps] == (["B", "A"] if change == "move" else ["A"])


@pytest.mark.parametrize("count", [1, 3])
def test_a_warm_outline_costs_one_query_however_long(count, django_assert_num_queries):
    modules = [world.module() for _number in range(count)]
    for module in modules:
        for _number in range(count):
            world.lesson(module)
    programme = world.programme(modules)
    programme_outline(programme.pk, "en")

    with django_assert_num_queries(1):
        programme_outline(programme.pk, "en")


@pytest.mark.parametrize("count", [1, 3])
def test_a_cold_outline_costs_the_same_however_long(count, django_assert_max_num_queries):
    modules = [world.module() for _number in range(count)]
    for module in modules:
        for _number in range(count):
            world.lesson(module)
    programme = world.programme(modules)

    with django_assert_max_num_queries(14):
        programme_outline(programme.pk, "en")


def test_an_unknown_programme_or_module_does_not_exist():
    with pytest.raises(ProgrammePage.DoesNotExist):
        programme_outline(4711, "es")
    with pytest.raises(ModulePage.DoesNotExist):
        module_outline(4711, "es")
