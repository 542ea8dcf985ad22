"""What assessors have read and still have to: replies and calls with their results, two who disagree, an appeal, a licence that lapses."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid5

from dateutil.relativedelta import relativedelta

from assessments.live.actions import begin, book, end, offer, save_note
from assessments.live.enums import Mark
from assessments.roleplays.actions.writing import ask_assessment, hand_in
from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Performance, Scenario
from assessments.rubrics.models import Rubric
from assessments.scores.actions import (
    Entry,
    Words,
    appeal,
    ask_for_two,
    give_licence,
    open_cases,
    save_criteria,
    save_words,
    submit_score,
)
from assessments.scores.models import Score
from lms.demo.loader.days import at, today, working_days_ago
from lms.demo.loader.people import person
from lms.demo.loader.told import forget_mails, last_job
from lms.demo.loader.voices import begun, record

REPLY, CALL = "ESC-ES-01", "ESC-ES-02"
GOOD = (
    "Buenos días, Rosa:\n\nSoy Lucía Ferrán, de Marenta. Ha esperado en casa tres tardes y no fue nadie; entiendo que pidió permiso en el "
    "trabajo para dos de ellas. Es un fallo nuestro.\n\nLe contesto en su orden. La visita queda para el martes de 16 a 18 h y el técnico "
    "la llama media hora antes. Las nueve horas de corte se le devuelven solas en la próxima factura. La clave de esta reclamación es "
    "4821: con ella no tendrá que repetir nada, y si mi respuesta no le sirve, con esa misma clave puede ir a Consumo.\n\nEl miércoles a "
    "las diez la llamo yo para saber cómo ha quedado.\n\nLucía Ferrán"
)
BORDERLINE = (
    "Buenos días, Rosa:\n\nSiento las molestias de estos días. Su clave es 4821. Hemos pedido otra visita y el técnico le dirá la hora. "
    "La devolución se revisará en facturación.\n\nQuedo a su disposición.\n\nMarcos Peña, Marenta"
)
GENERIC = (
    "Estimada clienta:\n\nLamentamos las molestias ocasionadas. Trasladamos su comentario al departamento correspondiente y damos por "
    "cerrada la incidencia.\n\nReciba un cordial saludo."
)
UNEVEN = (
    "Rosa, tres tardes esperando es para enfadarse, y con razón. Yo también lo estaría.\n\nMañana a primera hora hablo con el técnico y la "
    "llamo antes de las doce, se lo prometo. De la factura no se preocupe, que eso se arregla.\n\nIrene"
)
# Who wrote, what, and how two readers who had no licence yet scored it.
REPLIES = (
    ("lucia.ferran", GOOD, (5, 5, 5, 4, 5, 4), ()),
    ("marcos.pena", BORDERLINE, (3, 2, 2, 3, 2, 3), ()),
    ("tomas.rey", GENERIC, (2, 1, 1, 1, 1, 2), ("CE-GENERIC",)),
)
CALLS = (("lucia.ferran", 5, (4, 4, 5, 4, 4, 4)), ("marcos.pena", 2, (3, 3, 2, 3, 3, 2)), ("tomas.rey", 3, (4, 2, 5, 3, 2, 3)))
DISPUTED = ((2, 3, 5, 2, 4, 3), (4, 3, 5, 4, 2, 3))
WORKED = {
    "written": "Nombraste las tres tardes: Rosa supo que la habías leído.",
    "recorded": "«Aquí se queda»: Julián oyó que ya no tendría que contarlo otra vez.",
}
NEXT = "La próxima vez, di el día, la hora y quién llama; «se revisará» deja a la persona esperando."
ASKED = "La visita sí tiene fecha en el parte que adjunté al caso; pido que se mire otra vez el compromiso."
NOTES = (
    (48, "Se presenta y pregunta qué ha pasado", Mark.NOTE),
    (131, "«Aquí se queda»: lo asume", Mark.WORKED),
    (305, "Cuarenta segundos de silencio sin avisar", Mark.CHANGE),
)


def are_there() -> bool:
    return Performance.objects.filter(mode=Mode.WRITTEN, practice=False).exists()


def load() -> None:
    since = last_job()
    long_ago, last_week = at(today() - timedelta(days=41), "16:00"), at(working_days_ago(6), "11:00")
    for number, (who, pace, values) in enumerate(CALLS):
        _read(_called(who, long_ago + timedelta(hours=number), pace), values, (), long_ago + timedelta(days=1, hours=number))
    for number, (who, text, values, critical) in enumerate(REPLIES):
        moment = last_week + timedelta(minutes=40 * number)
        _read(_written(who, text, moment), values, critical, moment + timedelta(hours=4))
    _disputed(at(working_days_ago(4), "10:20"))
    _asks_again(last_week + timedelta(days=2))
    _acted(at(working_days_ago(1), "12:00"))
    ends_soon = today() - relativedelta(months=6) + timedelta(days=13)
    give_licence(assessor=person("carmen.ibarra"), rubric=Rubric.objects.get(code="RUB-ES-03"), source="cal-2026-05", on=ends_soon)
    forget_mails(since)


def _disputed(moment: datetime) -> None:
    """Two scored it two points apart, and the one with a licence has it to read."""
    made = _written("irene.salas", UNEVEN, moment)
    ask_for_two(performance=made, why="dispute", actor=person("marta.oliver"), now=moment + timedelta(minutes=20))
    first, second = made.scores.order_by("pk")
    _hand_in(first, DISPUTED[0], (), moment + timedelta(hours=3))
    rubric = made.version.rubric_version.rubric
    give_licence(assessor=person("leire.zabala"), rubric=rubric, source="cal-2026-11", on=moment.date())
    _hand_in(second, DISPUTED[1], (), moment + timedelta(hours=5))


def _asks_again(moment: datetime) -> None:
    marcos = person("marcos.pena")
    result = marcos.performances.get(mode=Mode.WRITTEN, practice=False).results.get()
    criterion = result.performance.version.rubric_version.criteria.get(code="C5")
    appeal(result=result, criterion=criterion, text=ASKED, actor=marcos, now=moment)


def _acted(moment: datetime) -> None:
    """A call that two people acted face to face; whoever played the customer has it to score."""
    nuria, irene, scenario = person("nuria.campos"), person("irene.salas"), Scenario.objects.get(code=CALL)
    earlier = moment - timedelta(days=2)
    offer(actor=nuria, moments=[moment], minutes=30, place="Sala 3", now=earlier)
    slot = nuria.slots.get(begins_at=moment)
    booking = begin(booking=book(slot=slot, person=irene, scenario=scenario, actor=irene, now=earlier), actor=nuria, now=moment)
    for number, (second, text, mark) in enumerate(NOTES):
        save_note(
            booking=booking,
            token=uuid5(booking.pk, str(number)),
            actor=nuria,
            text=text,
            mark=mark,
            second=second,
            now=moment + timedelta(seconds=second),
        )
    end(booking=booking, actor=nuria, now=moment + timedelta(minutes=11))


def _written(who: str, text: str, moment: datetime) -> Performance:
    made = begun(REPLY, who, Mode.WRITTEN, moment)
    hand_in(performance_id=made.pk, person=made.person, text=text, now=moment + timedelta(minutes=21))
    return _assessed(made, moment + timedelta(minutes=22))


def _called(who: str, moment: datetime, pace: int) -> Performance:
    made = begun(CALL, who, Mode.RECORDED, moment)
    record(made, seconds=8 + pace, pace=pace)
    return _assessed(made, moment + timedelta(minutes=6))


def _assessed(made: Performance, moment: datetime) -> Performance:
    made = ask_assessment(performance_id=made.pk, person=made.person)
    open_cases(now=moment)
    return made


def _read(made: Performance, values: Iterable[int], critical: tuple[str, ...], moment: datetime) -> None:
    for score in made.scores.all():
        _hand_in(score, values, critical, moment)


def _hand_in(score: Score, values: Iterable[int], critical: tuple[str, ...], moment: datetime) -> None:
    criteria = score.performance.version.rubric_version.criteria.order_by("position")
    entries = {
        one.pk: Entry(value, fact=one.anchors.get(str(value), {}).get("es", "")) for one, value in zip(criteria, values, strict=True)
    }
    save_criteria(score=score, entries=entries, actor=score.assessor, now=moment)
    worked = WORKED.get(score.performance.mode, WORKED["recorded"])
    save_words(score=score, words=Words(critical=critical, worked=worked, next_time=NEXT), actor=score.assessor)
    submit_score(score=score, actor=score.assessor, now=moment)
