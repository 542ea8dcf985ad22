"""Three minutes a day: cards are their person's alone; of teams, whoever teaches or leads reads a figure."""

from tests.access.table import Row, everyone, only, only_post
from tests.roles import Centre

READS_TEAMS = ("trainer", "trainer_elsewhere", "coordinator", "coordinator_elsewhere", "supervisor", "quality")


def card(centre: Centre) -> dict:
    return {"version": centre.review_card.question.current_version_id, "number": 2, "answer-1": "1"}


REVIEWS = [
    Row("reviews:session", get=everyone()),
    only_post("reviews:answer", lambda c: [c.review_card.pk], only(["owner"], ok=302, others=404), card),
    Row("reviews:answered", lambda c: [c.review_answer.pk], get=only(["owner"], others=404)),
    Row("reviews:teams", get=only(READS_TEAMS)),
]
