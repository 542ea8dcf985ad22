"""Items answered by typing, and texts with gaps.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.textentryinteraction, #h.inlinechoiceinteraction, #h.gapmatchinteraction and
#h.extendedtextinteraction.
"""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.reading.formatted import NOTHING, Html, Own, key, parted
from assessments.exchange.reading.markup import clean, from_plain
from assessments.exchange.reading.numbers import is_number, percent, plain_number, written
from assessments.exchange.reading.qti.declarations import Declaration
from assessments.exchange.reading.qti.item import AssessmentItem
from assessments.exchange.reading.refusing import Answered, broken, unsupported
from assessments.exchange.reading.rubrics import model_and_rubric

GAP = "_____"
_NUMBERS = ("float", "integer")
_GAP_ALONE = re.compile(rf"<p>\s*{GAP}\s*</p>|(?:<br>\s*)*{GAP}\s*$")


def read_entry(item: AssessmentItem, interaction: Element) -> Answered:
    """One answer that is typed: where it stands alone it is no gap."""
    markup = item.body.html(item.item_body, lambda one: GAP if one is interaction else None).markup
    stem = Html(_GAP_ALONE.sub("", clean(markup)))
    declared = item.declaration(interaction)
    if declared.base_type in _NUMBERS:
        return Answered("number", {"stem": stem, "answers": _numbers(item, declared), "unit": None})
    return Answered("short", {"stem": stem, **_texts(item, declared)})


def read_inline(item: AssessmentItem) -> Answered:
    """Answers within a text."""
    gaps: list[dict[str, Any]] = []
    places = {one: str(at) for at, one in enumerate(item.interactions, 1)}

    def put(element: Element) -> str | None:
        if element not in places:
            return None
        gaps.append(_gap(item, element, places[element]))
        return f"[[{places[element]}]]"

    stem, text = parted(item.body.html(item.item_body, put).markup)
    return _gaps(item, stem, text, gaps)


def read_gap_match(item: AssessmentItem, interaction: Element) -> Answered:
    """Words that are put into the gaps of a text."""
    words = list(interaction.iter("gapText"))
    if any(True for _one in interaction.iter("gapImg")):
        raise unsupported(_("Images are put into its gaps; ours take words."), _("Write words in place of the images."))
    declared = item.declaration(interaction)
    places = {one: str(at) for at, one in enumerate(interaction.iter("gap"), 1)}
    gaps = [_gap_of_words(item, declared, one, number, words) for one, number in places.items()]

    def put(element: Element) -> str | None:
        return "" if element.tag == "gapText" else f"[[{places[element]}]]" if element in places else None

    text = item.body.html(interaction, put)
    asked = item.stem(interaction)
    if not asked:
        stem, text = parted(text.markup)
        return _gaps(item, stem, text, gaps)
    return _gaps(item, asked, text, gaps)


def read_extended(item: AssessmentItem, interaction: Element) -> Answered:
    """A text for a person to mark, by what is written for whoever scores."""
    blocks = [one for one in item.element.iter("rubricBlock") if "candidate" not in (one.get("view") or "candidate")]
    declared = item.declaration(interaction)
    model = Html("".join(item.body.html(one).markup for one in blocks))
    if not model and declared.correct:
        model = Html(from_plain(declared.correct[0]))
    model, rubric = model_and_rubric(model)
    if not rubric:
        item.body.tell(_("The file does not say what the text is marked by."), _("Add at least one criterion with its points."))
    return Answered("free", {"rubric": rubric, "model": model, "words": None})


def _gaps(item: AssessmentItem, stem: Html | Own, text: Html, gaps: list[dict[str, Any]]) -> Answered:
    if not gaps:
        raise broken(_("Its text has no gap."), _("Say in the text where the gaps are."))
    rule = "all" if item.marking.every else "partial"
    return Answered("gaps", {"stem": stem, "text": text, "gaps": gaps, "rule": rule})


