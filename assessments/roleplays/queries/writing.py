"""A reply in one's own words, beside what the customer wrote."""

from dataclasses import dataclass

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Performance
from assessments.roleplays.queries.cards import Card, card


@dataclass(frozen=True)
class Desk:
    """`message`: what is to be answered, by voice maybe words of their own. `asks` and `avoids`: to look one's own text over by later."""

    performance: Performance
    card: Card
    message: str
    asks: tuple[str, ...]
    avoids: tuple[str, ...]

    @property
    def can_be_assessed(self) -> bool:
        return self.performance.practice


def desk(performance: Performance) -> Desk:
    """No query: the performance comes with its version and scenario."""
    content = performance.version.content
    talk = Conversation.from_json(content["conversation"])
    first = talk.node(talk.start)
    sheet = content.get("sheet", {})
    spoken = sheet.get("spoken_prompt", "") if performance.mode == Mode.RECORDED else ""
    return Desk(
        performance,
        card(performance.version),
        spoken or (first.says if first else ""),
        tuple(sheet.get("must_say", ())),
        tuple(sheet.get("must_not", ())),
    )
