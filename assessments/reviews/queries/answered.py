"""What came of one answer, and why."""

from dataclasses import dataclass

from django.utils.translation import get_language

from assessments.quizzes.queries.results.reviewing import Link, Reviewed, reviewed
from assessments.quizzes.queries.scored import corrections_of
from assessments.reviews.models import ReviewLog
from assessments.reviews.queries.serving import as_attempt
from courses.catalogue.models import LessonPage
from courses.enrolments.queries import ways_of
from lms.competencies.models import Competency

MOST_LESSONS = 2


@dataclass(frozen=True)
class Explained:
    log: ReviewLog
    item: Reviewed


def explained(person, log_id: int) -> Explained:
    """Raises ReviewLog.DoesNotExist for an answer that is not theirs, or was given in a quiz."""
    rows = ReviewLog.objects.visible_to(person).filter(source="card").select_related("card", "version__competency", "version__question")
    log = rows.get(pk=log_id)
    attempt, response = as_attempt(log.card_id, log.version, log.number, log.answer, log.points)
    response.version_id = log.version_id
    lessons = {} if log.right else {log.version.competency.code: lessons_teaching(log.version.competency, person)}
    item = reviewed(response, attempt, corrections=corrections_of({log.version_id}), marks={}, lessons=lessons)
    return Explained(log, item)


def lessons_teaching(competency: Competency, person) -> tuple[Link, ...]:
    """Where this person can go over what teaches a competency: lessons of their own trainings, two at most."""
    language, way, found = get_language(), ways_of(person), {}
    pages = LessonPage.objects.live().filter(competencies=competency, alias_of=None).select_related("locale").order_by("path")
    for page in sorted(pages, key=lambda page: page.locale.language_code != language):
        if page.translation_key not in found and (url := way(page)):
            found[page.translation_key] = Link(page.title, url)
    return tuple(found.values())[:MOST_LESSONS]
