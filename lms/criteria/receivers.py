"""What others would have agreed on: a draft to begin from, in force only once it is signed and published here. And the day's reminders."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext, override

from assessments.calibration.signals import criterion_wanted
from lms.criteria.actions import ask_who_is_back, draft, remind_of_the_day
from lms.criteria.enums import WRITES, GuidelineKind
from lms.criteria.exceptions import GuidelineRefused
from lms.criteria.models import Guideline
from lms.jobs.days import each_day
from lms.people.enums import Role

FOR = (Role.AGENT, Role.COORDINATOR)
CODE_LENGTH = 40


@each_day("criteria", order=40)
def the_day(on: date) -> dict[str, int]:
    return remind_of_the_day(on) | {"asked to sign": ask_who_is_back(on)}


@receiver(criterion_wanted)
def begin_criterion(sender, session, criterion, letter: str, actor, **kwargs) -> str | None:
    """The address of the draft; that of the one there is, as it was left, where it has been asked for before."""
    code = f"{session.code[: CODE_LENGTH - len(criterion.code) - 1]}-{criterion.code}".lower()
    unit = next((one.unit for one in actor.current_memberships if one.role in WRITES[GuidelineKind.CRITERION]), None)
    if unit is None:
        return None
    if not Guideline.objects.filter(code=code, unit=unit).exists():
        try:
            draft(code=code, unit=unit, roles=FOR, texts=_texts(session, criterion), actor=actor)
        except (PermissionDenied, GuidelineRefused):
            return None
    return reverse("criteria:next", args=[code])


def _texts(session, criterion) -> dict[str, str]:
    """In both languages: what the criterion is called, its anchors as examples, and why it is asked for."""
    found: dict[str, str] = {}
    for language in ("es", "en"):
        with override(language):
            anchors = {points: words.get(language, "") for points, words in criterion.anchors.items()}
            found |= {
                f"title_{language}": criterion.name[:160],
                f"says_{language}": anchors.get("3", ""),
                f"do_{language}": anchors.get("5", ""),
                f"dont_{language}": anchors.get("1", ""),
                f"why_{language}": gettext("In the calibration “%(title)s” we read it in different ways.") % {"title": session.title},
            }
    return found
