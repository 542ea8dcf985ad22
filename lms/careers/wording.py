"""How requirements, and how they stand, are said in words, in the language in use."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lms.careers.enums import RequirementKind
from lms.careers.readiness import Ask, Outcome, Why
from lms.language.days import day_month

# Kinds of roleplay that come with the academy's ladder; any other is shown by its code.
ROLEPLAYS = {
    "identity_check": gettext_lazy("checking who is calling"),
    "difficult_customer": gettext_lazy("a difficult customer"),
    "written_reply": gettext_lazy("a written reply"),
    "transfer_avoidance": gettext_lazy("solving without a transfer"),
    "coaching_conversation": gettext_lazy("a coaching conversation"),
    "team_briefing": gettext_lazy("a team briefing"),
    "coordinator_disparity": gettext_lazy("two coordinators, two messages"),
    "client_meeting": gettext_lazy("a meeting with the client company"),
    "helpdesk_internal": gettext_lazy("a colleague at the help desk"),
}


# What is signed by whoever trains somebody, what calibrations give, and any other by its code.
SIGN_OFFS = {
    "classroom_exit": gettext_lazy("out of the classroom"),
    "nesting_exit": gettext_lazy("out of nesting"),
}
EARNED = {"assessor": gettext_lazy("to assess roleplays")}
BUILT_IN = {*SIGN_OFFS, *EARNED}  # The register of kinds has none of these codes.


@dataclass
class Names:
    """What the things that a ladder asks for are called, in the language in use."""

    competencies: dict[int, str] = field(default_factory=dict)
    certifications: dict[int, str] = field(default_factory=dict)
    metrics: dict[int, tuple[str, str, int]] = field(default_factory=dict)  # name, unit of measure, decimals
    rungs: dict[int, str] = field(default_factory=dict)
    licences: dict[str, str] = field(default_factory=dict)


def roleplay(code: str) -> str:
    return str(ROLEPLAYS.get(code, code.replace("_", " ")))


def licence(code: str, called: str = "") -> str:
    """What a licence is called: "Signed off: out of the classroom", "Licence: to assess roleplays", or as the register calls it."""
    if code in SIGN_OFFS:
        return _("Signed off: %(what)s") % {"what": SIGN_OFFS[code]}
    return _("Licence: %(licence)s") % {"licence": called or EARNED.get(code, code.replace("_", " "))}


def figure(value: Decimal | float | None, unit: str = "", decimals: int = 1) -> str:
    if value is None:
        return ""
    shown = number_format(round(Decimal(str(value)), decimals), decimal_pos=None if value != int(value) else 0)
    return f"{shown} {unit}".strip()


def requirement(ask: Ask, names: Names) -> str:
    """What is asked: "Leadership: level 3", "Quality: at least 90 % over 6 months"."""
    return REQUIREMENTS[ask.kind](ask, names)


def _competency(ask: Ask, names: Names) -> str:
    return _("%(competency)s: level %(level)s") % {"competency": names.competencies.get(ask.competency or 0, ""), "level": ask.level}


def _certificate(ask: Ask, names: Names) -> str:
    called = [names.certifications.get(one, "") for one in ask.certifications]
    return _("Certificate: %(names)s") % {"names": _(" or ").join(called)}


def _metric(ask: Ask, names: Names) -> str:
    name, unit, _decimals = names.metrics.get(ask.metric or 0, ("", "", 0))
    target = ask.target
    assert target is not None
    values = {
        "metric": name,
        "value": figure(target.value, unit),
        "to": figure(target.value_to, unit),
        "months": ngettext("%(number)s month", "%(number)s months", target.months) % {"number": target.months},
    }
    words = {
        ">=": _("%(metric)s: at least %(value)s over %(months)s"),
        "<=": _("%(metric)s: at most %(value)s over %(months)s"),
        "band": _("%(metric)s: from %(value)s to %(to)s over %(months)s"),
    }[target.comparison] % values
    return _("%(figure)s, of the team") % {"figure": words} if ask.of_team else words


def _roleplay(ask: Ask, names: Names) -> str:
    words = _("Roleplay passed: %(roleplay)s") % {"roleplay": roleplay(ask.code)}
    return f"{words} × {ask.count}" if ask.count > 1 else words


def _licence(ask: Ask, names: Names) -> str:
    return licence(ask.code, names.licences.get(ask.code, ""))


def _time_in_rung(ask: Ask, names: Names) -> str:
    called = _(" or ").join(names.rungs.get(rung, "") for rung in ask.rungs)
    return ngettext("%(number)s month as %(rung)s", "%(number)s months as %(rung)s", ask.months) % {"number": ask.months, "rung": called}


def _time_in_company(ask: Ask, names: Names) -> str:
    return ngettext("%(number)s month in the company", "%(number)s months in the company", ask.months) % {"number": ask.months}


REQUIREMENTS = {
    RequirementKind.COMPETENCY: _competency,
    RequirementKind.CERTIFICATE: _certificate,
    RequirementKind.METRIC: _metric,
    RequirementKind.ROLEPLAY: _roleplay,
    RequirementKind.LICENCE: _licence,
    RequirementKind.TIME_IN_RUNG: _time_in_rung,
    RequirementKind.TIME_IN_COMPANY: _time_in_company,
}


def why(ask: Ask, outcome: Outcome, names: Names) -> str:
    """How it stands and why: "Level 2, one short". No evidence, expired and low never sound alike, and absence is never a zero."""
    found = WHYS.get(ask.kind, {}).get(outcome.why) or ANY_KIND[outcome.why]
    until = outcome.until
    unit, decimals = names.metrics.get(ask.metric or 0, ("", "", 0))[1:]
    have = figure(outcome.have, unit, max(1, decimals)) if ask.kind == RequirementKind.METRIC else outcome.have
    values = {"have": have, "until": day_month(until) if until else "", "gap": outcome.gap, "months": months(outcome.have)}
    text = str(found) % values
    if outcome.why in LASTS and until is not None:
        text = _("%(what)s, until %(day)s") % {"what": text, "day": day_month(until)}
    return text if outcome.cases is None else f"{text} (n = {outcome.cases})"


def months(number: float | None) -> str:
    return ngettext("%(number)s month", "%(number)s months", int(number or 0)) % {"number": int(number or 0)}


LASTS = (Why.PROVED, Why.VALID, Why.PASSED)
WHYS = {
    RequirementKind.COMPETENCY: {Why.EXPIRED: gettext_lazy("Expired on %(until)s. Last proved: level %(have)s")},
    RequirementKind.CERTIFICATE: {Why.EXPIRED: gettext_lazy("Expired on %(until)s")},
    RequirementKind.ROLEPLAY: {Why.EXPIRED: gettext_lazy("Passed, and expired on %(until)s")},
    RequirementKind.LICENCE: {
        Why.EXPIRED: gettext_lazy("Expired on %(until)s"),
        Why.PASSED: gettext_lazy("Held"),
        Why.NOT_PASSED: gettext_lazy("Not held"),
    },
    RequirementKind.METRIC: {Why.SHORT: gettext_lazy("The mean is %(have)s: not there yet")},
    RequirementKind.TIME_IN_COMPANY: {Why.NOT_BEGUN: gettext_lazy("Nobody has written down since when you work here")},
}
ANY_KIND = {
    Why.PROVED: gettext_lazy("Level %(have)s"),
    Why.SHORT: gettext_lazy("Last proved: level %(have)s (levels to go: %(gap)s)"),
    Why.SHORT_AND_EXPIRED: gettext_lazy("Expired on %(until)s. Last proved: level %(have)s (levels to go: %(gap)s)"),
    Why.EXPIRED: gettext_lazy("Expired on %(until)s"),
    Why.NO_EVIDENCE: gettext_lazy("No evidence yet"),
    Why.VALID: gettext_lazy("Valid"),
    Why.REVOKED: gettext_lazy("Revoked"),
    Why.NOT_HELD: gettext_lazy("Not held yet"),
    Why.SUSTAINED: gettext_lazy("The mean is %(have)s"),
    Why.FLOOR: gettext_lazy("The mean is %(have)s, and one month lies beyond the floor"),
    Why.FEW_CASES: gettext_lazy("Too few cases yet to say"),
    Why.FEW_MONTHS: gettext_lazy("Too few months yet to say"),
    Why.NOTHING: gettext_lazy("No figures yet"),
    Why.PASSED: gettext_lazy("Passed"),
    Why.FEW_PASSED: gettext_lazy("Passed so far: %(have)s"),
    Why.NOT_PASSED: gettext_lazy("Not passed yet"),
    Why.SERVED: gettext_lazy("%(months)s"),
    Why.TOO_SOON: gettext_lazy("%(months)s so far; served on %(until)s"),
    Why.NOT_BEGUN: gettext_lazy("Not begun"),
}
