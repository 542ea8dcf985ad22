"""What a figure says when it has nothing to say: the reason in words, and how many are needed. Never a number."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ENOUGH_ITEMS = 5  # below these nothing is said of how much people agree
ENOUGH_RATERS = 2


@dataclass(frozen=True)
class TooFew:
    """Fewer items than `need`."""

    have: int
    need: int = ENOUGH_ITEMS

    def __str__(self) -> str:
        needed = ngettext("%(count)s scored item is needed", "%(count)s scored items are needed", self.need) % {"count": self.need}
        return _("Too few to say anything: %(needed)s and there are %(have)s.") % {"needed": needed, "have": self.have}


@dataclass(frozen=True)
class TooFewRaters:
    """Fewer people scored the same things than `need`."""

    have: int
    need: int = ENOUGH_RATERS

    def __str__(self) -> str:
        return _("Agreement is between people: %(need)s must have scored the same items, and there are %(have)s.") % {
            "need": self.need,
            "have": self.have,
        }


@dataclass(frozen=True)
class AllTheSame:
    """Every score is the same, so that agreement by skill and agreement by chance cannot be told apart."""

    have: int

    def __str__(self) -> str:
        return _("All %(have)s scores are the same: items that differ are needed, at least one of another value.") % {"have": self.have}


@dataclass(frozen=True)
class Incomplete:
    """`have` items of all were scored by everybody; this figure needs each one to be."""

    have: int
    need: int

    def __str__(self) -> str:
        return _("Everybody must have scored every item: %(need)s are needed and %(have)s are complete.") % {
            "need": self.need,
            "have": self.have,
        }


Unsaid = TooFew | TooFewRaters | AllTheSame | Incomplete
Said = float | Unsaid


def is_said(figure: Said) -> bool:
    return isinstance(figure, float)
