"""Items answered by putting in order and in pairs.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.orderinteraction, #h.matchinteraction and #h.associateinteraction.
"""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.reading.formatted import key
from assessments.exchange.reading.qti.item import AssessmentItem
from assessments.exchange.reading.refusing import Answered, broken, unsupported

Pairs = list[tuple[str, str]]


def read_order(item: AssessmentItem, interaction: Element) -> Answered:
    choices = {one.get("identifier") or "": one for one in interaction.iter("simpleChoice")}
    right = item.declaration(interaction).correct
    if len(right) < 2 or any(name not in choices for name in right):
        raise broken(_("It does not say in which order its things belong."), _("Say the right order."))
    if len(right) < len(choices):
        raise unsupported(
            _("Only some of its things are put in order; in a question of ours all of them are."), _("Take out what has no place.")
        )
    items = [{"key": key(at), "text": item.body.html(choices[name])} for at, name in enumerate(right)]
    return Answered("ordering", {"items": items, "rule": "all"})


def read_match(item: AssessmentItem, interaction: Element) -> Answered:
    """The halves that are each matched once are what is asked; the others are what it is matched with."""
    sets = [list(one.iter("simpleAssociableChoice")) for one in interaction.iter("simpleMatchSet")]
    if len(sets) != 2:
        raise broken(_("It has no two lists to match."), _("Export it again."))
    pairs = _pairs(item, interaction)
    first, second = ([one.get("identifier") or "" for one in half] for half in sets)
    if _each_once(first, [pair[0] for pair in pairs]):
        return _matching(item, interaction, sets[0], sets[1], pairs)
    if _each_once(second, [pair[1] for pair in pairs]):
        return _matching(item, interaction, sets[1], sets[0], [(b, a) for a, b in pairs])
    raise unsupported(
        _("Some of its halves belong with several others, or with none; in a pair of ours each belongs with one."),
        _("Make it a question of several right options for each of them."),
    )


def read_associate(item: AssessmentItem, interaction: Element) -> Answered:
    """One list of which any two may be a pair: fits where nothing is in two pairs."""
    choices = list(interaction.iter("simpleAssociableChoice"))
    pairs = _pairs(item, interaction)
    if max(Counter(one for pair in pairs for one in pair).values()) > 1:
        raise unsupported(_("Some of its things are in several pairs."), _("Make it a matching, with each of them once."))
    item.body.tell(_("Any two things could be a pair; here the first halves stand on one side and the second ones on the other."))
    firsts = {pair[0] for pair in pairs}
    prompts = [one for one in choices if one.get("identifier") in firsts]
    return _matching(item, interaction, prompts, [one for one in choices if one not in prompts], pairs)


def _matching(item: AssessmentItem, interaction: Element, asked: list[Element], among: list[Element], pairs: Pairs) -> Answered:
    partner = dict(pairs)
    wanted = [partner[one.get("identifier") or ""] for one in asked]
    # In the order in which they are asked for, then those nobody asks for.
    order = [*dict.fromkeys(wanted), *(name for one in among if (name := one.get("identifier") or "") not in wanted)]
    by_name = {one.get("identifier") or "": one for one in among}
    keys = {name: key(at) for at, name in enumerate(order)}
    declared = item.declaration(interaction)
    if item.marking.mapped and len({value for value in declared.mapping.values() if value > 0}) > 1:
        item.body.tell(_("Some of its pairs were worth more than others; here each is worth the same."))
    prompts = [
        {"key": str(at), "text": item.body.html(one), "feedback": item.feedback(one.get("identifier") or "", one)}
        for at, one in enumerate(asked, 1)
    ]
    body: dict[str, Any] = {
        "prompts": prompts,
        "targets": [{"key": keys[name], "text": item.body.html(by_name[name])} for name in order],
        "pairs": {str(at): keys[name] for at, name in enumerate(wanted, 1)},
        "rule": "partial" if item.marking.mapped and declared.is_mapped else "all",
    }
    return Answered("matching", body)


def _pairs(item: AssessmentItem, interaction: Element) -> Pairs:
    """What belongs together: as it is said to be right, or else what the mapping gives something for."""
    declared = item.declaration(interaction)
    names = {one.get("identifier") or "" for one in interaction.iter("simpleAssociableChoice")}
    written = declared.correct or tuple(name for name, value in declared.mapping.items() if value > 0)
    pairs = [(parts[0], parts[1]) for one in written if len(parts := one.split()) == 2 and set(parts) <= names]
    if len(pairs) < 2 or len(pairs) != len(written):
        raise broken(_("It does not say what belongs with what."), _("Say the right pairs."))
    return pairs


def _each_once(names: list[str], paired: list[str]) -> bool:
    return sorted(names) == sorted(paired)
