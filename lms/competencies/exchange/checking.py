"""Whether a tree can be kept: codes, lengths, levels, and that every item hangs from something."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lms.competencies.exchange.faults import Fault, Unreadable, refuse
from lms.competencies.exchange.tree import Tree, TreeCompetency, TreeGroup

MOST_ITEMS, DEEPEST, LONGEST_TEXT = 5000, 10, 10_000
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}\Z")
_CODE = re.compile(r"[^\s/]{1,60}\Z")


def checked(tree: Tree) -> Tree:
    """The same tree. Raises Unreadable with every fault found."""
    if len(tree.groups) + len(tree.competencies) > MOST_ITEMS:
        raise refuse(_("It has more than %(most)d items.") % {"most": MOST_ITEMS}, _("Split it into several frameworks."))
    faults = [*_framework(tree), *_twice(tree)]
    for group in tree.groups:
        faults += [*_texts(group), *_group(group)]
    for competency in tree.competencies:
        faults += [*_texts(competency), *_competency(competency)]
    faults += _hanging(tree) if not faults else []
    if faults:
        raise Unreadable(faults)
    return tree


def _framework(tree: Tree) -> Iterator[Fault]:
    if not _SLUG.match(tree.code):
        yield Fault(
            "",
            _("The framework has no usable code: “%(code)s”.") % {"code": tree.code[:60]},
            _("Give it one of letters, digits and hyphens."),
        )
    yield from _texts(tree)


def _texts(item: Any) -> Iterator[Fault]:
    place = getattr(item, "place", "")
    if not (item.name_es or item.name_en):
        yield Fault(place, _("It has no name."), _("Write its name in one language at least."))
    for name in ("name_es", "name_en", "publisher", "definition_es", "definition_en"):
        most = LONGEST_TEXT if name.startswith("definition") else 150
        if len(getattr(item, name, "")) > most:
            yield Fault(place, _("%(field)s is longer than %(most)d characters.") % {"field": name, "most": most}, _("Shorten it."))
    if item.archived_on and not _is_day(item.archived_on):
        yield Fault(place, _("“%(day)s” is no day.") % {"day": item.archived_on[:30]}, _("Write it as 2026-06-30."))


def _group(group: TreeGroup) -> Iterator[Fault]:
    if not _SLUG.match(group.code):
        yield Fault(
            group.place,
            _("“%(code)s” is no code for a group.") % {"code": group.code[:60]},
            _("Use letters, digits and hyphens, up to 60."),
        )
    yield from _order(group)


def _competency(one: TreeCompetency) -> Iterator[Fault]:
    if not _CODE.match(one.code):
        yield Fault(
            one.place,
            _("“%(code)s” is no code for a competency.") % {"code": one.code[:60]},
            _("Use up to 60 characters, without blanks or slashes."),
        )
    yield from _order(one)
    if one.validity_months is not None and not 1 <= one.validity_months <= 600:
        yield Fault(one.place, _("Evidence is current for between 1 and 600 months."), _("Leave it empty where it does not expire."))
    numbers = [anchor.level for anchor in one.levels]
    if len(set(numbers)) != len(numbers) or any(not 1 <= number <= 5 for number in numbers):
        yield Fault(one.place, _("Its levels are not different numbers from 1 to 5."), _("Write one anchor a level."))
    if any(len(text) > LONGEST_TEXT for anchor in one.levels for text in (anchor.anchor_es, anchor.anchor_en)):
        yield Fault(one.place, _("An anchor is longer than %(most)d characters.") % {"most": LONGEST_TEXT}, _("Shorten it."))
    kinds = [(proof.kind, proof.qualifier) for proof in one.kinds]
    if len(set(kinds)) != len(kinds):
        yield Fault(one.place, _("It names the same kind of evidence twice."), _("Keep one of them."))
    if any(proof.max_level is not None and not 0 <= proof.max_level <= 5 for proof in one.kinds):
        yield Fault(
            one.place, _("A kind of evidence proves up to a level from 0 to 5."), _("Leave it empty for what it proves everywhere.")
        )
    if any(len(proof.qualifier) > 40 for proof in one.kinds):
        yield Fault(one.place, _("What follows the colon of a kind of evidence has up to 40 characters."), _("Shorten it."))


def _order(one: Any) -> Iterator[Fault]:
    if not 0 <= one.sort_order <= 32_767:
        yield Fault(one.place, _("The order is a number from 0 to 32767."), _("Number the items anew."))


def _twice(tree: Tree) -> Iterator[Fault]:
    for items in (tree.groups, tree.competencies):
        codes, uids = Counter(one.code for one in items), Counter(one.uid for one in (*tree.groups, *tree.competencies) if one.uid)
        for one in items:
            if one.code and codes[one.code] > 1:
                yield Fault(
                    one.place, _("The code “%(code)s” is there more than once.") % {"code": one.code[:60]}, _("Give each its own code.")
                )
            if uids.get(one.uid, 0) > 1:
                yield Fault(one.place, _("Its identifier is there more than once."), _("Give each its own, or none."))


def _hanging(tree: Tree) -> Iterator[Fault]:
    parents = {group.uid: group.parent for group in tree.groups}
    for group in tree.groups:
        steps, at = 0, group.uid
        while at and at in parents and steps <= DEEPEST:
            steps, at = steps + 1, parents[at]
        if at and at not in parents:
            yield Fault(group.place, _("The group it is within is not there."), _("Add that group, or put this one elsewhere."))
        elif at:
            yield Fault(
                group.place,
                _("It is within itself, or more than %(most)d groups deep.") % {"most": DEEPEST},
                _("Put it nearer to the top."),
            )
    for one in tree.competencies:
        if one.group not in parents:
            yield Fault(one.place, _("Its group is not there."), _("Add that group, or put the competency in another."))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
