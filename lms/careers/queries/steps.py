"""What to do next about a requirement that is not met: acts that, once done, turn its row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from courses.catalogue.models import ModulePage
from courses.enrolments.queries import ways_of
from lms.careers import wording
from lms.careers.enums import RequirementKind, Result
from lms.careers.readiness import Ask, Outcome, Why
from lms.careers.readiness.steps import evidence_wanted
from lms.certificates.models import Certification
from lms.competencies.levels import Piece, Rule
from lms.competencies.models import Competency, CompetencyKind, EvidenceKind
from lms.language.days import day_month

TAUGHT = ("quiz", "course")  # kinds that a module gives by itself
NOT_ASKED = {"certificate", "roleplay_auto", "kpi", "csat", "prior_learning"}  # They follow from something else, or never prove.
BY_HAND = ("observation", "roleplay", "assessment_centre")  # kinds that any competency may be proved by


@dataclass(frozen=True, slots=True)
class NextStep:
    """One act. code: observation, roleplay, module, certificate, wait, figures, posting, hired_on or evidence (of another kind).

    on: the day it is to be waited for. url: where to do it, empty where a person has to be asked. params: what an address of the
    screen's own needs: competency, kind, level, certification, module, roleplay.
    """

    code: str
    words: str
    url: str = ""
    on: date | None = None
    params: dict[str, Any] = field(default_factory=dict)


class Known:
    """What the ways to some requirements are made of, the same for everybody: read once, when it is first asked for, and kept."""

    def __init__(self, asks: Iterable[Ask] = ()):
        held = list(asks)
        self._competencies = {ask.competency for ask in held if ask.competency}
        self._certifications = {one for ask in held for one in ask.certifications}

    @cached_property
    def kinds(self) -> dict[str, EvidenceKind]:
        return {kind.code: kind for kind in EvidenceKind.objects.all()}

    @cached_property
    def competencies(self) -> dict[int, Competency]:
        return Competency.objects.select_related("group").in_bulk(self._competencies)

    @cached_property
    def modules(self) -> dict[int, list[ModulePage]]:
        """The live modules that teach each competency."""
        found: dict[int, list[ModulePage]] = {pk: [] for pk in self._competencies}
        taught = ModulePage.objects.live().filter(competencies__in=self._competencies, alias_of__isnull=True).distinct()
        for module in taught.prefetch_related("competencies").order_by("pk"):
            for competency in module.competencies.all():
                found.setdefault(competency.pk, []).append(module)
        return found

    @cached_property
    def ceilings_here(self) -> dict[int, dict[str, int | None]]:
        """What competencies say of kinds themselves: the most each proves, or None where it is what it proves everywhere."""
        found: dict[int, dict[str, int | None]] = {pk: {} for pk in self._competencies}
        rows = CompetencyKind.objects.filter(competency__in=self._competencies, qualifier="")
        for competency, kind, most in rows.values_list("competency", "kind__code", "max_level"):
            found[competency][kind] = most
        return found

    @cached_property
    def certifications(self) -> dict[int, Certification]:
        return Certification.objects.select_related("programme", "module").in_bulk(self._certifications)


class Guide:
    """Knows the ways of one person to some requirements. `known` is what is the same for everybody, where somebody has kept it;
    `with_addresses` says whether the steps lead anywhere: only the person's own do."""

    def __init__(
        self,
        person,
        day: date,
        names: wording.Names,
        asks: Iterable[Ask] = (),
        *,
        known: Known | None = None,
        with_addresses: bool = True,
    ):
        self.person, self.day, self.names = person, day, names
        self.known, self.with_addresses = known or Known(asks), with_addresses

    @cached_property
    def way_to(self) -> Callable[..., str]:
        return ways_of(self.person) if self.with_addresses else lambda page: ""

    def steps(self, ask: Ask, outcome: Outcome, pieces: Sequence[Piece] = (), rule: Rule | None = None) -> tuple[NextStep, ...]:
        """What to do about one requirement; nothing when it is met."""
        if outcome.result == Result.MET:
            return ()
        if ask.kind == RequirementKind.COMPETENCY and rule is not None:
            return self._prove(ask, pieces, rule)
        if ask.kind == RequirementKind.CERTIFICATE:
            return self._certify(ask)
        if ask.kind == RequirementKind.METRIC:
            return (self._keep_up(ask, outcome),)
        if ask.kind in (RequirementKind.TIME_IN_RUNG, RequirementKind.TIME_IN_COMPANY):
            return (self._wait(ask, outcome),)
        return (self._pass(ask),)

    def _prove(self, ask: Ask, pieces: Sequence[Piece], rule: Rule) -> tuple[NextStep, ...]:
        competency = self.known.competencies[ask.competency or 0]
        modules = self.known.modules[competency.pk]
        expected, anywhere = self._ceilings(competency, is_taught=bool(modules))
        wanted = evidence_wanted(ask.level, pieces, rule, expected, self.day) or evidence_wanted(
            ask.level, pieces, rule, expected | anywhere, self.day
        )
        return tuple(self._evidence(kind, competency, ask.level, modules) for kind in wanted)

    def _ceilings(self, competency: Competency, *, is_taught: bool) -> tuple[dict[str, int], dict[str, int]]:
        """The most that each kind proves of a competency: of the kinds expected of it, and of those that prove anything."""
        here = self.known.ceilings_here[competency.pk]
        offered = set(here) - NOT_ASKED - (set() if is_taught else set(TAUGHT))
        most = {code: kind.ceiling_for(competency) if here.get(code) is None else here[code] for code, kind in self.known.kinds.items()}
        return {code: most[code] for code in offered if code in most}, {code: most[code] for code in BY_HAND if code in most}

    def _evidence(self, kind: str, competency: Competency, level: int, modules: list[ModulePage]) -> NextStep:
        params = {"competency": competency.code, "kind": kind, "level": level, "person": self.person.pk}
        values = {"competency": competency.name, "level": level, "kind": self.known.kinds[kind].name}
        if kind == "observation":
            return NextStep("observation", _("Ask your coordinator for an observation of “%(competency)s”") % values, params=params)
        if kind == "roleplay":
            return NextStep("roleplay", _("Book a roleplay of “%(competency)s”") % values, params=params)
        if kind in TAUGHT and modules:
            words = _("Complete the module “%(module)s”") % {"module": modules[0].title}
            return NextStep("module", words, self.way_to(modules[0]), params=params | {"module": modules[0].code})
        return NextStep("evidence", _("Show level %(level)s of “%(competency)s” by: %(kind)s") % values, params=params)

    def _certify(self, ask: Ask) -> tuple[NextStep, ...]:
        """The way to one of the certificates that will do: one that its training gives by itself before one that is handed out."""
        found = [self.known.certifications[one] for one in ask.certifications if one in self.known.certifications]
        chosen = min(found, key=lambda one: (not (one.programme_id or one.module_id), one.pk), default=None)
        if chosen is None:
            return ()
        page = chosen.programme or chosen.module
        words = _("Get the certificate “%(name)s”") % {"name": chosen.name}
        if chosen.renewal and page is None:
            words = f"{words}. {chosen.renewal}"
        return (NextStep("certificate", words, self.way_to(page) if page else "", params={"certification": chosen.code}),)

    def _keep_up(self, ask: Ask, outcome: Outcome) -> NextStep:
        next_month = self.day.replace(day=1) + relativedelta(months=1)
        if outcome.result == Result.MISSING:
            words = _("Wait for the figures of more months: the next are read from %(day)s") % {"day": day_month(next_month)}
        else:
            words = _("Keep to the target this month: it is read again from %(day)s") % {"day": day_month(next_month)}
        return NextStep("figures", words, on=next_month, params={"metric": self.names.metrics.get(ask.metric or 0, ("",))[0]})

    def _wait(self, ask: Ask, outcome: Outcome) -> NextStep:
        if outcome.why == Why.TOO_SOON and outcome.until:
            return NextStep("wait", _("Wait until %(day)s") % {"day": day_month(outcome.until)}, on=outcome.until)
        if ask.kind == RequirementKind.TIME_IN_COMPANY:
            return NextStep("hired_on", _("Ask HR to write down since when you work here"))
        rungs = _(" or ").join(self.names.rungs.get(rung, "") for rung in ask.rungs)
        return NextStep("posting", _("Reach this rung first: %(rung)s") % {"rung": rungs})

    def _pass(self, ask: Ask) -> NextStep:
        if ask.kind == RequirementKind.LICENCE:
            return NextStep("licence", _licence_in_words(ask.code), params={"licence": ask.code, "person": self.person.pk})
        words = _("Book a roleplay: %(roleplay)s") % {"roleplay": wording.roleplay(ask.code)}
        return NextStep("roleplay", words, params={"roleplay": ask.code, "person": self.person.pk})


def _licence_in_words(code: str) -> str:
    if code in wording.SIGN_OFFS:
        return _("Ask whoever trains you to sign it off, with what they have seen")
    if code in wording.EARNED:
        return _("Take part in a calibration: whoever scores near the reference earns it")
    return _("Bring the licence to HR")
