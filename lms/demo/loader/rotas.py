"""A rota of next week that waits to be taken in, with a line to put right."""

from datetime import timedelta

from django.core.files.base import ContentFile

from lms.demo.loader.colleagues import NAMES
from lms.demo.loader.days import today
from lms.demo.loader.people import DOMAIN, person
from lms.rotas.actions import upload
from lms.rotas.models import HoursImport
from lms.rotas.reading import Layout

HR, SOURCE = "elena.vidal", "Quadra"
COLUMNS = "Agente;Fecha;Tramos"
LAYOUT = Layout(whom="Agente", day="Fecha", starts="Tramos")
SHIFTS = ("09:00-15:00", "10:00-14:00, 16:00-20:00", "15:00-21:00")


def are_there() -> bool:
    return HoursImport.objects.exists()


def load() -> None:
    names = list(NAMES)
    monday = today() + timedelta(days=7 - today().weekday())
    days = [monday + timedelta(days=number) for number in range(5)]
    rows = [
        f"{who}@{DOMAIN};{day:%d/%m/%Y};{SHIFTS[number % len(SHIFTS)]}"
        for number, who in enumerate(("irene.salas", *names))
        for day in days
    ]
    rows.insert(7, f"{names[0]}@{DOMAIN};{monday + timedelta(days=5):%d/%m/%Y};25:00-31:00")
    rows.append(f"m.gallego@{DOMAIN};{monday:%d/%m/%Y};09:00-15:00")
    name = f"turnos-{monday:%Y-%m-%d}.csv"
    content = ContentFile("\n".join([COLUMNS, *rows]).encode(), name=name)
    upload(file=content, name=name, source=SOURCE, layout=LAYOUT, actor=person(HR))
