"""One guideline as its reader sees it: what it says, the next question, and what they have just answered."""

from dataclasses import dataclass

from lms.criteria.enums import GuidelineState
from lms.criteria.models import Guideline, GuidelineVersion, ProofAnswer
from lms.criteria.permissions import can_prove
from lms.criteria.queries.looking_after import may_look_after
from lms.criteria.queries.proving import Line, line_of


@dataclass(frozen=True)
class ReadPage:
    guideline: Guideline
    version: GuidelineVersion
    line: Line
    question: dict | None
    place: int
    total: int
    counter: int
    given: ProofAnswer | None
    explained: dict | None
    older: list[GuidelineVersion]
    may_look_after: bool


def page_of(person, guideline: Guideline, answer: str = "") -> ReadPage | None:
    """`None` while no version has been published. `answer` is the id of an answer of this reader, to be explained."""
    published = list(guideline.versions.published().order_by("-number"))
    if not published:
        return None
    version = published[0]
    is_mine = guideline.state == GuidelineState.LIVE and can_prove(person, guideline)
    line = line_of(person, guideline, version, is_mine)
    given = _given(person, guideline, answer)
    return ReadPage(
        guideline=guideline,
        version=version,
        line=line,
        question=version.question(line.left[0]) if is_mine and line.left else None,
        place=len(version.keys) - len(line.left) + 1,
        total=len(version.keys),
        counter=ProofAnswer.objects.filter(person=person, version=version).count() + 1,
        given=given,
        explained=given.version.question(given.question) if given else None,
        older=published[1:],
        may_look_after=may_look_after(person, guideline),
    )


def _given(person, guideline: Guideline, answer: str) -> ProofAnswer | None:
    if not (answer.isascii() and answer.isdigit() and len(answer) < 18):
        return None
    return ProofAnswer.objects.filter(person=person, version__guideline=guideline, pk=int(answer)).select_related("version").first()
