"""The attendance of a cohort as rows for a spreadsheet: a row a person and signed session."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.attendance.models import Attendance
from courses.attendance.queries import titled
from courses.attendance.querysets import enrolments_seen_by
from courses.catalogue.queries import one_catalogue
from courses.enrolments.models import Cohort


def attendance_rows(cohort: Cohort, viewer) -> Iterator[list]:
    """A heading, and then what one may see of it, by day and surname."""
    yield [
        _("Surname"),
        _("Name"),
        _("Day"),
        _("From"),
        _("To"),
        _("Topic"),
        _("Presence"),
        _("Minutes late"),
        _("Left early, minutes"),
        _("Minutes of the session"),
        _("Minutes had"),
        _("Made up on"),
        _("Remark"),
        _("Signed by"),
        _("Keyed in from paper"),
    ]
    rows = Attendance.objects.signed().filter(enrolment__cohort=cohort, session__cohort=cohort, enrolment__in=enrolments_seen_by(viewer))
    order = ("session__on", "session__starts_at", "enrolment__person__folded_last_name", "enrolment__person__folded_first_name", "pk")
    rows = rows.select_related("session__cohort", "session__signed_by", "enrolment__person").order_by(*order)
    with one_catalogue():
        yield from (_row(one) for one in rows)


def _row(one: Attendance) -> list:
    session, person, mark = one.session, one.enrolment.person, one.mark
    return [
        person.last_name,
        person.first_name,
        session.on.isoformat(),
        f"{session.starts_at:%H:%M}",
        f"{session.ends_at:%H:%M}",
        titled(session),
        one.get_presence_display(),
        one.late,
        one.early,
        mark.minutes,
        mark.there,
        one.made_up_on.isoformat() if one.made_up_on else "",
        one.words,
        str(session.signed_by),
        _("yes") if session.from_paper else "",
    ]
