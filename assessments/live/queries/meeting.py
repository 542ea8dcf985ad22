"""What each of the two sees of a live roleplay: their own card, and nothing of the other's."""

from dataclasses import dataclass, field

from assessments.live.enums import Mark
from assessments.live.models import Booking, TimedNote
from assessments.roleplays.models import ScenarioVersion
from assessments.roleplays.queries.cards import Card, card

# One key each, the same in both languages; letters of the scoring screen are not used twice.
KEYS = {Mark.WORKED: "B", Mark.CHANGE: "C", Mark.SAID: "D", Mark.CRITICAL: "X", Mark.NOTE: "N"}


@dataclass(frozen=True)
class ActorCard:
    """Whoever acts the customer: what they know and hide, how they feel, what must be said to them, and when they press on."""

    name: str
    age: str
    situation: str
    quote: str
    mood: str
    hidden: tuple[str, ...]
    play: tuple[str, ...]  # how to act it: when to soften, when to press on
    must_say: tuple[str, ...]
    must_not: tuple[str, ...]
    escalation: str
    success: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """The assessor's screen."""

    booking: Booking
    actor: ActorCard
    card: Card
    notes: list[TimedNote]
    keys: list[tuple[Mark, str]] = field(default_factory=lambda: list(KEYS.items()))


def actor_card(version: ScenarioVersion) -> ActorCard:
    sheet = version.content.get("sheet", {})
    persona = sheet.get("persona", {})
    brief = sheet.get("brief_for_actor", {})
    brief = brief if isinstance(brief, dict) else {"how_to_play": brief}
    return ActorCard(
        name=persona.get("name", ""),
        age=str(persona.get("age", "")),
        situation=persona.get("situation", ""),
        quote=persona.get("quote", ""),
        mood=persona.get("mood", "") or persona.get("mood_start", ""),
        hidden=_lines(brief.get("hidden_facts")),
        play=tuple(line for name, value in brief.items() if name != "hidden_facts" for line in _lines(value)),
        must_say=_lines(sheet.get("must_say")),
        must_not=_lines(sheet.get("must_not")),
        escalation=_text(sheet.get("escalation", "")),
        success=_lines(sheet.get("success_criteria")),
    )


def desk(booking: Booking, user) -> Desk:
    """With the notes of this assessor alone. One query for the notes; the booking comes with its performance, version and scenario."""
    version = booking.performance.version
    notes = TimedNote.objects.kept().by(user).filter(performance=booking.performance_id).order_by("-second", "-pk")
    return Desk(booking, actor_card(version), card(version), list(notes))


def notes_of(performance) -> list[TimedNote]:
    """What was noted of a performance, in the order of its clock."""
    return list(TimedNote.objects.kept().filter(performance=performance).select_related("author").order_by("second", "pk"))


def assessors_of(performance) -> set[int]:
    """Who was there to assess a live performance: one, or two."""
    found = Booking.objects.filter(performance=performance).values_list("slot__assessor_id", "slot__second_id").first()
    return {one for one in found or () if one}


def _lines(value) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else (str(value),) if value else ()


def _text(value) -> str:
    return "\n".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value or "")
