"""Where the sources of evidence are read, for those who may open them."""

from uuid import UUID

from django.urls import reverse

from assessments.quizzes.models import Attempt
from assessments.scores.models import RoleplayResult
from courses.enrolments.models import Enrolment
from lms.certificates.models import Certificate
from lms.competencies.sources import register


def attempts(viewer, sources: list[str]) -> dict[str, str]:
    """ "attempt:<id>" """
    ids = {source: key for source in sources if (key := _uuid(source.partition(":")[2]))}
    seen = set(Attempt.objects.visible_to(viewer).filter(pk__in=ids.values()).values_list("pk", flat=True))
    return {source: reverse("quizzes:result", args=[key]) for source, key in ids.items() if key in seen}


def results(viewer, sources: list[str]) -> dict[str, str]:
    """ "roleplay:<kind>:<performance>" and "performance:<kind>:<performance>", maybe with the number of the result behind it."""
    ids = {source: key for source in sources if (key := _uuid((source.split(":") + ["", ""])[2]))}
    seen = set(RoleplayResult.objects.visible_to(viewer).filter(performance__in=ids.values()).values_list("performance", flat=True))
    return {source: reverse("scores:result", args=[key]) for source, key in ids.items() if key in seen}


def certificates(viewer, sources: list[str]) -> dict[str, str]:
    """ "certificate:<serial>" """
    serials = [source.partition(":")[2] for source in sources]
    rows = Certificate.objects.visible_to(viewer).filter(serial__in=serials).values_list("serial", "code")
    return {f"certificate:{serial}": reverse("certificates:detail", args=[code]) for serial, code in rows}


def enrolments(viewer, sources: list[str]) -> dict[str, str]:
    """ "enrolment:<id>/module:<key>": one's own staircase, or what is kept of somebody's enrolment."""
    ids = {source: int(key) for source in sources if (key := source.partition(":")[2].partition("/")[0]).isdecimal()}
    rows = dict(Enrolment.objects.visible_to(viewer).filter(pk__in=ids.values()).values_list("pk", "person"))
    return {
        source: reverse("enrolments:programme" if rows[pk] == viewer.pk else "enrolments:detail", args=[pk])
        for source, pk in ids.items()
        if pk in rows
    }


def register_all() -> None:
    for prefix, resolver in (
        ("attempt", attempts),
        ("roleplay", results),
        ("performance", results),
        ("certificate", certificates),
        ("enrolment", enrolments),
    ):
        register(prefix, resolver)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
