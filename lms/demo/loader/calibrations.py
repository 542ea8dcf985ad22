"""The centre's last calibration: five who scored alone, the reference they agreed on, and the licence that came of it."""

from datetime import timedelta

from assessments.calibration.loading import load_session
from assessments.calibration.models import CalibrationSession
from assessments.roleplays.models import Scenario
from lms.demo.content import read
from lms.demo.loader.days import at, today
from lms.demo.loader.people import person

LEADER = "marta.oliver"
PEOPLE = {"nuria": "nuria.campos", "diego": "diego.salas", "amparo": "amparo.giner", "hugo": "hugo.lara", "leire": "leire.zabala"}
DAYS_AGO = 27
DECISION = (
    "Un 3 en «Asume el caso» es explicar qué hará y cuándo; repetir que «se revisará» es un 1. Negar el paso a supervisión es error "
    "crítico aunque después se ofrezca devolver la llamada."
)


def are_there() -> bool:
    return CalibrationSession.objects.exists()


def load() -> None:
    data = read("calibration_session")
    version = Scenario.objects.get(code=data["scenario"]).rubric.current
    people = {short: person(username) for short, username in PEOPLE.items()}
    load_session(
        data, version=version, people=people, leader=person(LEADER), now=at(today() - timedelta(days=DAYS_AGO), "12:00"), decision=DECISION
    )
