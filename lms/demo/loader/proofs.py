"""What proves the levels of the people of the centre: for each competency, just as much evidence as its level takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from lms.competencies.models import Competency, CompetencyLevel, Evidence, EvidenceKind
from lms.demo.content import read
from lms.demo.loader.days import at, today
from lms.demo.loader.people import address
from lms.people.models import User

TWO_PIECES_FROM = 3
EXPIRED_MONTHS_AGO = 13  # Long before any absence that would have stopped its clock.
BEFORE_ABSENCE = 150  # Days: whoever was away was seen before they left.
# The roleplay in which each competency is seen, where the ladder asks for one.
STAGED = {
    "DPR": "identity_check",
    "DIF": "difficult_customer",
    "WRI": "written_reply",
    "OWN": "transfer_avoidance",
    "COA": "coaching_conversation",
    "LEA": "team_briefing",
    "UNI": "coordinator_disparity",
}
CLIENT_MEETING = ("KPI", "client_meeting", ("marta.oliver", "james.whitlock"))
ANYWHERE = ("observation", "roleplay", "qa_score", "coaching_record")
WRITERS = {
    "roleplay": "carmen.ibarra",
    "qa_score": "leire.zabala",
    "calibration_record": "leire.zabala",
    "assessment_centre": "elena.vidal",
}
COORDINATORS = {"ES-1": "nuria.campos", "ES-2": "diego.salas", "ES-3": "amparo.giner", "EN-1": "hugo.lara"}
TITLES = {
    "observation": ("Escucha en paralelo", "Side-by-side listening"),
    "qa_score": ("Media de cinco contactos", "Mean of five contacts"),
    "assignment": ("Caso práctico corregido", "Marked case"),
    "peer_feedback": ("Opinión de compañeros", "Peer feedback"),
    "coaching_record": ("Registro de coaching", "Coaching record"),
    "calibration_record": ("Sesión de calibración", "Calibration session"),
    "quiz": ("Cuestionario", "Quiz"),
    "course": ("Curso completado", "Course completed"),
    "roleplay": ("Roleplay evaluado", "Assessed roleplay"),
}
# Who was not a candidate: what their rung asks, and what they are known for.
KNOWN_FOR = {
    "nuria.campos": {"LEA": 4, "UNI": 4, "COA": 4, "CAL": 4, "VUL": 4},
    "diego.salas": {"CAL": 2, "VUL": 4, "LEA": 4},
    "amparo.giner": {"LEA": 4, "UNI": 4, "KPI": 4, "VUL": 4, "CAL": 3},
    "hugo.lara": {"CAL": 2, "KPI": 4},
    "carmen.ibarra": {"COA": 4, "WRI": 4, "CAL": 3, "LEA": 3},
    "owen.price": {"COA": 4, "CAL": 3},
    "leire.zabala": {"CAL": 2, "QLT": 4, "REG": 4, "KPI": 3},
    "irene.salas": {"EMP": 4, "PRO": 4, "OWN": 4},
    "marta.oliver": {},
    "james.whitlock": {},
}
LAPSED = {"diego.salas": ("UNI",), "irene.salas": ("PRC",)}


@dataclass(frozen=True)
class Proved:
    """What somebody has shown: their levels, and which of these have lapsed."""

    username: str
    levels: dict[str, int]
    lapsed: tuple[str, ...] = ()
    away: bool = False


def everybody() -> list[Proved]:
    data = read("demo_people")
    ladder = {row["code"]: {one["competency"]: one["level"] for one in row["requirements"]} for row in read("career_ladder")["rungs"]}
    rungs = {row["username"]: row["rung"] for row in data["people"]}
    found = [
        Proved(row["username"], row["levels"], tuple(row["evidence_expired"]), bool(row["kpi_window_paused"])) for row in data["candidates"]
    ]
    return found + [Proved(username, ladder[rungs[username]] | more, LAPSED.get(username, ())) for username, more in KNOWN_FOR.items()]


def load_evidence() -> None:
    shelf = _Shelf()
    Evidence.objects.bulk_create([row for proved in everybody() for row in _Writer(proved, shelf).rows()])


class _Shelf:
    """What every row is made from, read once."""

    def __init__(self) -> None:
        self.people = {one.email: one for one in User.objects.all()}
        self.competencies = {one.code: one for one in Competency.objects.all()}
        self.kinds = {one.code: one for one in EvidenceKind.objects.all()}
        self.expected = {row["code"]: [kind.split(":")[0] for kind in row["evidence"]] for row in read("competencies")["competencies"]}
        self.seen = {(one.competency_id, one.level): one for one in CompetencyLevel.objects.all()}
        self.teams = {row["username"]: row["team"] for row in read("demo_people")["people"]}


class _Writer:
    """Writes what one person has shown."""

    def __init__(self, proved: Proved, shelf: _Shelf):
        self.proved, self.shelf = proved, shelf
        self.person = self.shelf.people[address(proved.username)]

    def rows(self):
        for place, (code, level) in enumerate(self.proved.levels.items()):
            for turn, kind in enumerate(self._kinds(code, level)):
                yield self._row(code, level, kind, place, turn)
        code, scene, people = CLIENT_MEETING
        if self.proved.username in people:
            yield self._row(code, self.proved.levels[code], "roleplay", 3, 5, scene=scene)

    def _kinds(self, code: str, level: int) -> list[str]:
        """One piece is enough up to level two; from three on it takes two of different kinds. The staged roleplay comes first."""
        competency = self.shelf.competencies[code]
        wanted = (["roleplay"] if code in STAGED else []) + self.shelf.expected[code] + list(ANYWHERE)
        able = [kind for kind in dict.fromkeys(wanted) if kind in TITLES and self.shelf.kinds[kind].ceiling_for(competency) >= level]
        return able[: 2 if level >= TWO_PIECES_FROM else 1]

    def _row(self, code: str, level: int, kind: str, place: int, turn: int, scene: str = "") -> Evidence:
        competency, english = self.shelf.competencies[code], self.person.language == "en"
        observed_at = self._when(code, place, turn)
        anchor = self.shelf.seen[competency.pk, level]
        title_es, title_en = TITLES[kind]
        months = competency.validity_months
        return Evidence(
            person=self.person,
            competency=competency,
            kind=self.shelf.kinds[kind],
            level=level,
            fact=anchor.anchor_en if english else anchor.anchor_es,
            source=self._source(kind, code, scene),
            source_title_es=title_es,
            source_title_en=title_en,
            assessor=self._assessor(kind),
            observed_at=observed_at,
            recorded_at=min(observed_at + timedelta(hours=2), timezone.now()),
            expires_on=timezone.localtime(observed_at).date() + relativedelta(months=months) if months else None,
        )

    def _source(self, kind: str, code: str, scene: str) -> str:
        staged = scene or STAGED.get(code, "")
        return f"roleplay:{staged}:demo-{code.lower()}" if kind == "roleplay" and staged else f"{kind}:demo-{code.lower()}"

    def _when(self, code: str, place: int, turn: int) -> datetime:
        if code in self.proved.lapsed:
            return at(today() - relativedelta(months=EXPIRED_MONTHS_AGO) - timedelta(days=turn), "11:15")
        days = (BEFORE_ABSENCE if self.proved.away else 14) + (place * 5 + turn * 11) % (25 if self.proved.away else 110)
        return at(today() - timedelta(days=days), f"{9 + place % 8:02}:{10 * turn + 5:02}")

    def _assessor(self, kind: str) -> User:
        chosen = WRITERS.get(kind) or COORDINATORS.get(self.shelf.teams.get(self.proved.username) or "", "marta.oliver")
        if chosen == self.proved.username:
            chosen = "james.whitlock" if chosen == "marta.oliver" else "marta.oliver"
        return self.shelf.people[address(chosen)]
