"""A written roleplay to read: a rubric of two criteria, who reads it, and their readings."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

from tests import roleplays, world

_numbers = count(1)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TEXT = "Buenas tardes, Rosa: siento las tres tardes perdidas. Su clave es 4821.\nEl jueves 26 le llamo yo."


def rubric(*, may_not_apply=()):
    """C1 (OWN, must reach 3) and C2 (EMP), each half of the weight, and one critical error."""
    from assessments.rubrics.models import Criterion, CriticalError, Rubric, RubricVersion

    made = Rubric.objects.create(code=f"rubric-{next(_numbers)}", name_es="Respuesta escrita", name_en="Written reply")
    version = RubricVersion.objects.create(rubric=made, number=1)
    error, _created = CriticalError.objects.get_or_create(
        code="CE-FALSE", defaults={"kind": "customer", "text_es": "Dar un plazo inventado", "text_en": "Inventing a date"}
    )
    version.critical_errors.add(error)
    words = {"C1": ("OWN", "Se hace cargo", "Takes charge", 3), "C2": ("EMP", "Acusa el hecho", "Names the fact", None)}
    for position, (code, (competency, es, en, least)) in enumerate(words.items(), 1):
        anchors = {points: {"es": f"{code} al {points}", "en": f"{code} at {points}"} for points in ("1", "3", "5")}
        Criterion.objects.create(
            version=version,
            code=code,
            position=position,
            competency=world.competency(competency),
            weight=50,
            name_es=es,
            name_en=en,
            anchors=anchors,
            must_reach=least,
            may_not_apply=code in may_not_apply,
        )
    return version


def performance(who=None, *, by=None, text: str = TEXT, two: str = "", ended_at=NOW, step=None, pk=None, **fields):
    """Handed in to be assessed. `two` says why two read it."""
    from assessments.roleplays.models import Performance, Scenario, ScenarioVersion

    world.evidence_kinds()
    version = by or rubric()
    scenario = Scenario.objects.create(
        code=f"esc-{next(_numbers)}", title_es="La queja de Rosa", title_en="Rosa’s complaint", language="es", type="written_reply",
        channel="email", ceiling_level=4, rubric=version.rubric,
    )  # fmt: skip
    content = {"ceiling_level": 4, "type": "written_reply", "language": "es"} | ({"two_assessors": two} if two else {})
    made = ScenarioVersion.objects.create(
        scenario=scenario, number=1, content=content, sha256=f"{next(_numbers):064}", rubric_version=version
    )
    return Performance.objects.create(
        **({"pk": pk} if pk else {}),
        person=who or world.member("trainee"),
        version=made,
        mode="written",
        practice=False,
        state="finished",
        started_at=ended_at - timedelta(minutes=20),
        ended_at=ended_at,
        text=text,
        **fields,
    )


@dataclass
class Room:
    """A centre with a trainee and three assessors, Nuria and Marta and Hugo, licensed for one rubric unless said otherwise."""

    licensed: bool = True
    names: tuple[str, ...] = ("nuria", "marta", "hugo")
    people: dict = field(default_factory=dict)

    def __post_init__(self):
        self.unit = world.unit()
        self.version = rubric()
        self.person = world.member("trainee", self.unit, first_name="Ibrahim")
        for name in self.names:
            self.people[name] = world.member("assessor", self.unit, first_name=name.title())
            if self.licensed:
                self.licence(name)

    def __getattr__(self, name):
        if name in self.__dict__.get("people", {}):
            return self.people[name]
        raise AttributeError(name)

    def licence(self, name, *, on=date(2026, 11, 1)):
        from assessments.scores.actions import give_licence

        return give_licence(assessor=self.people[name], rubric=self.version.rubric, source=f"test:{next(_numbers)}", on=on)

    def performance(self, **fields):
        """With its assessors; not drawn by lot unless two are asked for."""
        from uuid import UUID

        from assessments.scores.actions import open_cases
        from assessments.scores.actions.opening import SEED
        from assessments.scores.sampling import is_drawn

        pk = next(one for one in (UUID(int=next(_numbers)) for _try in range(1000)) if not is_drawn(str(one), SEED))
        made = performance(self.person, by=self.version, pk=pk, **fields)
        open_cases(now=NOW)
        return made


def score_of(performance, who):
    return performance.scores.get(assessor=who)


def write(score, values=(4, 4), *, critical=(), counter=1, **words):
    """Everything that a reading needs, not handed in."""
    from assessments.scores.actions import Entry, Words, save_criteria, save_words

    criteria = score.performance.version.rubric_version.criteria.order_by("position")
    entries = {
        one.pk: Entry(value, not_applicable=value is None, fact="Dio la clave", sentence=2, counter=counter)
        for one, value in zip(criteria, values, strict=True)
    }
    save_criteria(score=score, entries=entries, actor=score.assessor, now=NOW)
    said = {"worked": "Nombraste las tres tardes", "next_time": "La próxima vez, di la hora"} | words
    save_words(score=score, words=Words(critical=tuple(critical), counter=counter, **said), actor=score.assessor)
    return score


def hand_in(score, values=(4, 4), *, now=NOW, **fields):
    from assessments.scores.actions import submit_score

    return submit_score(score=write(score, values, **fields), actor=score.assessor, now=now)


def in_step(who):
    """The enrolment and the key of a step that a written roleplay completes."""
    page = roleplays.step(mode="written")
    return {"enrolment": roleplays.place(page, who), "step_key": page.translation_key}


def waiting(person, assessor):
    """A reading that the assessor has begun, of a written roleplay of the person."""
    from assessments.scores.models import Case, Score

    made = performance(person)
    Case.objects.create(performance=made)
    return write(Score.objects.create(performance=made, assessor=assessor, due_at=NOW))


def given(person, assessor):
    """A result that the person has, read by the assessor alone."""
    return hand_in(waiting(person, assessor)).performance.results.get()


def appealed(person, assessor):
    """What the person asks to be looked at again."""
    from assessments.scores.actions import appeal

    result = given(person, assessor)
    criterion = result.performance.version.rubric_version.criteria.first()
    return appeal(result=result, criterion=criterion, text="También di la hora", actor=person, now=NOW)
