"""Passing a refresher proves again what was proved: by other pieces beside the old ones, at the level they had and not higher."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lms.competencies.actions import record_evidence
from lms.competencies.models import Competency, Evidence
from lms.competencies.queries.states import readings
from lms.language.bilingual import LANGUAGES
from lms.refreshers.models import RefresherAssignment


def renew_evidence(*, assignment: RefresherAssignment, at: datetime) -> list[Evidence]:
    """For each competency of the module: each piece that proves the level held (or the last one that lapsed) is followed by one
    of the same kind and level, dated by the day the refresher was passed. Safe to call twice: one piece a piece and refresher."""
    return [
        _follow(piece, assignment, at)
        for competency in assignment.module.competencies.all()
        for piece in _proving(assignment.person_id, competency, at)
    ]


def _proving(person: int, competency: Competency, at: datetime) -> list[Evidence]:
    day = timezone.localdate(at)
    held = _reading(person, competency, day)
    if held is None or held.proven_level is None:
        return []
    if held.level != held.proven_level and held.valid_until is not None:
        held = _reading(person, competency, held.valid_until)
    if held is None:
        return []
    return list(Evidence.objects.standing().filter(pk__in=held.proved_by).select_related("person", "competency", "kind").order_by("pk"))


def _reading(person: int, competency: Competency, day):
    found = readings([person], [competency.pk], on=day).get((person, competency.pk))
    return found[0] if found else None


def _follow(piece: Evidence, assignment: RefresherAssignment, at: datetime) -> Evidence:
    titles = {}
    for language in LANGUAGES:
        with translation.override(language):
            titles[language] = (_("Renewed by the refresher “%(title)s”") % {"title": assignment.module.title})[:250]
    return record_evidence(
        person=piece.person,
        competency=piece.competency,
        kind=piece.kind.code,
        level=piece.level,
        ceiling=piece.ceiling,
        source=f"renewal:{assignment.pk}:{piece.pk}",
        source_titles=titles,
        observed_at=at,
        channel=piece.channel,
    )
