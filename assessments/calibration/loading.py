"""A session as it is written in a file: its performances, who scored them, and the agreed reference."""

from collections.abc import Mapping
from typing import Any

from assessments.calibration.actions import Sheet, begin_talking, hand_in_scores, sign
from assessments.calibration.models import CalibrationSession, Sample
from assessments.rubrics.models import RubricVersion


def load_session(
    data: Mapping[str, Any], *, version: RubricVersion, people: Mapping[str, Any], leader, now=None, decision: str = ""
) -> CalibrationSession:
    """Plays the session from its scores to its signature. Safe to call twice. Raises KeyError for somebody who is not in `people`."""
    titles = {"title_es": data["title"]["es"], "title_en": data["title"]["en"]}
    session, created = CalibrationSession.objects.get_or_create(
        code=data["code"].lower(), defaults={**titles, "version": version, "led_by": leader}
    )
    if not created:
        return session
    session.people.set([people[one["user"]] for one in data["assessors"]])
    for one in data["recordings"]:
        Sample.objects.create(session=session, letter=one["code"], name_es=one["name"]["es"], name_en=one["name"]["en"])
    for one in data["assessors"]:
        sheet = _sheet(data["criteria"], one["scores"], one["critical"])
        hand_in_scores(session=session, sheet=sheet, actor=people[one["user"]], now=now)
    begin_talking(session=session, actor=leader)
    master = _sheet(data["criteria"], data["master_scores"], data["master_critical"])
    return sign(session=session, master=master, decision=decision or data["notes"]["es"], actor=leader, now=now)


def _sheet(codes: list[str], scores: Mapping[str, list[int]], critical: Mapping[str, list[str]]) -> Sheet:
    return {letter: (dict(zip(codes, values, strict=True)), list(critical[letter])) for letter, values in scores.items()}
