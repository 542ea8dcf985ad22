"""Versions of a ladder on the screen: what each says of each rung, how two of them differ, and what keeps one from being published."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lms.careers import wording
from lms.careers.enums import RequirementKind, RungKind, VersionStatus
from lms.careers.models import Ladder, LadderVersion, Rung, RungTerms
from lms.careers.queries.plans import Plan, Plans, plans_of
from lms.careers.queries.readiness import names_for
from lms.careers.readiness import Ask
from lms.careers.wording import Names
from lms.language.bilingual import LANGUAGES


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement in words; `pk` is its row's."""

    pk: int
    ask: Ask
    words: str

    @property
    def said(self) -> str:
        """What is asked, and whether it must be met whatever else is."""
        extra = [_("must be met")] if self.ask.must else []
        target = self.ask.target
        if target is not None and target.floor is not None:
            beyond = _("no month above %(limit)s") if target.comparison == "<=" else _("no month under %(limit)s")
            extra.append(beyond % {"limit": wording.figure(target.floor)})
        if target is not None and target.min_sample:
            extra.append(_("at least %(number)s cases") % {"number": target.min_sample})
        return f"{self.words} ({', '.join(extra)})" if extra else self.words


@dataclass(frozen=True, slots=True)
class RungSheet:
    """A rung as one version has it. terms: None where an old version says nothing of it but what it asks."""

    rung: Rung
    terms: RungTerms | None
    name: str
    sources: str
    lines: list[Line]
    is_first: bool = False
    is_last: bool = False

    @property
    def duties(self) -> list[str]:
        return self.terms.responsibilities.splitlines() if self.terms else []


@dataclass(frozen=True, slots=True)
class VersionSheet:
    main: list[RungSheet]
    lateral: list[RungSheet]

    @property
    def rungs(self) -> list[RungSheet]:
        return [*self.main, *self.lateral]


def ladders_for(user) -> list[tuple[Ladder, list[LadderVersion]]]:
    """Each ladder in use with the versions one may read, the latest first. Two queries."""
    found: dict[int, list[LadderVersion]] = {}
    for version in LadderVersion.objects.visible_to(user).select_related("published_by").order_by("-created_at", "-pk"):
        found.setdefault(version.ladder_id, []).append(version)
    return [(ladder, found.get(ladder.pk, [])) for ladder in Ladder.objects.filter(archived_at=None)]


def sheet_of(version: LadderVersion) -> VersionSheet:
    """Everything a version says, ordered as its people go up. The same queries however many rungs it has."""
    plans = plans_of(version)
    terms = {one.rung_id: one for one in version.terms.select_related("rung")}
    rungs = _rungs(version, terms)
    names = _names(plans, rungs, terms)
    sheets = [_sheet(rung, terms.get(rung.pk), plans.by_rung.get(rung.pk), plans, names) for rung in rungs]
    return VersionSheet(_ends(sheets, RungKind.MAIN), _ends(sheets, RungKind.LATERAL))


def problems_of(version: LadderVersion) -> list[str]:
    """What keeps a draft from being published, in words; nothing when it may be."""
    sheet = sheet_of(version)
    found = [] if any(one.lines for one in sheet.rungs) else [_("No rung asks anything yet.")]
    for one in sheet.rungs:
        found += _problems_of_rung(one)
    return found


def _problems_of_rung(sheet: RungSheet) -> list[str]:
    found = []
    if sheet.terms is None or not (sheet.terms.name_es and sheet.terms.name_en):
        found.append(_("“%(rung)s” has no name in one of the languages.") % {"rung": sheet.name})
    if sheet.rung.kind == RungKind.LATERAL and not sheet.sources:
        found.append(_("Nothing says from which rung one reaches “%(rung)s”.") % {"rung": sheet.name})
    if not sheet.sources and any(line.ask.kind == RequirementKind.TIME_IN_RUNG for line in sheet.lines):
        found.append(_("“%(rung)s” asks for time in the rung before, and there is none.") % {"rung": sheet.name})
    return found