def _gap(item: AssessmentItem, element: Element, number: str) -> dict[str, Any]:
    declared = item.declaration(element)
    points = item.marking.points.get(declared.identifier) if not declared.is_mapped else None
    head = {"key": number, "points": plain_number(points or declared.points())}
    if element.tag == "inlineChoiceInteraction":
        choices = list(element.iter("inlineChoice"))
        names = [one.get("identifier") or "" for one in choices]
        worth = declared.worth(names, summed=False, mapped=item.marking.mapped)
        options = [
            {"key": key(at), "text": item.body.html(one), "weight": weight, "feedback": item.feedback(name, one)}
            for at, (name, one, weight) in enumerate(zip(names, choices, worth, strict=True))
        ]
        return {**head, "kind": "choice", "options": options}
    if declared.base_type in _NUMBERS:
        return {**head, "kind": "number", "answers": _numbers(item, declared), "unit": None}
    return {**head, "kind": "typed", **_texts(item, declared)}


def _gap_of_words(item: AssessmentItem, declared: Declaration, gap: Element, number: str, words: list[Element]) -> dict[str, Any]:
    pairs = [f"{one.get('identifier')} {gap.get('identifier')}" for one in words]
    mapped = item.marking.mapped and declared.is_mapped
    of_gap = [declared.mapping.get(pair, Decimal(0)) for pair in pairs]
    best = max((*of_gap, Decimal(0)))
    points = best if mapped and best > 0 else Decimal(1)
    worth = (
        [percent(f"{max(one, Decimal(0)) * 100 / points:f}"[:20]) for one in of_gap]
        if mapped
        else [100 if pair in declared.correct else 0 for pair in pairs]
    )
    options = [
        {"key": key(at), "text": item.body.html(one), "weight": weight, "feedback": NOTHING}
        for at, (one, weight) in enumerate(zip(words, worth, strict=True))
    ]
    return {"key": number, "kind": "choice", "points": plain_number(points), "options": options}


def _texts(item: AssessmentItem, declared: Declaration) -> dict[str, Any]:
    """What is said to be right, then what the mapping gives something for."""
    mapped = item.marking.mapped and declared.is_mapped
    texts = list(dict.fromkeys((*(() if mapped else declared.correct), *declared.mapping)))
    if not texts:
        texts = list(declared.correct)
    if not texts:
        raise broken(_("It has no answer that counts."), _("Write at least one."))
    best = max((*declared.mapping.values(), Decimal(0))) or Decimal(1)
    weights = [
        100 if not declared.is_mapped or (not mapped and text in declared.correct)
        else percent(f"{declared.mapping.get(text, Decimal(0)) * 100 / best:.7f}")
        for text in texts
    ]  # fmt: skip
    # Without a mapping capitals and accents count: the match is of strings.
    folds = bool(declared.mapping) and not declared.exact
    answers = [
        {"text": text, "weight": weight, "feedback": item.feedback(text), "pattern": False}
        for text, weight in zip(texts, weights, strict=True)
    ]
    return {"answers": answers, "fold": {"case": folds, "accents": folds}}


def _numbers(item: AssessmentItem, declared: Declaration) -> list[dict[str, Any]]:
    values = declared.mapping or {one: Decimal(1) for one in declared.correct}
    if not values or not all(map(is_number, values)):
        raise broken(_("It has no number that counts."), _("Write at least one value."))
    best = max(values.values()) or Decimal(1)
    return [
        {**_range(item, declared.identifier, one), "weight": percent(f"{worth * 100 / best:.7f}"), "feedback": item.feedback(one)}
        for one, worth in values.items()
    ]


def _range(item: AssessmentItem, identifier: str, value: str) -> dict[str, str]:
    """https://www.imsglobal.org/spec/qti/v3p0/impl#h.equal: absolute, or per cent of the value."""
    mode, below, above = item.marking.tolerances.get(identifier, ("absolute", Decimal(0), Decimal(0)))
    middle = Decimal(written(value))
    if mode == "relative":
        below, above = (abs(middle) * part / 100 for part in (below, above))
    if below == above:
        return {"value": written(value), "tolerance": written(f"{below:f}")}
    return {"low": written(f"{middle - below:f}"), "high": written(f"{middle + above:f}")}
