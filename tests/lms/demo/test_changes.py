"""What changed in the demo's lessons, who has read it, and what nobody has said a word of."""

import pytest

from courses.changes.models import Change, ReadAgain
from courses.changes.queries.hints import changes_to_read, forget_open
from lms.demo.loader.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_academy")]


def test_one_change_is_to_be_read_again_and_most_have_read_it():
    change = Change.objects.asking().get()
    read, asked = ReadAgain.objects.counts()[change.pk]
    assert 0 < read < asked
    assert change.blocks == [one.id for one in change.changed]


def test_whoever_is_shown_to_visitors_has_it_still_to_read():
    forget_open()
    assert changes_to_read(person("sofia.medina")).number == 1


def test_one_publication_went_by_without_a_word_and_its_translation_says_nothing_new():
    assert Change.objects.unsaid().get().page.specific.code == "M02-L04"
