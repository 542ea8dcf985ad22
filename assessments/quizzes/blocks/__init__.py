"""The forms in which the body of each kind of question is written: Wagtail's own rows, with their add, remove and reorder."""

from assessments.quizzes.blocks.arranging import MatchingBody, OrderingBody
from assessments.quizzes.blocks.body import Body
from assessments.quizzes.blocks.choosing import BestBody, MultipleBody, SingleBody, TrueFalseBody
from assessments.quizzes.blocks.gaps import GapsBody
from assessments.quizzes.blocks.numbers import NumberBody
from assessments.quizzes.blocks.pointing import HotspotBody
from assessments.quizzes.blocks.writing import FreeBody, ShortBody
from assessments.quizzes.enums import QuestionKind

__all__ = ["BODIES", "Body"]

BODIES: dict[str, type[Body]] = {
    QuestionKind.SINGLE: SingleBody,
    QuestionKind.MULTIPLE: MultipleBody,
    QuestionKind.TRUE_FALSE: TrueFalseBody,
    QuestionKind.BEST: BestBody,
    QuestionKind.SHORT: ShortBody,
    QuestionKind.NUMBER: NumberBody,
    QuestionKind.ORDERING: OrderingBody,
    QuestionKind.MATCHING: MatchingBody,
    QuestionKind.GAPS: GapsBody,
    QuestionKind.HOTSPOT: HotspotBody,
    QuestionKind.FREE: FreeBody,
}
