"""The version that comes next, as who writes or signs it sees it."""

from dataclasses import dataclass

from lms.criteria.enums import GuidelineState
from lms.criteria.models import Guideline, GuidelineVersion, Signature
from lms.criteria.permissions import can_publish, can_sign, can_write
from lms.criteria.queries.reach import audience
from lms.criteria.queries.signing import signatures_missing, signing_later

PAST_AT_MOST = 50


@dataclass(frozen=True)
class NextPage:
    guideline: Guideline
    version: GuidelineVersion
    questions: list[dict]
    signatures: list[Signature]
    missing: list
    later: list
    reaches: int
    before: GuidelineVersion | None
    may_write: bool
    may_ask: bool
    may_sign: bool
    may_publish: bool
    may_withdraw: bool


def may_look_after(user, guideline: Guideline) -> bool:
    return can_write(user, guideline) or can_sign(user, guideline)


def next_page(user, guideline: Guideline) -> NextPage:
    version = guideline.versions.last()
    signatures = list(version.signatures.select_related("person"))
    waits, publishes, writes = version.published_at is None, can_publish(user, guideline), can_write(user, guideline)
    has_signed = any(one.person_id == user.pk for one in signatures)
    return NextPage(
        guideline=guideline,
        version=version,
        questions=[version.question(key) for key in version.keys],
        signatures=signatures,
        missing=signatures_missing(version) if waits else [],
        later=signing_later(version) if waits else [],
        reaches=audience(version).count(),
        before=guideline.versions.in_force().first() if waits else None,
        may_write=writes and guideline.state != GuidelineState.WITHDRAWN,
        may_ask=writes and waits and guideline.is_criterion,
        may_sign=waits and not has_signed and can_sign(user, guideline),
        may_publish=waits and publishes,
        may_withdraw=publishes and guideline.state == GuidelineState.LIVE,
    )


def being_written(user) -> list[GuidelineVersion]:
    """The drafts that this person writes or signs, the latest first."""
    mine = Guideline.objects.writable_by(user) | Guideline.objects.signed_in_unit_of(user)
    rows = GuidelineVersion.objects.being_written().filter(guideline__in=mine.exclude(state=GuidelineState.WITHDRAWN).values("pk"))
    return list(rows.select_related("guideline__unit", "edited_by").order_by("-edited_at"))


def no_longer_in_force(user) -> list[Guideline]:
    """What was in force and is not any more, the latest first: withdrawn, or its last day has gone by."""
    rows = Guideline.objects.visible_to(user).exclude(state=GuidelineState.DRAFT)
    past = rows.exclude(pk__in=Guideline.objects.live().values("pk")).prefetch_related("versions")
    return sorted(past[:PAST_AT_MOST], key=lambda one: one.code, reverse=True)
