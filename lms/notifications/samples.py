"""Each kind of mail as it will look, with a sample: of the demo where there is one, else with words that stand for any."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.notifications.actions import absolute
from lms.notifications.enums import Delivery
from lms.notifications.models import Notification
from lms.notifications.queries import DIGEST
from lms.notifications.registry import Kind, kind_of, kinds
from lms.people.emails import Written, write

MOST_TOLD = 4


@dataclass(frozen=True)
class Told:
    """One thing told, as the templates of mails know it."""

    title: str
    text: str
    link: str
    kind: str


def mailed_kinds() -> list[Kind]:
    return [kind for kind in kinds() if kind.delivery != Delivery.SCREEN]


def sample(name: str, *, person, language: str) -> Written:
    """The mail of a kind, written to `person` in a language. Outside the demo nobody's own words are shown to anybody else."""
    template, context = contents(name, person=person, language=language)
    return write(template=template, context=context, language=language)


def contents(name: str, *, person, language: str) -> tuple[str, dict]:
    kind = kind_of(name)
    with translation.override(language):
        if kind.delivery == Delivery.URGENT:
            told = _told(kind, language)
            return "notification", {"notification": told, "person": person, "link": told.link} | _about(kind)
        some = _of_a_shift(language) if name == DIGEST else [_told(kind, language)]
        dated = [one for one in some if kind_of(one.kind).dated]
        news = [one for one in some if one not in dated]
        context = {"person": person, "dated": dated, "news": news, "number": len(some), "link": absolute(reverse("notifications:list"))}
        return "digest", context | _about(kind_of(DIGEST))


def where_mails_go() -> str:
    """Where this installation's mails can be looked at; empty where they are sent."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return str(settings.EMAIL_FILE_PATH)
    return "console" if settings.EMAIL_BACKEND.endswith("console.EmailBackend") else ""


def _of_a_shift(language: str) -> list[Told]:
    digested = [kind for kind in mailed_kinds() if kind.delivery == Delivery.DIGEST and kind.name not in (DIGEST, "told")]
    dated = [kind for kind in digested if kind.dated][: MOST_TOLD // 2]
    news = [kind for kind in digested if not kind.dated][: MOST_TOLD // 2]
    return [_told(kind, language) for kind in (*dated, *news)]


def _told(kind: Kind, language: str) -> Told:
    link = absolute(reverse("notifications:list"))
    if settings.DEMO:
        there = Notification.objects.filter(kind=kind.name, person__language=language).first()
        if there is not None:
            return Told(there.title, there.text, absolute(there.url) if there.url else "", kind.name)
    return Told(str(kind.title), _("Here stands what it is about, in a sentence or two, and until when there is time."), link, kind.name)


def _about(kind: Kind) -> dict[str, str]:
    """The foot, whose address switches nothing off."""
    preferences = absolute(reverse("notifications:preferences"))
    return {
        "kind_title": kind.title,
        "always": kind.always,
        "off_link": preferences if kind.can_be_switched_off else "",
        "preferences_link": preferences,
    }