def differences(before: LadderVersion | None, after: LadderVersion) -> list[tuple[str, list[str]]]:
    """What changes from one version to another, in words, by rung. Nothing where they say the same."""
    old = {one.rung.pk: one for one in sheet_of(before).rungs} if before is not None else {}
    new = {one.rung.pk: one for one in sheet_of(after).rungs}
    found = [(one.name, _changes(old.get(pk), one)) for pk, one in new.items()]
    found += [(one.name, [_("Leaves the ladder")]) for pk, one in old.items() if pk not in new]
    return [(name, words) for name, words in found if words]


def _changes(old: RungSheet | None, new: RungSheet) -> list[str]:
    if old is None:
        return [_("New on the ladder"), *(_("Asks: %(what)s") % {"what": line.said} for line in new.lines)]
    before, after = {line.ask.key: line for line in old.lines}, {line.ask.key: line for line in new.lines}
    words = _own_changes(old, new)
    words += [_("Asks also: %(what)s") % {"what": line.said} for key, line in after.items() if key not in before]
    words += [_("No longer asks: %(what)s") % {"what": line.said} for key, line in before.items() if key not in after]
    for key, line in after.items():
        if key in before and _asked(before[key]) != _asked(line):
            words.append(_("Asks otherwise: %(old)s → %(new)s") % {"old": before[key].said, "new": line.said})
    return words


def _own_changes(old: RungSheet, new: RungSheet) -> list[str]:
    words = []
    if old.name != new.name:
        words.append(_("Is called otherwise: %(old)s → %(new)s") % {"old": old.name, "new": new.name})
    if old.sources != new.sources:
        words.append(_("Is reached from: %(old)s → %(new)s") % {"old": old.sources or _("nowhere"), "new": new.sources or _("nowhere")})
    if any(_texts(old, name) != _texts(new, name) for name in ("summary", "responsibilities", "agreement_hint")):
        words.append(_("What it is about is said otherwise"))
    return words


def _texts(sheet: RungSheet, name: str) -> list[str]:
    return [getattr(sheet.terms, f"{name}_{language}", "") for language in LANGUAGES]


def _asked(line: Line) -> tuple:
    one = line.ask
    return (one.must, one.level, one.certifications, one.metric, one.of_team, one.target, one.code, one.count, one.months)


def _rungs(version: LadderVersion, terms: dict[int, RungTerms]) -> list[Rung]:
    """Those it speaks of, those that it asks something of and, of the version in force, any other in use."""
    found = {one.rung_id: one.rung for one in terms.values()}
    for one in version.requirements.select_related("rung"):
        found.setdefault(one.rung_id, one.rung)
    if version.status == VersionStatus.LIVE:
        for rung in Rung.objects.filter(ladder=version.ladder_id):
            found.setdefault(rung.pk, rung)
    places = {pk: terms[pk].place if pk in terms else rung.sort_order for pk, rung in found.items()}
    return sorted(found.values(), key=lambda rung: (rung.kind != RungKind.MAIN, places[rung.pk], rung.code))


def _names(plans: Plans, rungs: list[Rung], terms: dict[int, RungTerms]) -> Names:
    names = names_for(plans.asks)
    names.rungs |= {rung.pk: terms[rung.pk].name if rung.pk in terms else rung.name for rung in rungs}
    return names


def _sheet(rung: Rung, terms: RungTerms | None, plan: Plan | None, plans: Plans, names: Names) -> RungSheet:
    lines = [Line(pk, ask, wording.requirement(ask, names)) for pk, ask in zip(plan.requirements, plan.asks, strict=True)] if plan else []
    sources = _(" or ").join(names.rungs.get(one, "") for one in plans.sources.get(rung.pk, ()))
    return RungSheet(rung, terms, names.rungs[rung.pk], sources, lines)


def _ends(sheets: list[RungSheet], kind: str) -> list[RungSheet]:
    found = [one for one in sheets if one.rung.kind == kind]
    return [
        RungSheet(one.rung, one.terms, one.name, one.sources, one.lines, is_first=place == 0, is_last=place == len(found) - 1)
        for place, one in enumerate(found)
    ]


def version_before(version: LadderVersion) -> LadderVersion | None:
    """What a draft is compared with, the version in force; of a published one, the one published before it."""
    others = LadderVersion.objects.filter(ladder=version.ladder_id).select_related("ladder").exclude(pk=version.pk).exclude(status="draft")
    if version.published_at is not None:
        others = others.filter(published_at__lt=version.published_at)
    return others.order_by("-published_at", "-pk").first()
