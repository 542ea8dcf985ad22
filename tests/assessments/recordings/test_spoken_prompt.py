"""What is answered by voice: words of its own where the author wrote some, else the first turn of the conversation."""

import pytest

from assessments.roleplays.enums import Mode
from assessments.roleplays.queries.writing import desk
from tests import recordings

pytestmark = pytest.mark.django_db


@pytest.fixture
def performance():
    made = recordings.open_one()
    made.version.content = {
        **made.version.content,
        "sheet": {**made.version.content["sheet"], "spoken_prompt": "¿Me oye? Es la cuarta vez."},
    }
    return made


def test_the_voice_answers_the_words_written_for_it(performance):
    assert desk(performance).message == "¿Me oye? Es la cuarta vez."


def test_writing_answers_the_first_turn(performance):
    spoken = desk(performance).message
    performance.mode = Mode.WRITTEN
    assert desk(performance).message not in ("", spoken)


def test_without_them_the_voice_answers_the_first_turn_too(performance):
    performance.version.content["sheet"].pop("spoken_prompt")
    by_voice = desk(performance).message
    performance.mode = Mode.WRITTEN
    assert by_voice == desk(performance).message != ""
