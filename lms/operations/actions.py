"""Recording figures and absences, and what a sustained figure says. A figure is withdrawn with a reason, never changed or deleted."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.competencies.actions import record_evidence, refresh_states, void_evidence
from lms.competencies.models import Competency, Evidence
from lms.notifications.actions import count_anew
from lms.operations.exceptions import AnotherFigureStands, EndsBeforeItStarts, NotOfPeople, NotSustained, ReasonMissing
from lms.operations.models import Measurement, Metric, ProtectedAbsence
from lms.operations.queries import months_of_source, source_of
from lms.operations.signals import measurements_changed
from lms.operations.windows import Held, MonthFigure, Target, Window, first_day, month_of
from lms.operations.wording import months_in_figures, sustained_in_words


def record_measurement(
    *,
    metric: Metric,
    starts_on: date,
    ends_on: date,
    value: Decimal,
    person=None,
    unit=None,
    sample: int | None = None,
    source: str = "",
    actor=None,
) -> Measurement:
    """Records the figure of one person or one unit over a period (both days included).

    Safe to call twice with the same value. Raises NotOfPeople for a figure that is attached to nobody, EndsBeforeItStarts, and
    AnotherFigureStands where the period has another value.
    """
    if (person is None) == (unit is None):
        raise ValueError("A figure is of one person or of one unit")
    if person is not None and not metric.attaches_to_person:
        raise NotOfPeople(metric.code)
    if ends_on < starts_on:
        raise EndsBeforeItStarts(f"{starts_on}, {ends_on}")
    with transaction.atomic():
        measurement, created = Measurement.objects.get_or_create(
            metric=metric,
            person=person,
            unit=unit,
            starts_on=starts_on,
            ends_on=ends_on,
            withdrawn_at=None,
            defaults={"value": value, "sample": sample, "source": source},
        )
        if not created and (measurement.value, measurement.sample) != (value, sample):
            raise AnotherFigureStands(str(measurement))
        if created:
            _tell(measurement)
    return measurement


def withdraw_measurement(*, measurement: Measurement, reason: str, actor) -> Measurement:
    """Says why a figure no longer counts. The row stays. Safe to call twice: the first reason stands. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing("Say why it is withdrawn")
    with transaction.atomic():
        standing = Measurement.objects.standing().filter(pk=measurement.pk)
        if standing.update(withdrawn_at=timezone.now(), withdraw_reason=reason.strip()):
            log(instance=measurement, action="operations.withdraw", user=actor, title=str(measurement), data={"reason": reason.strip()})
            _unsay(measurement, actor)
            _tell(measurement)
    measurement.refresh_from_db()
    return measurement


def record_absence(*, person, starts_on: date, ends_on: date | None = None, actor=None) -> ProtectedAbsence:
    """Records, or moves the end of, a period in which somebody's clocks stand still. When, and never why.

    What it changes is computed in the same transaction: what their evidence proves, and what follows from it. Safe to call
    twice. Raises EndsBeforeItStarts.
    """
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeItStarts(f"{starts_on}, {ends_on}")
    with transaction.atomic():
        absence, created = ProtectedAbsence.objects.get_or_create(
            person=person, starts_on=starts_on, defaults={"ends_on": ends_on, "recorded_by": actor}
        )
        moved = not created and absence.ends_on != ends_on
        if moved:
            absence.ends_on = ends_on
            absence.save(update_fields=["ends_on"])
        if created or moved:
            log(instance=absence, action="operations.record_absence", user=actor, title=str(starts_on))
            count_anew([person.pk], now=timezone.now())  # No mail while they are away, and what waits comes when they are back.
            refresh_states(person_ids=[person.pk])  # And with them whatever follows from levels, figures' windows included.
    return absence


def record_sustained(
    *, person, metric: Metric, target: Target, window: Window, figures: list[MonthFigure], competency: Competency, level: int
) -> Evidence:
    """Appends that a figure was sustained, as evidence of kind "kpi" for a competency it speaks of, at the level asked with it.

    It supports or questions, and proves nothing alone. Safe to call twice: one piece a person, competency and window. Raises
    NotOfPeople for a figure that is attached to nobody, and NotSustained.
    """
    if not metric.attaches_to_person:
        raise NotOfPeople(metric.code)
    if window.held != Held.SUSTAINED:
        raise NotSustained(f"{metric.code}: {window.held}")
    last_day = first_day(max(window.months) + 1) - timedelta(days=1)
    return record_evidence(
        person=person,
        competency=competency,
        kind="kpi",
        level=level,
        source=source_of(metric, window),
        source_titles=sustained_in_words(metric, target, window),
        observed_at=timezone.make_aware(datetime.combine(last_day, time(12))),
        fact=months_in_figures([figure for figure in figures if figure.month in window.months]),
    )


def _unsay(measurement: Measurement, actor) -> None:
    """What was said of a figure that no longer counts, counts no longer either, for the same reason."""
    if measurement.person_id is None or actor is None or actor.pk == measurement.person_id:
        return
    said = Evidence.objects.standing().filter(
        person=measurement.person_id, kind__code="kpi", source__startswith=f"kpi:{measurement.metric.code}:"
    )
    reason = Measurement.objects.values_list("withdraw_reason", flat=True).get(pk=measurement.pk)
    for evidence in said.select_related("person", "competency", "kind"):
        first, last = months_of_source(evidence.source)
        if first <= month_of(measurement.ends_on) <= last:
            void_evidence(evidence=evidence, reason=reason, actor=actor)


def _tell(measurement: Measurement) -> None:
    people = [measurement.person_id] if measurement.person_id else []
    units = [measurement.unit_id] if measurement.unit_id else []
    measurements_changed.send(sender=Measurement, person_ids=people, unit_ids=units)
