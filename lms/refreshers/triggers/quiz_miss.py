"""Several answers about one competency were not right yet in a quiz that counts."""

from django.utils import timezone

from assessments.quizzes.models import Attempt
from lms.competencies.models import Competency
from lms.refreshers.choosing import Cause, Found, Spared
from lms.refreshers.enums import Held
from lms.refreshers.triggers.asking import Ask


def find(ask: Ask) -> Found:
    names = {one.code: (one.name_es, one.name_en or one.name_es) for one in Competency.objects.filter(code__in=ask.about)}
    rows = Attempt.objects.filter(
        person__in=list(ask.people), practice=False, submitted_at__gte=ask.start, submitted_at__lt=ask.end, points__isnull=False
    )
    causes, spared = [], []
    for attempt in rows.order_by("submitted_at").only("person", "result", "submitted_at"):
        for code, tally in (attempt.result.get("by_competency") or {}).items():
            wrong = int(tally.get("asked", 0)) - int(tally.get("right", 0))
            if code not in names or wrong <= 0:
                continue
            day = timezone.localdate(attempt.submitted_at)
            es, en = names[code]
            numbers = {"es": es, "en": en, "wrong": wrong, "asked": int(tally["asked"]), "day": day.isoformat()}
            if wrong >= ask.params["wrong"]:
                causes.append(Cause(attempt.person_id, f"quiz:{attempt.pk}:{code}", day, numbers))
            else:
                spared.append(Spared(attempt.person_id, Held.ONCE, numbers))
    return Found(tuple(causes), tuple(spared))
