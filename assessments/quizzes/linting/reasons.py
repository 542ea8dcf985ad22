"""Why each rule is there and how to mend what it finds, in one sentence each."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Rule(StrEnum):
    NEGATIVE_STEM = "negative_stem"
    ALL_OR_NONE = "all_or_none"
    NAMED_BY_PLACE = "named_by_place"
    RIGHT_IS_LONGEST = "right_is_longest"
    REPEATED_OPTION = "repeated_option"
    UNEQUAL_OPTIONS = "unequal_options"
    NO_EXPLANATION = "no_explanation"
    NO_FEEDBACK = "no_feedback"
    MISSING_LANGUAGE = "missing_language"


@dataclass(frozen=True)
class Reason:
    """A warning weighs more than a hint: it is counted in the list of the bank."""

    name: str | Promise
    why: str | Promise
    mend: str | Promise
    is_warning: bool = True


REASONS: dict[Rule, Reason] = {
    Rule.NEGATIVE_STEM: Reason(
        _("The question is asked in the negative"),
        _("Under pressure people read past a “not”, and then the question measures how they read."),
        _("Ask for what is right; or say in the options what is not done, and ask what to do."),
    ),
    Rule.ALL_OR_NONE: Reason(
        _("“All of the above” or “none of the above”"),
        _("Whoever is sure of two options knows the answer without knowing the rest, and shuffled options have no “above”."),
        _("Put a real mistake in its place, or make it a question with several right options."),
    ),
    Rule.NAMED_BY_PLACE: Reason(
        _("An option is named by its place"),
        _("Options are shuffled for each person: “option b” or “the first one” is another one for each of them."),
        _("Repeat the words of the option, or say what it does."),
    ),
    Rule.RIGHT_IS_LONGEST: Reason(
        _("The right option is clearly the longest"),
        _("People learn that the longest option is right and choose it without reading."),
        _("Take the reasons out of it, into the explanation; or write the others with as much detail."),
    ),
    Rule.REPEATED_OPTION: Reason(
        _("Two options say the same"),
        _("Neither can be right, so there is one less to choose from."),
        _("Change one of them for another mistake that people really make."),
    ),
    Rule.UNEQUAL_OPTIONS: Reason(
        _("One option is much longer than the others"),
        _("The one that stands out is chosen, or discarded, for its looks."),
        _("Bring the options to about the same length."),
        is_warning=False,
    ),
    Rule.NO_EXPLANATION: Reason(
        _("No explanation"),
        _("After the quiz, whoever was wrong learns only that they were."),
        _("Say in a sentence or two why, and where it is written."),
    ),
    Rule.NO_FEEDBACK: Reason(
        _("A wrong option does not say why"),
        _("The reason against the mistake that one made teaches more than the right answer."),
        _("Write beside each wrong option what happens if one does it."),
        is_warning=False,
    ),
    Rule.MISSING_LANGUAGE: Reason(
        _("One language is missing"),
        _("Whoever reads the academy in it is asked in the other one."),
        _("Translate it, or leave it for later: the question can be asked as it is."),
        is_warning=False,
    ),
}
