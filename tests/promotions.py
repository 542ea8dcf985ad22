"""A call for coordinators and everybody in it, at any point of its way. Each step is taken through the doors that people use."""

from datetime import date, timedelta

from django.utils import timezone

from lms.promotions import actions
from lms.promotions.models import Exercise, PromotionRound
from lms.promotions.queries.published import leaves
from tests import world

ANCHORS = {1: ("No lo hace", "Does not"), 3: ("Lo hace", "Does"), 5: ("Lo hace y enseña", "Does and teaches")}
EXERCISES = (
    ("centre", "Centro de evaluación", "Assessment centre", 60, "panel", "merits", (("tray", 20), ("briefing", 40))),
    ("interview", "Entrevista", "Interview", 25, "panel", "merits", ()),
    ("training", "Formación", "Training", 10, "record", "training", ()),
    ("seniority", "Antigüedad", "Seniority", 5, "record", "seniority", ()),
)
MOTIVATION = "Quiero que quien empieza no tenga miedo. Necesitaría ayuda con la planificación."


def rung(code: str = "R3"):
    from lms.careers.models import Ladder, Rung

    ladder, _created = Ladder.objects.get_or_create(code="posventa", defaults={"name_es": "Posventa", "name_en": "After-sales"})
    order = int(code[1:])
    found, _created = Rung.objects.get_or_create(
        ladder=ladder, code=code, defaults={"sort_order": order, "name_es": f"Peldaño {code}", "name_en": f"Rung {code}"}
    )
    return found


