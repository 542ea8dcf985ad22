"""Two calibrations under way: one that is being scored alone, and one that is being talked about."""

from datetime import timedelta

from assessments.calibration.actions import Sheet, agree, begin_talking, hand_in_scores, open_session
from assessments.calibration.models import CalibrationSession
from assessments.calibration.queries.opening import performances_for
from assessments.rubrics.models import Rubric
from lms.demo.loader.days import at, today, working_days_ago
from lms.demo.loader.people import person
from lms.demo.loader.told import forget_mails, last_job

LEADER = "marta.oliver"
OPEN, TALKED = "cal-respuesta-rosa", "cal-partido-tenis"
TO_SCORE = ("nuria.campos", "carmen.ibarra", "leire.zabala")
WHO_TALKS = ("nuria.campos", "diego.salas", "leire.zabala")
# What each gave to whose performance, criterion by criterion.
NURIA = {"lucia.ferran": (4, 4, 3, 4, 4, 4), "marcos.pena": (3, 3, 2, 3, 3, 2), "tomas.rey": (4, 2, 4, 3, 2, 3)}
DIEGO = {"lucia.ferran": (5, 5, 5, 5, 5, 4), "marcos.pena": (5, 4, 4, 4, 3, 4), "tomas.rey": (5, 3, 5, 4, 3, 4)}
LEIRE = {"lucia.ferran": (4, 4, 4, 4, 4, 4), "marcos.pena": (3, 3, 3, 3, 3, 2), "tomas.rey": (2, 2, 5, 3, 2, 3)}
NOTE = "Asumir es decir qué haré yo y cuándo; «lo paso a facturación» se queda en un 2 aunque el tono sea bueno."


def are_there() -> bool:
    return CalibrationSession.objects.filter(code=OPEN).exists()


def load() -> None:
    since = last_job()
    talked = _opened(
        TALKED, "RUB-ES-02", {"es": "Partido de tenis, en voz", "en": "Tennis match, by voice"}, WHO_TALKS, ago=6, due=-1, talk=0
    )
    for who, given in zip(WHO_TALKS, (NURIA, DIEGO, LEIRE), strict=True):
        hand_in_scores(session=talked, sheet=_sheet(talked, given), actor=person(who), now=at(working_days_ago(1), "13:00"))
    begin_talking(session=talked, actor=person(LEADER))
    values = {letter: sheet["C1"] for letter, (sheet, _critical) in _sheet(talked, NURIA).items()}
    agree(session=talked, code="C1", values=values, note=NOTE, actor=person(LEADER))
    scored = _opened(OPEN, "RUB-ES-01", {"es": "La respuesta a Rosa", "en": "The reply to Rosa"}, TO_SCORE, ago=2, due=4, talk=6)
    hand_in_scores(session=scored, sheet=_sheet(scored, NURIA), actor=person("nuria.campos"), now=at(working_days_ago(1), "09:40"))
    forget_mails(since)


def _opened(
    code: str, rubric: str, titles: dict[str, str], people: tuple[str, ...], *, ago: int, due: int, talk: int
) -> CalibrationSession:
    of, leader = Rubric.objects.get(code=rubric), person(LEADER)
    return open_session(
        code=code,
        titles=titles,
        version=of.current,
        performances=list(performances_for(of, leader)[:3]),
        people=[person(one) for one in people],
        actor=leader,
        scores_due_on=today() + timedelta(days=due),
        talk_on=today() + timedelta(days=talk),
        now=at(today() - timedelta(days=ago), "10:00"),
    )


def _sheet(session: CalibrationSession, values: dict[str, tuple[int, ...]]) -> Sheet:
    codes = list(session.criteria.values_list("code", flat=True))
    letters = dict(session.samples.values_list("performance__person", "letter"))
    return {letters[person(who).pk]: (dict(zip(codes, of, strict=True)), []) for who, of in values.items()}
