"""The version that comes next, as who writes or signs it sees it."""

from dataclasses import dataclass

from lms.criteria.enums import GuidelineState
from lms.criteria.models import Guideline, GuidelineVersion, Signature
from lms.criteria.permissions import can_publish, can_sign, can_write
from lms.criteria.queries.signing import signatures_missing


@dataclass(frozen=True)
class NextPage:
    guideline: Guideline
    version: GuidelineVersion
    questions: list[dict]
    signatures: list[Signature]
    missing: list
    may_sign: bool
    may_publish: bool
    may_withdraw: bool


def may_look_after(user, guideline: Guideline) -> bool:
    return can_write(user, guideline) or can_sign(user, guideline)


def next_page(user, guideline: Guideline) -> NextPage:
    version = guideline.versions.last()
    signatures = list(version.signatures.select_related("person"))
    waits, publishes = version.published_at is None, can_publish(user, guideline)
    has_signed = any(one.person_id == user.pk for one in signatures)
    return NextPage(
        guideline=guideline,
        version=version,
        questions=[version.question(key) for key in version.keys],
        signatures=signatures,
        missing=signatures_missing(version) if waits else [],
        may_sign=waits and not has_signed and can_sign(user, guideline),
        may_publish=waits and publishes,
        may_withdraw=publishes and guideline.state == GuidelineState.LIVE,
    )
