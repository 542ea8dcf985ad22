"""What those who write, teach and lead ask of changes: which there were, who has read them and who is missing."""

from dataclasses import dataclass

from django.db.models import QuerySet

from courses.changes.enums import Kind
from courses.changes.models import Change, ProveAgain, ReadAgain
from courses.changes.queries.reading import shown_titles

SHOWN = 8


@dataclass(frozen=True)
class Row:
    """One change, with how many of the people whom one sees have done what it asks."""

    change: Change
    title: str
    done: int
    asked: int


def changes_seen(*, kind: str = "", said: str = "") -> QuerySet[Change]:
    """Every change that went live, the latest first. `said`: "no" keeps those of which nobody has said anything."""
    rows = Change.objects.filter(live_at__isnull=False).select_related("page", "author", "ended_by").order_by("-live_at", "-pk")
    rows = rows.filter(kind=kind) if kind in Kind.values else rows
    return rows.filter(pk__in=Change.objects.unsaid().values("pk")) if said == "no" else rows


def as_rows(user, changes: list[Change]) -> list[Row]:
    """These changes with their counts: a fixed number of queries."""
    titles = shown_titles(changes)
    read = ReadAgain.objects.visible_to(user).filter(change__in=changes).counts()
    proved = ProveAgain.objects.visible_to(user).filter(change__in=changes).counts()
    counts = read | proved
    return [Row(change, titles[change.pk], *counts.get(change.pk, (0, 0))) for change in changes]


def readings_of(user, change: Change, *, missing: bool) -> QuerySet[ReadAgain]:
    """Who reads it, of those whom one sees: by surname, those who have not read it first where only they are not asked for."""
    rows = ReadAgain.objects.visible_to(user).filter(change=change).select_related("person")
    rows = rows.open() if missing else rows.standing()
    return rows.order_by("person__folded_last_name", "person__folded_first_name", "pk")


def provings_of(user, change: Change, *, missing: bool) -> QuerySet[ProveAgain]:
    rows = ProveAgain.objects.visible_to(user).filter(change=change).select_related("person", "certification", "enrolment", "certificate")
    rows = rows.open() if missing else rows
    return rows.order_by("person__folded_last_name", "person__folded_first_name", "pk")


def my_readings(person) -> QuerySet[ReadAgain]:
    """One's own, those still to read first."""
    rows = ReadAgain.objects.standing().filter(person=person).select_related("change__page")
    return rows.order_by("-state", "due_on", "pk")


def unsaid_for(user) -> list[Change]:
    """Of the pages that this person may edit, those published without saying what changed, the latest first."""
    from wagtail.permission_policies.pages import PagePermissionPolicy

    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    rows = Change.objects.unsaid().filter(page__in=editable).select_related("page").order_by("-live_at", "-pk")
    return list(rows[:SHOWN])
