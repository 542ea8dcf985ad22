"""One person's ladder: the rungs as a staircase, and the one they look at in full."""

from dataclasses import dataclass
from datetime import date

from lms.careers.enums import RungKind
from lms.careers.models import Posting, Readiness, Rung, RungTerms
from lms.careers.queries.plans import plans_on
from lms.careers.queries.readiness import PersonReadiness, Standing, readiness_of

WAITS = ("time_in_rung", "time_in_company")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The staircase (as `components/stairs.html` takes it), the rung in view and what it asks, and where else one may go."""

    held: Posting | None
    acting: list[Posting]
    stairs: list[dict]
    rung: Rung | None
    readiness: PersonReadiness | None
    terms: RungTerms | None
    lateral: list[tuple[Rung, Readiness]]
    ahead: list[Rung]

    @property
    def to_move(self) -> list[Standing]:
        """What can be moved by doing something, the nearest first: expired, in progress, missing."""
        order = {"expired": 0, "in_progress": 1, "missing": 2}
        unmet = [one for one in self._unmet if one.kind not in WAITS]
        return sorted(unmet, key=lambda one: (order[one.result], not one.must))

    @property
    def to_wait_for(self) -> list[Standing]:
        return [one for one in self._unmet if one.kind in WAITS]

    @property
    def met(self) -> list[Standing]:
        return [one for one in self.readiness.standings if one.result == "met"] if self.readiness else []

    @property
    def tally(self) -> list[tuple[str, int]]:
        shapes = [one.shape for one in self.readiness.standings] if self.readiness else []
        return [(shape, shapes.count(shape)) for shape in ("met", "progress", "missing", "expired")]

    @property
    def _unmet(self) -> list[Standing]:
        return self.readiness.unmet if self.readiness else []


def ladder_of(person, address, code: str = "", on: date | None = None) -> Ladder:
    """The ladder of a person. `code` is the rung to look at, the next one unless told; `address(rung)` gives a rung's own address."""
    postings = list(Posting.objects.filter(person=person).current(on).select_related("rung__ladder"))
    held = next((posting for posting in postings if posting.kind == "held"), None)
    rungs = list(Rung.objects.filter(ladder=held.rung.ladder).order_by("sort_order", "code")) if held else []
    kept = {row.rung_id: row for row in Readiness.objects.filter(person=person)}
    by_pk, plans = {rung.pk: rung for rung in rungs}, plans_on(on)
    ahead = [by_pk[plan.rung] for plan in plans.ahead_of(held.rung_id if held else None) if plan.rung in by_pk]
    rung = next((one for one in ahead if one.code == code), ahead[0] if ahead else None)
    readiness = readiness_of(person, rung, on, plans=plans) if rung else None
    return Ladder(
        held=held,
        acting=[posting for posting in postings if posting.kind != "held"],
        stairs=_stairs(rungs, held, rung, kept, address) if held else [],
        rung=rung,
        readiness=readiness,
        terms=RungTerms.objects.filter(version=readiness.version, rung=rung).first() if readiness else None,
        lateral=[(one, kept[one.pk]) for one in ahead if one.kind == RungKind.LATERAL and one.pk in kept],
        ahead=ahead,
    )


def _stairs(rungs: list[Rung], held: Posting, looked_at: Rung | None, kept: dict[int, Readiness], address) -> list[dict]:
    main = [rung for rung in rungs if rung.kind == RungKind.MAIN]
    order = held.rung.sort_order if held.rung.kind == RungKind.MAIN else -1
    return [
        {
            "number": place,
            "label": rung.name,
            "state": "met" if rung.sort_order <= order else "progress" if rung == looked_at else "missing",
            "url": address(rung) if rung.pk in kept else "",
            "here": rung.pk == held.rung_id,
        }
        for place, rung in enumerate(main, 1)
    ]
