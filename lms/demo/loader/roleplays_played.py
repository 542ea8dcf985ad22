"""What people of the demo have played: practice that only they see, and one step played well."""

from datetime import datetime, timedelta

from assessments.roleplays.actions.playing import choose
from assessments.roleplays.actions.starting import start, start_step
from assessments.roleplays.actions.writing import hand_in
from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.playing import begin
from assessments.roleplays.conversation.playing import choose as after
from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Performance, Scenario, ScenarioPage
from courses.enrolments.models import Enrolment
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.people import person
from lms.demo.loader.told import forget_mails, last_job

A_TURN = timedelta(minutes=1)
REPLY = (
    "Buenos días, Rosa:\n\nSoy Sofía, de Marenta, y desde hoy llevo su caso 60417. Esperó en casa tres tardes y no fue nadie: "
    "es un fallo nuestro.\n\nEl técnico anotó que no había nadie, y no consta ninguna llamada previa. Lo estoy revisando y le "
    "digo el resultado el jueves. La visita queda para el martes 3 de noviembre, de 16 a 18 h. Las nueve horas de corte de "
    "octubre se le devuelven en la factura del 3 de noviembre.\n\nEl miércoles le escribo yo. Puede contestar a este correo.\n\n"
    "Sofía Medina"
)


def are_there() -> bool:
    return Performance.objects.filter(practice=True).exists()


def load() -> None:
    since = last_job()
    _sofia()
    _priya()
    forget_mails(since)


def _sofia() -> None:
    """The call went wrong at the first go and well at the second; a reply is written, and a conversation waits half way."""
    sofia, yesterday = person("sofia.medina"), working_days_ago(1)
    _practise("ESC-ES-02", sofia, at(yesterday, "13:10"), best=False)
    _practise("ESC-ES-02", sofia, at(yesterday, "13:40"))
    written = start(scenario=_scenario("ESC-ES-01"), person=sofia, mode=Mode.WRITTEN, now=at(yesterday, "16:05"))
    hand_in(performance_id=written.pk, person=sofia, text=REPLY, now=at(yesterday, "16:30"))
    begun = start(scenario=_scenario("ESC-ES-01"), person=sofia, now=at(working_days_ago(0), "09:05"))
    _play(begun, at(working_days_ago(0), "09:05"), turns=3)


def _priya() -> None:
    """Both steps in her language, after the classroom; the first of them once more."""
    priya = person("priya.nair")
    enrolment = Enrolment.objects.filter(person=priya).order_by("pk").first()
    for days, code in ((6, "ESC-EN-02"), (4, "ESC-EN-03")):
        page = ScenarioPage.objects.filter(scenario__code=code).first()
        asked = {"enrolment": enrolment, "step_key": page.translation_key, "person": priya}
        moment = at(working_days_ago(days), "15:20")
        _play(start_step(**asked, mode=Mode.ALONE, now=moment), moment)
    _practise("ESC-EN-02", priya, at(working_days_ago(2), "15:20"))


def _practise(code: str, who, moment: datetime, *, best: bool = True) -> None:
    _play(start(scenario=_scenario(code), person=who, now=moment), moment, best=best)


def _play(performance: Performance, moment: datetime, *, best: bool = True, turns: int | None = None) -> None:
    """Answers a minute a turn, with the choices of most points, or of fewest; to the end or for some turns."""
    talk = Conversation.from_json(performance.version.content["conversation"])
    so_far = begin(talk)
    while so_far.node and (turns is None or len(so_far.turns) < turns):
        ordered = sorted(so_far.node.choices, key=lambda one: sum(one.scores.values()), reverse=best)
        so_far, number = after(talk, so_far, ordered[0].key), len(so_far.turns) + 1
        choose(performance_id=performance.pk, person=performance.person, number=number, key=ordered[0].key, now=moment + number * A_TURN)


def _scenario(code: str) -> Scenario:
    return Scenario.objects.select_related("current_version").get(code=code)
