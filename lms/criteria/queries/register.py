"""Who has proved what, when and on which version, and who has not yet: of the people that the viewer looks after."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value

from lms.criteria.enums import SEES_REGISTER
from lms.criteria.models import Guideline, GuidelineVersion, Proof
from lms.criteria.queries.proving import last_asked
from lms.criteria.queries.reach import audience, people_of, units_of
from lms.people.models import Unit, User

PROVED, MISSING = "proved", "missing"


@dataclass(frozen=True)
class Entry:
    """A guideline in force with how many of the viewer's people it is for, and how many of them have proved it."""

    guideline: Guideline
    version: GuidelineVersion
    people: int
    proved: int

    @property
    def missing(self) -> int:
        return self.people - self.proved

    def is_late(self, now: datetime) -> bool:
        return bool(self.missing) and self.version.is_late(now)


def register(viewer) -> list[Entry]:
    """The guidelines in force that are for somebody the viewer looks after, what is late and urgent first. Five queries at most."""
    versions = _in_force()
    if not versions:
        return []
    asked = last_asked([one.guideline for one in versions])
    units = _units_of(versions)
    counted = [_counted(viewer, one, units[one.pk], asked.get(one.guideline_id, 1)) for one in versions]
    rows = {row["version"]: row for row in counted[0].union(*counted[1:], all=True) if row["people"]}
    found = [Entry(one.guideline, one, rows[one.pk]["people"], rows[one.pk]["proved"]) for one in versions if one.pk in rows]
    return sorted(found, key=lambda one: (not one.missing, not one.version.urgent, one.version.published_at))


def people_in(viewer, version: GuidelineVersion) -> QuerySet[User]:
    """Whom of the viewer's people a version is for, each with `proved_at` and `proved_number`, empty while it is not proved; who is
    missing first, then by surname."""
    asked = last_asked([version.guideline]).get(version.guideline_id, 1)
    last = _proofs(version, asked).order_by("-version__number")
    found = _reached(viewer, version, units_of(version))
    found = found.annotate(proved_at=Subquery(last.values("proved_at")[:1]), proved_number=Subquery(last.values("version__number")[:1]))
    return found.order_by(F("proved_at").asc(nulls_first=True), "folded_last_name", "folded_first_name", "pk")


def only(people: QuerySet[User], *, state: str = "", unit: Unit | None = None, words: str = "") -> QuerySet[User]:
    """Of these, who is in a state, in a unit or below it, with these words in the name."""
    if state:
        people = people.filter(proved_at__isnull=state == MISSING)
    if unit:
        people = people.in_units([unit.path])
    return people.named(words) if words else people


def missing_in(viewer, version: GuidelineVersion) -> QuerySet[User]:
    return only(people_in(viewer, version), state=MISSING)


def not_proved(version: GuidelineVersion, on: date) -> QuerySet[User]:
    """Everybody that a version is for on a day and who has not proved it, whoever looks after them."""
    asked = last_asked([version.guideline]).get(version.guideline_id, 1)
    return audience(version, on).exclude(Exists(_proofs(version, asked)))


def _in_force() -> list[GuidelineVersion]:
    live = Guideline.objects.live()
    return list(GuidelineVersion.objects.in_force().filter(guideline__in=live).select_related("guideline__unit").order_by("pk"))


def _units_of(versions: list[GuidelineVersion]) -> dict[int, list[Unit]]:
    """The units that each version names; that of its guideline where it names none. One query."""
    named = {code for one in versions for code in one.units}
    known = {unit.code: unit for unit in Unit.objects.filter(code__in=named)} if named else {}
    return {one.pk: [known[code] for code in one.units if code in known] if one.units else [one.guideline.unit] for one in versions}


def _reached(viewer, version: GuidelineVersion, units: list[Unit]) -> QuerySet[User]:
    mine = User.objects.visible_to(viewer, SEES_REGISTER)
    return people_of(units, version.roles).filter(pk__in=mine.order_by().values("pk")).exclude(pk=viewer.pk)


def _counted(viewer, version: GuidelineVersion, units: list[Unit], asked: int) -> QuerySet:
    proved = Count("pk", filter=Exists(_proofs(version, asked)))
    rows = _reached(viewer, version, units).order_by().annotate(version=Value(version.pk)).values("version")
    return rows.annotate(people=Count("pk"), proved=proved)


def _proofs(version: GuidelineVersion, asked: int) -> QuerySet[Proof]:
    return Proof.objects.filter(person=OuterRef("pk"), version__guideline=version.guideline_id, version__number__gte=asked)
