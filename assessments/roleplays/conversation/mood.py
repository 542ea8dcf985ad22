"""The mood of the other in words: people read a face, not a number."""

from django.utils.translation import gettext_lazy as _

from assessments.roleplays.conversation.playing import mood_step

MOODS = (
    _("About to give up on you"),
    _("Hurt and on guard"),
    _("Waiting to see"),
    _("Beginning to believe you"),
    _("At ease with you"),
)


def mood_in_words(mood: int, scale: tuple[int, int]) -> str:
    return str(MOODS[mood_step(mood, scale)])
