"""The recordings kept as a reference, by scenario."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from assessments.recordings.models import Anchor
from assessments.recordings.queries.listening import Listening, listening_to

A_PAGE = 20


@dataclass(frozen=True)
class References:
    """`chosen` is the one being listened to, with its player."""

    page: Page
    chosen: Anchor | None
    listening: Listening | None


def references(user, page: str | None, chosen: str | None) -> References:
    """Only those that their person has agreed to; each without whose voice it is."""
    rows = Anchor.objects.visible_to(user).agreed().select_related("scenario", "recording__performance")
    rows = rows.defer("scenario__draft").order_by("scenario__code", "kind", "pk")
    found = rows.filter(pk=int(chosen)).first() if chosen and chosen.isascii() and chosen.isdecimal() and len(chosen) < 16 else None
    listening = listening_to(found.recording, user) if found else None
    return References(Paginator(rows, A_PAGE).get_page(page), found, listening)