class Call:
    """`hr` manages and chairs; `marta` and `nuria` score; `james` can stand in; `amparo` can look at a review. Nuria coordinates Lucía.

    `cast`: people who take one of these parts. `like`: another call, whose place and people this one has too.
    """

    def __init__(
        self,
        *,
        unit=None,
        code: str = "CONV-COO",
        target: str = "R3",
        posts: int = 1,
        language: str = "en",
        like: "Call | None" = None,
        **cast,
    ):
        self.language = language
        self.today = timezone.localdate()
        if like is None:
            self._place(unit, code)
            self._people(cast)
        else:
            vars(self).update({name: value for name, value in vars(like).items() if name != "round"})
        self.round = self._draft(code, target, posts)

    @property
    def application(self):
        return self.of(self.lucia)

    def of(self, person):
        return self.round.applications.select_related("person", "round__target_rung", "round__unit").get(person=person)

    def place(self, person):
        return self.round.panel.select_related("round").get(person=person)

    # ── Step by step ────────────────────────────────────────────────────────────────────────────────────────────

    def opened(self) -> "Call":
        actions.open_round(round=self.round, actor=self.hr)
        return self

    def applied(self, *people) -> "Call":
        self.opened()
        for person in people or (self.lucia, self.marcos):
            actions.apply(round=self.round, person=person, motivation=MOTIVATION)
        return self

    def checked(self, *people) -> "Call":
        self.applied(*people)
        for application in self.round.applications.standing():
            actions.accept(application=application, actor=self.hr)
        return self

    def assessing(self, *people) -> "Call":
        self.checked(*people)
        if self.round.applications.filter(person=self.lucia).exists():
            self.recuse_nuria()
        actions.start_assessing(round=self.round, actor=self.hr, today=self.round.closes_on + timedelta(days=1))
        return self

    def recuse_nuria(self):
        return actions.recuse(
            application=self.application, member=self.place(self.nuria), replacement=self.james, reason="Es su coordinadora.", actor=self.hr
        )

    def scored(self, *people, values: dict | None = None) -> "Call":
        """Everybody hands in; `values`: a mark for each person who scores, 4 unless told."""
        self.assessing(*people)
        for application in self.round.applications.eligible():
            for member in self.scorers(application):
                self.hand_in(member.person, application, (values or {}).get(member.person.first_name, 4))
            self.record(application)
        return self

    def closed_scoring(self, *people) -> "Call":
        self.scored(*people)
        actions.close_scoring(round=self.round, actor=self.hr)
        return self

    def decided(self, *people) -> "Call":
        """Lucía is selected and Marcos is not."""
        self.closed_scoring(*people)
        for application in self.round.applications.eligible():
            outcome = "selected" if application.person == self.lucia else "not_selected"
            actions.decide(
                application=application,
                outcome=outcome,
                reason=f"Por lo que se vio de {application.code}.",
                feedback="Escuchó a Rosa.\nOrdenó la bandeja.",
                plan="Planificar una semana con Amparo, antes de marzo.",
                actor=self.hr,
            )
        return self

    def announced(self, *people) -> "Call":
        self.decided(*people)
        actions.announce(round=self.round, actor=self.hr)
        self.round.refresh_from_db()
        return self

    def scorers(self, application):
        from lms.promotions.queries.sheets import scorers_of

        return scorers_of(application)

    def sheet(self, value: int = 4, words: str = "Lo dijo con sus palabras.", by: str = "panel") -> dict:
        return {one.pk: (value, words) for one in leaves(self.round, by)}

    def hand_in(self, person, application, value: int = 4):
        return actions.submit_scores(application=application, member=self.place(person), sheet=self.sheet(value), actor=person)

    def record(self, application, value: int = 3):
        return actions.submit_record(application=application, sheet=self.sheet(value, "Expediente", "record"), actor=self.hr)

    # ── How it is made ──────────────────────────────────────────────────────────────────────────────────────────

    def _place(self, unit, code: str) -> None:
        self.company = world.unit(name="Alborada") if unit is None else unit.get_root()
        self.unit = unit or self.company.add_child(kind="centre", code=f"{code}-centre".lower(), name_es="Rincón", name_en="Rincon")
        self.service = self._unit("service", self.unit, f"{code}-service", "Marenta")
        self.levante = self._unit("team", self.service, f"{code}-levante", "Levante")
        self.poniente = self._unit("team", self.service, f"{code}-poniente", "Poniente")
        self.other_service = self._unit("service", self.unit, f"{code}-english", "English line")

    def _people(self, cast: dict) -> None:
        parts = {
            "hr": ("hr", self.company, "Elena", "Vidal"),
            "marta": ("supervisor", self.service, "Marta", "Oliver"),
            "nuria": ("coordinator", self.levante, "Nuria", "Campos"),
            "james": ("supervisor", self.other_service, "James", "Whitlock"),
            "amparo": ("quality", self.other_service, "Amparo", "Giner"),
            "lucia": ("agent", self.levante, "Lucía", "Ferrán"),
            "marcos": ("agent", self.poniente, "Marcos", "Peña"),
        }
        for name, part in parts.items():
            setattr(self, name, cast.get(name) or self._person(*part))

    def _unit(self, kind: str, parent, code: str, name: str):
        from lms.people.models import Unit

        return Unit.objects.get(pk=parent.pk).add_child(kind=kind, code=code.lower(), name_es=name, name_en=name)

    def _person(self, role: str, unit, first_name: str, last_name: str):
        return world.member(role, unit, first_name=first_name, last_name=last_name, language=self.language)

    def _draft(self, code: str, target: str, posts: int) -> PromotionRound:
        round = PromotionRound(
            code=code,
            title_es="Una plaza de coordinación",
            title_en="One coordinator post",
            target_rung=rung(target),
            unit=self.unit,
            posts=posts,
            legal_basis_es="El art. 24 ET pide tener en cuenta formación, méritos y antigüedad.",
            legal_basis_en="Art. 24 ET requires considering training, merits and seniority.",
            adjustments_contact=self.hr,
            representatives_informed_on=self.today - timedelta(days=5),
            **dates(self.today),
            **{f"anchor_{mark}_{code}": text for mark, texts in ANCHORS.items() for code, text in zip(("es", "en"), texts, strict=True)},
        )
        actions.save_round(round=round, actor=self.hr)
        for order, (name, es, en, weight, by, counts, parts) in enumerate(EXERCISES):
            top = self._exercise(round, name, es, en, weight, by, counts, order * 10)
            for number, (part, part_weight) in enumerate(parts, start=1):
                self._exercise(round, part, part.title(), part.title(), part_weight, by, counts, order * 10 + number, top)
        for person, part in ((self.hr, "chair"), (self.marta, "assessor"), (self.nuria, "assessor")):
            actions.name_member(round=round, person=person, part=part, actor=self.hr)
        return round

    def _exercise(self, round, code, es, en, weight, by, counts, order, parent=None) -> Exercise:
        made = Exercise(
            round=round, parent=parent, code=code, name_es=es, name_en=en, weight=weight, scored_by=by, counts_for=counts, sort_order=order
        )
        return actions.save_exercise(exercise=made, actor=self.hr)


def dates(today: date) -> dict[str, date]:
    """Open since two days ago, for another week."""
    days = {
        "opens_on": -2,
        "closes_on": 7,
        "assessment_from": 10,
        "assessment_to": 12,
        "panel_on": 15,
        "decision_on": 16,
        "feedback_by": 22,
        "appeal_until": 30,
    }
    return {name: today + timedelta(days=number) for name, number in days.items()}
