"""One thing that a rule found, and where."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.quizzes.linting.reasons import REASONS, Reason, Rule

Words = str | Promise
PARTS: dict[str, Words] = {
    "stem": _("Question"),
    "explanation": _("Explanation"),
    "options": _("Option %(number)s"),
    "feedback": _("Why, of option %(number)s"),
    "areas": _("Place %(number)s"),
    "gaps": _("Gap %(number)s"),
    "all": _("Options"),
}
IN: dict[str, Words] = {"es": _("in Spanish"), "en": _("in English"), "": ""}


@dataclass(frozen=True)
class Finding:
    """`part` is where in the question, `numbers` which of its parts (from 1), `language` in which of its texts; empty for all.

    `gap` is the number of the gap that the part belongs to, 0 outside a text with gaps.
    """

    rule: Rule
    part: str
    numbers: tuple[int, ...] = ()
    language: str = ""
    said: str = ""
    gap: int = 0

    @property
    def reason(self) -> Reason:
        return REASONS[self.rule]

    @property
    def where(self) -> str:
        """In the words of whoever reads it: “Option 2, 3 in Spanish”."""
        words = str(PARTS[self.part])
        if self.numbers:
            words %= {"number": ", ".join(str(number) for number in self.numbers)}
        within = [str(PARTS["gaps"]) % {"number": self.gap}] if self.gap else []
        return " · ".join([*within, " ".join([words, str(IN[self.language])]).strip()])
