"""Whose sheet of whom is in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from lms.promotions.enums import Part, ScoredBy
from lms.promotions.models import Application, PanelMember, PromotionRound, Recusal, Score
from lms.promotions.queries.published import leaves


@dataclass(frozen=True)
class Missing:
    """A sheet that is not in: of a member for a code, or of the record when `member` is None."""

    code: str
    member: PanelMember | None


def scorers_of(application: Application) -> list[PanelMember]:
    """Who scores this candidate: the assessors who are not recused, and who stands in for them."""
    return scorers_by_application(application.round, [application])[application.pk]


def scorers_by_application(round: PromotionRound, applications: Iterable[Application]) -> dict[int, list[PanelMember]]:
    """The same for many, in two queries."""
    members = list(round.panel.scoring().select_related("person").order_by("id"))
    accepted = list(Recusal.objects.filter(round=round, accepted=True))
    out = {(one.application_id, one.member_id) for one in accepted}
    standing_in = {(one.application_id, one.replacement_id) for one in accepted}
    return {
        one.pk: [
            member
            for member in members
            if (one.pk, member.pk) not in out and (member.part == Part.ASSESSOR or (one.pk, member.pk) in standing_in)
        ]
        for one in applications
    }


def missing_sheets(round: PromotionRound, applications: Iterable[Application] | None = None) -> list[Missing]:
    """What is still to be handed in before scoring may be closed."""
    applications = list(applications if applications is not None else round.applications.eligible().order_by("code"))
    given = set(
        Score.objects.filter(application__in=[one.pk for one in applications]).values_list(
            "application_id", "scorer_id", "exercise__scored_by"
        )
    )
    with_record = bool(leaves(round, ScoredBy.RECORD))
    recorded = {(application, by) for application, _scorer, by in given}
    found, scorers = [], scorers_by_application(round, applications)
    for application in applications:
        for member in scorers[application.pk]:
            if (application.pk, member.person_id, ScoredBy.PANEL.value) not in given:
                found.append(Missing(application.code, member))
        if with_record and (application.pk, ScoredBy.RECORD.value) not in recorded:
            found.append(Missing(application.code, None))
    return found


def refresh_sheets(application: Application) -> None:
    """Notes since when every sheet of the panel is in; forgets it when one is missing again."""
    waiting = any(one.member is not None for one in missing_sheets(application.round, [application]))
    if waiting == (application.sheets_in_at is None):
        return
    application.sheets_in_at = None if waiting else timezone.now()
    application.save(update_fields=["sheets_in_at"])
