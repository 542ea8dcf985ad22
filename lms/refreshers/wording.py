"""Why somebody has a refresher, what a rule says and why somebody has none, in words. The numbers are kept; the words are made of them."""

from datetime import date

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lms.language.bilingual import LANGUAGES, pick
from lms.language.days import day_month
from lms.refreshers.enums import Held, Trigger

LONGEST = 290


def reasons(trigger: str, numbers: dict) -> dict[str, str]:
    """In each language, as whoever gets it reads it: "Because …"."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = reason(trigger, numbers)[:LONGEST]
    return said


def reason(trigger: str, numbers: dict) -> str:
    return WORDS[trigger](numbers)


def chance_in_words(numbers: dict) -> str:
    """How often chance alone shows so much, for who works at the edge of the band; nothing where it was not kept."""
    chance = numbers.get("chance") or 0
    if not 0 < chance < 1:
        return ""
    times = number_format(float(f"{1 / chance:.2g}"), decimal_pos=0, force_grouping=True)
    return _("whoever works right at the edge of the band shows this about once in %(times)s times") % {"times": times}


def sight_in_words(sight) -> str:
    """How soon a drop is found on so many cases: fewer cases say no more."""
    words = {"cases": number(sight.cases), "drop": sight.drop, "periods": sight.periods}
    if sight.periods is None and sight.period == "month":
        text = _("On %(cases)s cases a month, a drop of %(drop)s points beyond the edge cannot be told from chance in good time.")
    elif sight.periods is None:
        text = _("On %(cases)s cases a week, a drop of %(drop)s points beyond the edge takes over two months to see: read it by months.")
    elif sight.period == "month":
        text = _(
            "On %(cases)s cases a month, a drop of %(drop)s points beyond the edge is seen within %(periods)s months, nine times in ten."
        )
    else:
        text = _(
            "On %(cases)s cases a week, a drop of %(drop)s points beyond the edge is seen within %(periods)s weeks, nine times in ten."
        )
    return text % words


def held_in_words(why: str) -> str:
    return str(Held(why).label)


def band_in_words(numbers: dict) -> str:
    """From 360 to 480 s; at least 72 %; at most 12 %."""
    low, high, unit = numbers.get("low"), numbers.get("high"), numbers.get("unit", "")
    if low is not None and high is not None:
        return _("from %(low)s to %(high)s") % {"low": number(low), "high": amount(high, unit)}
    return _("at least %(low)s") % {"low": amount(low, unit)} if low is not None else _("at most %(high)s") % {"high": amount(high, unit)}


def amount(value: float | None, unit: str = "") -> str:
    return f"{number(value)} {unit}".strip() if value is not None else ""


def number(value: float) -> str:
    return str(number_format(round(value, 1), decimal_pos=0 if float(value).is_integer() else 1))


def rule_in_words(version, names: dict[str, dict[str, str]] | None = None) -> str:
    """What a version says, in a sentence: when the refresher is due."""
    return RULES[version.trigger](version.params, names or {})


def _day(numbers: dict, name: str = "day") -> str:
    return day_month(date.fromisoformat(numbers[name]))


def _product_change(numbers: dict) -> str:
    return _("Because “%(what)s” changes on %(day)s.") % {"what": pick(numbers), "day": _day(numbers)}


def _notice(numbers: dict) -> str:
    words = {"code": numbers["code"], "what": pick(numbers), "day": _day(numbers)}
    return _("Because of %(code)s, “%(what)s”, agreed on %(day)s: show that you understand it.") % words


def _kpi(numbers: dict) -> str:
    points = numbers["points"]
    words = {
        "metric": pick(numbers),
        "outside": numbers["outside"],
        "of": len(points),
        "mean": amount(numbers["mean"], numbers["unit"]),
        "cases": number(numbers["cases"]),
        "band": band_in_words(numbers),
        "first": day_month(date.fromisoformat(points[0][0])),
        "last": day_month(date.fromisoformat(points[-1][1])),
    }
    if numbers["period"] == "month":
        return (
            _(
                "Because of a figure: %(metric)s, %(mean)s on %(cases)s cases from %(first)s to %(last)s, "
                "outside in %(outside)s of %(of)s months. It should be %(band)s."
            )
            % words
        )
    return (
        _(
            "Because of a figure: %(metric)s, %(mean)s on %(cases)s cases from %(first)s to %(last)s, "
            "outside in %(outside)s of %(of)s weeks. It should be %(band)s."
        )
        % words
    )


def _quality_error(numbers: dict) -> str:
    words = {"what": pick(numbers), "day": _day(numbers)}
    if numbers["what"] == "critical":
        return _("Because of what was seen in your roleplay read on %(day)s: %(what)s.") % words
    times = numbers["times"]
    text = ngettext(
        "Because “%(what)s” was not yet reached in %(times)d roleplay, the last one read on %(day)s.",
        "Because “%(what)s” was not yet reached in %(times)d roleplays, the last one read on %(day)s.",
        times,
    )
    return text % (words | {"times": times})


def _quiz_miss(numbers: dict) -> str:
    words = {"wrong": numbers["wrong"], "asked": numbers["asked"], "what": pick(numbers), "day": _day(numbers)}
    return _("Because %(wrong)d of %(asked)d answers about “%(what)s” were not right yet on %(day)s.") % words


def _time_since(numbers: dict) -> str:
    months = numbers["months"]
    words = {"what": pick(numbers), "day": _day(numbers), "due": _day(numbers, "due"), "months": months}
    text = ngettext(
        "Because you last showed “%(what)s” on %(day)s: on %(due)s that is %(months)d month ago.",
        "Because you last showed “%(what)s” on %(day)s: on %(due)s that is %(months)d months ago.",
        months,
    )
    return text % words


def _absence_return(numbers: dict) -> str:
    return _("Because you are back: here is what changed meanwhile. Good to have you here.")


def _new_service(numbers: dict) -> str:
    return _("Because you join “%(what)s” on %(day)s.") % {"what": pick(numbers), "day": _day(numbers)}


def _expiry(numbers: dict) -> str:
    return _("Because “%(what)s” is proved until %(day)s. Passing this renews it.") % {"what": pick(numbers), "day": _day(numbers)}


def _request(numbers: dict) -> str:
    words = {"words": numbers["words"][:180], "person": numbers["by"]}
    if numbers["own"]:
        return _("Because you asked for it: “%(words)s”") % words
    return _("Because %(person)s asked for it: “%(words)s”") % words


WORDS = {
    Trigger.PRODUCT_CHANGE: _product_change,
    Trigger.NOTICE: _notice,
    Trigger.KPI: _kpi,
    Trigger.QUALITY_ERROR: _quality_error,
    Trigger.QUIZ_MISS: _quiz_miss,
    Trigger.TIME_SINCE: _time_since,
    Trigger.ABSENCE_RETURN: _absence_return,
    Trigger.NEW_SERVICE: _new_service,
    Trigger.EXPIRY: _expiry,
    Trigger.REQUEST: _request,
}


def _named(codes: list[str], names: dict[str, str] | None) -> str:
    return ", ".join((names or {}).get(code, code) for code in codes)


def _about(params: dict, names: dict) -> str:
    return _named(params["competencies"], names.get("competencies")) or _("what the module is about")


def _kpi_rule(params: dict, names: dict) -> str:
    metric = names.get("metrics", {}).get(params["metric"], params["metric"])
    words = {"metric": metric, "outside": params["outside"], "of": params["of"], "cases": params["cases"], "band": band_in_words(params)}
    if params["period"] == "month":
        return (
            _(
                "When %(metric)s is not %(band)s in %(outside)s of the last %(of)s months, or far off in two, by more than chance, "
                "on at least %(cases)s cases each."
            )
            % words
        )
    return (
        _(
            "When %(metric)s is not %(band)s in %(outside)s of the last %(of)s weeks, or far off in two, by more than chance, "
            "on at least %(cases)s cases each."
        )
        % words
    )


def _quality_rule(params: dict, names: dict) -> str:
    parts = []
    if params["critical"]:
        parts.append(_("After a critical error: %(what)s.") % {"what": _named(params["critical"], names.get("critical"))})
    if params["competencies"]:
        words = {"times": params["times"], "days": params["days"], "what": _about(params, names)}
        parts.append(_("When a criterion of %(what)s is missed %(times)s times in %(days)s days.") % words)
    return " ".join(parts) or _("It names no error yet.")


def _quiz_rule(params: dict, names: dict) -> str:
    words = {"wrong": params["wrong"], "what": _about(params, names)}
    return _("When %(wrong)s answers or more about %(what)s were not right in a quiz that counts.") % words


def _since_rule(params: dict, names: dict) -> str:
    words = {"months": params["months"], "before": params["before_days"], "what": _about(params, names)}
    return _("%(months)s months after somebody last showed %(what)s, offered %(before)s days before.") % words


def _expiry_rule(params: dict, names: dict) -> str:
    what = _named(params["certifications"], names.get("certifications"))
    if params["competencies"] or not what:
        what = ", ".join(part for part in (_about(params, names), what) if part)
    return _("%(days)s days before %(what)s is no longer proved.") % {"days": params["days"], "what": what}


def _change_rule(params: dict, names: dict) -> str:
    if not params["change"]:
        return _("When a change of a product or process is announced for their unit.")
    return _("When this change is announced: %(what)s.") % {"what": names.get("changes", {}).get(params["change"], params["change"])}


def _notice_rule(params: dict, names: dict) -> str:
    days = params["after_days"]
    text = ngettext(
        "When %(days)s day after an agreement came into force somebody has not shown that they understand it.",
        "When %(days)s days after an agreement came into force somebody has not shown that they understand it.",
        days,
    )
    return text % {"days": days}


def _absence_rule(params: dict, names: dict) -> str:
    return _("When somebody is back after a protected absence of %(days)s days or more.") % {"days": params["after_days"]}


def _service_rule(params: dict, names: dict) -> str:
    what = names.get("units", {}).get(params["unit"], params["unit"]) or pgettext("a service", "the unit of this rule")
    return _("When somebody who works here already joins %(what)s.") % {"what": what}


def _request_rule(params: dict, names: dict) -> str:
    return _("When they ask for it, or whoever leads them does, and somebody says yes.")


RULES = {
    Trigger.PRODUCT_CHANGE: _change_rule,
    Trigger.NOTICE: _notice_rule,
    Trigger.KPI: _kpi_rule,
    Trigger.QUALITY_ERROR: _quality_rule,
    Trigger.QUIZ_MISS: _quiz_rule,
    Trigger.TIME_SINCE: _since_rule,
    Trigger.ABSENCE_RETURN: _absence_rule,
    Trigger.NEW_SERVICE: _service_rule,
    Trigger.EXPIRY: _expiry_rule,
    Trigger.REQUEST: _request_rule,
}
