"""A calibration session of two performances."""

from tests import scores


def session(leader, people, *, code: str = "cal-nov", version=None):
    from assessments.calibration.models import CalibrationSession, Sample

    version = version or scores.rubric()
    made = CalibrationSession.objects.create(code=code, title_es="Noviembre", title_en="November", version=version, led_by=leader)
    made.people.set(people)
    for letter in "AB":
        Sample.objects.create(session=made, letter=letter, performance=scores.performance(by=version))
    return made


def sent(value=3, **fields):
    """A whole sheet as the screen sends it."""
    return {f"value_{letter}_{code}": str(value) for letter in "AB" for code in ("C1", "C2")} | fields


def all_in(found, **values):
    """Everybody's scores are in, and shown."""
    from assessments.calibration.actions import begin_talking, hand_in_scores

    for one in found.people.all():
        sheet = {letter: ({"C1": 2 if letter == "A" else 4, "C2": 3}, []) for letter in "AB"}
        hand_in_scores(session=found, sheet=sheet, actor=one)
    return begin_talking(session=found, actor=found.led_by)
