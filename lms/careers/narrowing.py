"""The matrix by the rung that people hold."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lms.careers.enums import PostingKind
from lms.careers.models import Posting, Rung
from lms.competencies.narrowing import Narrowing


def rungs() -> list[tuple[str, str]]:
    found = Rung.objects.filter(ladder__archived_at__isnull=True).select_related("ladder").order_by("ladder__code", "kind", "sort_order")
    return [(f"{rung.ladder.code}/{rung.code}", rung.name) for rung in found]


def on_rung(people: QuerySet, value: str) -> QuerySet:
    ladder, _slash, code = value.partition("/")
    held = Posting.objects.current().filter(kind=PostingKind.HELD, rung__code=code, rung__ladder__code=ladder)
    return people.filter(pk__in=held.values("person"))


BY_RUNG = Narrowing("rung", _("Rung"), rungs, on_rung)
