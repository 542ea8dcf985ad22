"""What calls ask of somebody today: on the first screen, beside everything else. Nothing is asked while there is no call."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.promotions.enums import APPLIES, REVIEWS_APPEALS, ApplicationState, Eligibility, Part, RoundState, ScoredBy
from lms.promotions.models import Appeal, Application, PanelMember, PromotionRound, Recusal, Score
from lms.promotions.permissions import manages_branch, rungs_held, works_below

ALIVE, ACTS, KEPT_SECONDS = "promotions.alive", "promotions.acts", 60


@dataclass(frozen=True)
class Hint:
    """Something of a call that waits for this person today."""

    title: str
    text: str
    url: str
    until: date | None = None


def hints_for(person, today: date | None = None) -> list[Hint]:
    """What waits, one's own application first. One query to six, however many calls there are.

    None while there is no call, and none for a minute after nothing waited for this person, unless something was done in a call meanwhile.
    """
    today = today or timezone.localdate()
    if not is_any_alive():
        return []
    quiet = f"promotions.quiet:{cache.get(ACTS, 0)}:{person.pk}:{person.door_version}:{today}"
    if cache.get(quiet):
        return []
    if found := _found(person, today):
        return found
    cache.set(quiet, True, KEPT_SECONDS)
    return []


def _found(person, today: date) -> list[Hint]:
    rounds = _alive(person)
    may = person.has_role(APPLIES) and any(one.accepts_applications(today) for one in rounds)
    held = rungs_held(person, today) if may else []
    found = [
        *(_as_candidate(person, one, held, today) for one in rounds),
        *(_as_judge(one) for one in rounds),
        *reviews_of(person),
        *(_as_manager(one, today) for one in rounds if manages_branch(person, one) and not one.own),
    ]
    return [hint for hint in found if hint]


def is_any_alive() -> bool:
    """Whether the house has a call that is not over; kept for a minute, so that every first screen does not ask."""
    return cache.get_or_set(ALIVE, lambda: PromotionRound.objects.exclude(state=RoundState.CLOSED).exists(), KEPT_SECONDS)


def forget() -> None:
    """Something was done in a call: this process says so at once, the others within a minute."""
    cache.delete(ALIVE)
    cache.set(ACTS, uuid4().hex, None)


def _alive(person) -> list[PromotionRound]:
    """The calls that are not over, each with one's `own` application, `places` on its panel and what is `unchecked`.

    One query for whoever has no part in any, as most have; one more for those who apply, and one for those who judge.
    """
    unchecked = Count("applications", Q(applications__state=ApplicationState.SUBMITTED, applications__eligibility=Eligibility.PENDING))
    rounds = list(
        PromotionRound.objects.visible_to(person)
        .exclude(state=RoundState.CLOSED)
        .select_related("unit", "target_rung")
        .annotate(
            unchecked=unchecked,
            has_own=Exists(Application.objects.filter(round=OuterRef("pk"), person=person)),
            has_place=Exists(PanelMember.objects.filter(round=OuterRef("pk"), person=person)),
        )
        .order_by("-opens_on", "pk")
    )
    own = Prefetch("applications", Application.objects.filter(person=person), to_attr="own")
    places = Prefetch("panel", PanelMember.objects.filter(person=person).annotate(waiting=_sheets_left(person)), to_attr="places")
    prefetch_related_objects([one for one in rounds if one.has_own], own)
    prefetch_related_objects([one for one in rounds if one.has_place], places)
    for one in rounds:
        one.own, one.places = getattr(one, "own", []), getattr(one, "places", [])
    return rounds


def _sheets_left(person):
    """How many candidates a member has yet to score."""
    of_member = Recusal.objects.filter(application=OuterRef("pk"), accepted=True)
    recused = of_member.filter(member=OuterRef(OuterRef("pk")))
    standing_in = of_member.filter(replacement=OuterRef(OuterRef("pk")))
    scored = Score.objects.filter(application=OuterRef("pk"), scorer=person, exercise__scored_by=ScoredBy.PANEL)
    regular = PanelMember.objects.filter(pk=OuterRef(OuterRef("pk")), part=Part.ASSESSOR)
    left = Application.objects.eligible().filter(
        ~Exists(recused), ~Exists(scored), Exists(standing_in) | Exists(regular), round=OuterRef("round")
    )
    counted = left.order_by().values("round").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _as_candidate(person, round: PromotionRound, held, today: date) -> Hint | None:
    mine = next(iter(round.own), None)
    page = reverse("promotions:mine", args=[round.code])
    if mine is not None and mine.may_be_fixed(today):
        return Hint(_("Something in your application has to be put right"), round.title, page, mine.fix_until)
    if mine is not None and mine.stands and round.state == RoundState.DECIDED and today <= round.appeals_end_on:
        return Hint(_("There is a decision on your application"), round.title, page)
    waits = mine is None or mine.state == ApplicationState.SUGGESTED
    if not (waits and round.accepts_applications(today)) or round.places or not works_below(person, round, held):
        return None
    title = _("Somebody thinks of you for a call") if mine is not None else _("A call is open: you can apply")
    return Hint(title, round.title, reverse("promotions:call", args=[round.code]), round.closes_on)


def _as_judge(round: PromotionRound) -> Hint | None:
    place = next(iter(round.places), None)
    if place is None or round.state != RoundState.ASSESSING or round.shows_names:
        return None
    page = reverse("promotions:panel", args=[round.code])
    if place.part == Part.CHAIR:
        return Hint(_("You chair a panel"), round.title, page, round.panel_on)
    words = ngettext("%(number)d candidate waits for your scores", "%(number)d candidates wait for your scores", place.waiting)
    return Hint(words % {"number": place.waiting}, round.title, page, round.panel_on) if place.waiting else None


def reviews_of(person) -> list[Hint]:
    """The reviews that were asked for and given to `person` to look at: whoever does has no part in the call itself. One query."""
    if not person.has_role(REVIEWS_APPEALS):
        return []
    waiting = Appeal.objects.open().filter(assigned_to=person).select_related("application__round")
    return [
        Hint(
            _("A review of a promotion is yours to look at"), one.application.round.title, reverse("promotions:appeal_file", args=[one.pk])
        )
        for one in waiting
    ]


def _as_manager(round: PromotionRound, today: date) -> Hint:
    title, until = _next_step(round, today)
    return Hint(title, round.title, reverse("promotions:manage", args=[round.code]), until)


def _next_step(round: PromotionRound, today: date) -> tuple[str, date | None]:
    if round.state == RoundState.DRAFT:
        return _("A call is being prepared"), round.opens_on
    if round.state == RoundState.OPEN and round.closes_on >= today:
        return _("A call is open"), round.closes_on
    if round.state == RoundState.OPEN and round.unchecked:
        words = ngettext("%(number)d application to check", "%(number)d applications to check", round.unchecked)
        return words % {"number": round.unchecked}, round.assessment_from
    if round.state == RoundState.OPEN:
        return _("The panel may begin"), round.assessment_from
    if round.state == RoundState.ASSESSING:
        return (_("To be decided") if round.shows_names else _("The panel is scoring")), round.decision_on
    return _("Reviews may be asked for"), round.appeals_end_on
