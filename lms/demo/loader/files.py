"""Files of figures that were brought in: one taken, and one of last month that waits, with lines to put right."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils.formats import date_format

from lms.demo.loader.colleagues import NAMES
from lms.demo.loader.days import at, today
from lms.demo.loader.people import DOMAIN, person
from lms.figures.actions import confirm_import, upload
from lms.figures.models import FigureImport, Mapping
from lms.jobs.actions import run as run_job

HR, SOURCE = "elena.vidal", "Faro"
COLUMNS = "Agente;Mes;Tiempo posterior;Contactos;Satisfacción;Encuestas"
FIGURES = ((38, 412, "4,4", 61), (46, 398, "4,1", 55), (52, 371, "3,9", 48), (41, 420, "4,5", 66), (61, 344, "3,7", 41))
LAYOUT = {
    "whom": "Agente",
    "day": "Mes",
    "period": "month",
    "decimal": ",",
    "measures": [
        {"metric": "acw", "column": "Tiempo posterior", "unit": "seconds", "sample": "Contactos"},
        {"metric": "csat", "column": "Satisfacción", "sample": "Encuestas"},
    ],
}


def are_there() -> bool:
    return Mapping.objects.exists()


def load() -> None:
    mapping = Mapping.objects.create(name="faro-mensual", source=SOURCE, layout=LAYOUT)
    last = today().replace(day=1) - timedelta(days=1)
    before = last.replace(day=1) - timedelta(days=1)
    _taken(mapping, before)
    _waiting(mapping, last)


def _taken(mapping: Mapping, month: date) -> None:
    run = _upload(mapping, month, _rows(month))
    confirm_import(run=run, actor=person(HR))
    run.refresh_from_db()
    run_job(job_id=run.job_id)
    moment = at(month + timedelta(days=4), "09:40")
    FigureImport.objects.filter(pk=run.pk).update(made_at=moment, finished_at=moment + timedelta(seconds=2))


def _waiting(mapping: Mapping, month: date) -> None:
    good, day = _rows(month), month.replace(day=1)
    wrong = [
        f"m.gallego@{DOMAIN};{day:%d/%m/%Y};44;380;4,2;50",
        f"irene.salas@{DOMAIN};31/02/{day:%Y};40;402;4,1;58",
        f"samir.haddad@{DOMAIN};{day:%d/%m/%Y};n/d;376;4,0;47",
        f";{day:%d/%m/%Y};39;365;4,3;44",
    ]
    _upload(mapping, month, [*good[:3], *wrong, *good[3:]])


def _rows(month: date) -> list[str]:
    day = f"{month.replace(day=1):%d/%m/%Y}"
    return [
        f"{who}@{DOMAIN};{day};{after};{contacts};{mark};{answers}"
        for who, (after, contacts, mark, answers) in zip(("irene.salas", *NAMES), FIGURES, strict=True)
    ]


def _upload(mapping: Mapping, month: date, rows: list[str]) -> FigureImport:
    name = f"faro-{date_format(month, 'Y-m')}.csv"
    content = ContentFile("\n".join([COLUMNS, *rows]).encode(), name=name)
    return upload(mapping=mapping, file=content, name=name, replace=False, actor=person(HR))
