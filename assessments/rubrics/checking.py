"""What an author of a rubric should look at before publishing it. Pure.

A document is {"criteria": [{"code", "competency", "weight", "name" {es, en}, "anchors" {"1" … "5"} of {es, en}, "must_reach",
"may_not_apply", "not_applicable_when" {es, en}}], "critical_errors": [codes], "marks": {"pass_percent", "distinction_percent", "least"}}.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

Document = dict[str, Any]
POINTS = ("1", "2", "3", "4", "5")
ANCHORED = ("1", "3", "5")  # these have words in every rubric; 2 and 4 where its author writes them
LANGUAGES = {"es": pgettext_lazy("in which language", "Spanish"), "en": pgettext_lazy("in which language", "English")}
WHOLE = 100


@dataclass(frozen=True)
class Finding:
    """`where`: the code of a criterion, or empty for the whole. `stops`: it cannot be scored with like this."""

    where: str
    what: str
    mend: str
    stops: bool = False


def findings(document: Document, competencies: Collection[str], errors: Collection[str]) -> list[Finding]:
    """Everything there is to say, what stops it first. `competencies` and `errors`: the codes that there are."""
    rows, marks = document.get("criteria", []), document.get("marks", {})
    found = [*_whole(rows), *_marks(marks), *_critical(document.get("critical_errors", []), errors)]
    for place, one in enumerate(rows, 1):
        found += _criterion(one, one.get("code") or str(place), competencies, marks.get("least", 2))
    return sorted(found, key=lambda one: not one.stops)


def total_weight(document: Document) -> int:
    return sum(one.get("weight") or 0 for one in document.get("criteria", []))


def _whole(rows: list[Mapping[str, Any]]) -> Iterator[Finding]:
    if not rows:
        yield Finding("", _("It has no criterion."), _("Add at least one."), stops=True)
        return
    codes = [one.get("code") for one in rows]
    for code in sorted({one for one in codes if one and codes.count(one) > 1}):
        yield Finding(code, _("Two criteria have this code."), _("Give one of them another."), stops=True)
    total = sum(one.get("weight") or 0 for one in rows)
    if total != WHOLE:
        yield Finding("", _("The weights add up to %(sum)d.") % {"sum": total}, _("Make them a hundred."), stops=True)
    if all(one.get("may_not_apply") for one in rows):
        yield Finding(
            "", _("Any criterion may not apply, so that nothing may be left to score."), _("Let at least one of them always apply.")
        )


def _marks(marks: Mapping[str, int]) -> Iterator[Finding]:
    passes, distinction = marks.get("pass_percent", 75), marks.get("distinction_percent", 90)
    if distinction < passes:
        yield Finding("", _("A distinction takes less than a pass."), _("Ask for more points for a distinction."), stops=True)


def _critical(chosen: Collection[str], errors: Collection[str]) -> Iterator[Finding]:
    for code in sorted(set(chosen) - set(errors)):
        yield Finding(code, _("There is no such critical error."), _("Choose one of the catalogue."), stops=True)
    if not chosen:
        yield Finding("", _("No critical error decides first."), _("Choose those that make any performance “not yet”."))


def _criterion(one: Mapping[str, Any], where: str, competencies: Collection[str], least: int) -> Iterator[Finding]:
    if not one.get("code"):
        yield Finding(where, _("It has no code."), _("Give it one, such as C1."), stops=True)
    if one.get("competency") not in competencies:
        words = _("It is not tied to a competency that there is.")
        yield Finding(where, words, _("Choose one: its scores are evidence of it."), stops=True)
    if not one.get("weight"):
        yield Finding(where, _("It weighs nothing."), _("Give it a weight, or take it out."), stops=True)
    yield from _in_both(where, one.get("name", {}), _("It has no name."), gettext_lazy("Its name is missing in %(language)s."))
    anchors = one.get("anchors", {})
    yield from _anchored(where, anchors)
    said = [text for points in POINTS if (text := anchors.get(points, {}).get("es", "").strip())]
    if len(set(said)) < len(said):
        yield Finding(where, _("Two of its anchors say the same."), _("Say what can be seen in one and not in the other."))
    yield from _must(one, where, least)


def _anchored(where: str, anchors: Mapping[str, Mapping[str, str]]) -> Iterator[Finding]:
    """A score that needs words and has none stops it; those of one language are told in one line."""
    lacking = {points: [code for code in LANGUAGES if not anchors.get(points, {}).get(code, "").strip()] for points in POINTS}
    for points, codes in lacking.items():
        if len(codes) == len(LANGUAGES) and points in ANCHORED:
            what = _("It does not say what %(points)s looks like.") % {"points": points}
            yield Finding(where, what, _("Write it in both languages."), stops=True)
    for code, language in LANGUAGES.items():
        of_one = ", ".join(points for points, codes in lacking.items() if codes == [code])
        if of_one:
            what = _("What %(points)s looks like is missing in %(language)s.") % {"points": of_one, "language": language}
            yield Finding(where, what, _("Whoever reads in it sees the other language until then."))


def _must(one: Mapping[str, Any], where: str, least: int) -> Iterator[Finding]:
    must = one.get("must_reach")
    if must is not None and must <= least:
        words = _("It must reach %(must)d, and every criterion must reach %(least)d anyway.") % {"must": must, "least": least}
        yield Finding(where, words, _("Ask for more, or let it be like the others."))
    if must is not None and one.get("may_not_apply"):
        yield Finding(where, _("It must be reached, and it may not apply."), _("Somebody would pass without it: choose one of the two."))
    if one.get("may_not_apply") and not any(one.get("not_applicable_when", {}).values()):
        yield Finding(where, _("It does not say when it does not apply."), _("Say it in a sentence, or everybody decides for themselves."))


def _in_both(where: str, texts: Mapping[str, str], nothing: str, one_missing) -> Iterator[Finding]:
    """Without words in any language it stops; without those of one, its readers see the other's."""
    missing = [code for code in LANGUAGES if not texts.get(code, "").strip()]
    if len(missing) == len(LANGUAGES):
        yield Finding(where, nothing, _("Write it in both languages."), stops=True)
    elif missing:
        said = one_missing % {"language": LANGUAGES[missing[0]]}
        yield Finding(where, str(said), _("Whoever reads in it sees the other language until then."))
