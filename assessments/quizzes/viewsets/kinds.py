"""The kinds of questions as an author chooses among them: what each is for, and an example."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.enums import QuestionKind


@dataclass(frozen=True)
class KindCard:
    kind: QuestionKind
    does: str | Promise
    example: str | Promise

    @property
    def picture(self) -> str:
        return f"quizzes/admin/kinds/{self.kind}.svg"


KIND_CARDS = (
    KindCard(QuestionKind.SINGLE, _("One option is right, the others are mistakes that people make."), _("How much is Junta 600 a month?")),
    KindCard(
        QuestionKind.MULTIPLE, _("Several options are right, and all of them count."), _("What do you ask before you change the holder?")
    ),
    KindCard(QuestionKind.TRUE_FALSE, _("A statement, for what is a fact and nothing else."), _("The fee includes VAT.")),
    KindCard(
        QuestionKind.BEST,
        _("A situation with responses that are more or less good: each is worth its part."),
        _("The customer shouts. What do you say first?"),
    ),
    KindCard(QuestionKind.SHORT, _("A word or two that people have to know by heart."), _("What is the code that unlocks a SIM called?")),
    KindCard(QuestionKind.NUMBER, _("A sum or a figure, give or take, with its unit."), _("What does the customer pay in March?")),
    KindCard(QuestionKind.ORDERING, _("The steps of a procedure, to be put in order."), _("Put the steps of a complaint in order.")),
    KindCard(QuestionKind.MATCHING, _("Things that go together."), _("Match each tariff with its price.")),
    KindCard(QuestionKind.GAPS, _("A text with gaps that are chosen, typed or worked out."), _("“Good morning, you are through to …”")),
    KindCard(QuestionKind.HOTSPOT, _("A place on a screen, a bill or a picture."), _("Where on the bill is the due date?")),
    KindCard(QuestionKind.FREE, _("A text that a person marks by criteria."), _("Write the e-mail that closes this complaint.")),
)
