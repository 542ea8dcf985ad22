"""The sheet that lies in the room: who is in the session, with a place for each signature. With what a subsidised training asks for."""

from django.utils import timezone

from courses.attendance.models import ClassSession
from courses.attendance.queries import people_of, titled
from courses.catalogue.queries import programme_outline
from lms.exports.paper import draw
from lms.language.bilingual import active_language

BLANK_ROWS = 3  # for who comes and is not on the list


def sheet_of(session: ClassSession) -> bytes:
    """A PDF in the language in use: the same bytes for the same people, whenever it is drawn."""
    cohort = session.cohort
    unit = cohort.unit
    people = list(people_of(session))
    context = {
        "session": session,
        "title": titled(session),
        "training": programme_outline(cohort.programme_id, active_language()),
        "people": people,
        "blank": range(BLANK_ROWS),
        "issuer": (unit if unit.is_root() else unit.get_root()).name if unit else str(cohort),
    }
    made_for = timezone.make_aware(timezone.datetime.combine(session.on, session.starts_at))
    identifier = f"attendance-{session.pk}-{session.sequence}-{len(people)}-{active_language()}"
    return draw("attendance/sheet.html", context, language=active_language(), identifier=identifier, created_at=made_for)
