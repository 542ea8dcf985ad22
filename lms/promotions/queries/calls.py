"""What people ask of calls: which are open, what they promise, where mine stands, and what waits for me today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.promotions.enums import ANNOUNCED, PUBLISHED, ApplicationState, Eligibility, Part, RoundState, ScoredBy
from lms.promotions.models import Appeal, Application, PanelMember, PromotionRound, Score
from lms.promotions.permissions import can_apply


@dataclass(frozen=True)
class CallLine:
    """A call as a list shows it. `mine`: one's own application; `on_panel`: one's own place."""

    round: PromotionRound
    mine: Application | None
    on_panel: bool
    manages: bool


@dataclass(frozen=True)
class Hint:
    """Something of a call that waits for this person today."""

    title: str
    text: str
    url: str
    until: date | None = None


@dataclass(frozen=True)
class Step:
    """A dated step of a call. `state` is its shape."""

    words: str
    starts_on: date
    ends_on: date | None
    state: str


def calls_for(person) -> QuerySet[PromotionRound]:
    """The calls this person may read, the latest first. Each has `own`, `places` and `managed` for its line."""
    mine = Application.objects.filter(person=person).exclude(state=ApplicationState.DECLINED)
    return (
        PromotionRound.objects.visible_to(person)
        .select_related("target_rung", "unit")
        .prefetch_related(
            Prefetch("applications", mine, to_attr="own"),
            Prefetch("panel", PanelMember.objects.filter(person=person), to_attr="places"),
        )
        .order_by("-opens_on", "-pk")
    )


def call_lines(rounds, person) -> list[CallLine]:
    managed = set(PromotionRound.objects.manageable_by(person).values_list("pk", flat=True))
    return [CallLine(one, next(iter(one.own), None), bool(one.places), one.pk in managed) for one in rounds]


def own_application(person, round: PromotionRound) -> Application | None:
    return Application.objects.filter(round=round, person=person).exclude(state=ApplicationState.DECLINED).first()


def steps_of(round: PromotionRound, today: date) -> list[Step]:
    """The days of a call, each done, under way or to come."""
    rows = [
        (_("Applications"), round.opens_on, round.closes_on),
        (_("Exercises"), round.assessment_from, round.assessment_to),
        (_("The panel meets"), round.panel_on, None),
        (_("Decision"), round.decision_on, None),
        (_("Everybody has their feedback"), round.feedback_by, None),
        (_("Reviews may be asked for"), round.feedback_by, round.appeals_end_on if round.appeal_until else None),
    ]
    return [Step(words, start, end, _shape(start, end or start, today)) for words, start, end in rows if start]


def hints_for(person, today: date | None = None) -> list[Hint]:
    """What calls ask of this person today, the most pressing first. A fixed number of queries."""
    today = today or timezone.localdate()
    return [*_for_candidates(person, today), *_for_panels(person), *_for_reviewers(person), *_for_managers(person, today)]


def _shape(start: date, end: date, today: date) -> str:
    return "met" if end < today else "progress" if start <= today else "missing"


def _for_candidates(person, today: date) -> list[Hint]:
    mine = {one.round_id: one for one in Application.objects.filter(person=person)}
    rounds = PromotionRound.objects.visible_to(person).filter(state__in=(RoundState.OPEN, *ANNOUNCED)).select_related("unit")
    return [hint for round in rounds if (hint := _candidate_hint(person, round, mine.get(round.pk), today))]


def _candidate_hint(person, round: PromotionRound, mine: Application | None, today: date) -> Hint | None:
    page = reverse("promotions:mine", args=[round.code])
    if mine is not None and mine.may_be_fixed(today):
        return Hint(_("Something in your application has to be put right"), round.title, page, mine.fix_until)
    if mine is not None and mine.stands and round.state == RoundState.DECIDED and today <= round.appeals_end_on:
        return Hint(_("There is a decision on your application"), round.title, page, None)
    if not round.accepts_applications(today) or (mine is not None and mine.state != ApplicationState.SUGGESTED):
        return None
    if not can_apply(person, round):
        return None
    return Hint(_("A call is open"), round.title, reverse("promotions:call", args=[round.code]), round.closes_on)


def _for_panels(person) -> list[Hint]:
    members = PanelMember.objects.filter(person=person, round__state=RoundState.ASSESSING, round__scored_at=None).select_related("round")
    return [hint for member in members if (hint := _panel_hint(member))]


def _panel_hint(member: PanelMember) -> Hint | None:
    page = reverse("promotions:panel", args=[member.round.code])
    if member.part == Part.CHAIR:
        return Hint(_("You chair a panel"), member.round.title, page, member.round.panel_on)
    done = Score.objects.filter(scorer=member.person_id, exercise__scored_by=ScoredBy.PANEL).values("application")
    left = Application.objects.assigned_to(member).exclude(pk__in=done).count()
    if not left:
        return None
    words = ngettext("%(number)d candidate waits for your scores", "%(number)d candidates wait for your scores", left) % {"number": left}
    return Hint(words, member.round.title, page, member.round.panel_on)


def _for_reviewers(person) -> list[Hint]:
    waiting = Appeal.objects.open().filter(assigned_to=person).select_related("application__round")
    return [
        Hint(
            _("A review of a promotion is yours to look at"), one.application.round.title, reverse("promotions:appeal_file", args=[one.pk])
        )
        for one in waiting
    ]


def _for_managers(person, today: date) -> list[Hint]:
    rounds = list(PromotionRound.objects.manageable_by(person).exclude(state=RoundState.CLOSED)) if person.roles else []
    counted = _unchecked(rounds)
    return [hint for round in rounds if (hint := _manager_hint(round, counted.get(round.pk, 0), today))]


def _unchecked(rounds: list[PromotionRound]) -> dict[int, int]:
    waiting = Application.objects.standing().filter(round__in=[one.pk for one in rounds], eligibility=Eligibility.PENDING)
    found: dict[int, int] = {}
    for pk in waiting.values_list("round_id", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found


def _manager_hint(round: PromotionRound, unchecked: int, today: date) -> Hint | None:
    page = reverse("promotions:manage", args=[round.code])
    if round.state == RoundState.DRAFT:
        return Hint(_("A call is being prepared"), round.title, page, round.opens_on)
    if round.state == RoundState.OPEN and round.closes_on >= today:
        return Hint(_("A call is open"), round.title, page, round.closes_on)
    if round.state == RoundState.OPEN:
        words = ngettext("%(number)d application to check", "%(number)d applications to check", unchecked) % {"number": unchecked}
        return Hint(words if unchecked else _("The panel may begin"), round.title, page, round.assessment_from)
    if round.state == RoundState.ASSESSING:
        return Hint(_("To be decided") if round.shows_names else _("The panel is scoring"), round.title, page, round.decision_on)
    if round.state in PUBLISHED:
        return Hint(_("Reviews may be asked for"), round.title, page, round.appeals_end_on)
    return None
