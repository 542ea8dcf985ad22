"""How levels, rules and evidence are said in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.competencies.enums import Standing
from lms.competencies.levels.pieces import Piece
from lms.competencies.levels.reading import Reading
from lms.competencies.levels.rules import LEVELS, Branch, Demand, Node, Rule, demands_of
from lms.competencies.models import EvidenceKind
from lms.language.days import day_month

Names = dict[str, str]  # kinds of evidence, by code


def kind_names() -> Names:
    """The names of all kinds of evidence in the language in use. One query."""
    return {kind.code: kind.name for kind in EvidenceKind.objects.all()}


def standing_in_words(standing: str, level: int | None, proven: int | None, until: date | None) -> str:
    """Level 3, until 20 March: the words that stand beside the shape. No evidence, expired and low never sound alike."""
    if standing == Standing.NONE:
        return _("No evidence yet")
    if standing == Standing.EXPIRED:
        text = _("Expired on %(day)s. Last proved: level %(level)s") % {"day": day_month(until), "level": proven}
        return text if level is None else text + ". " + _("Level %(level)s still holds") % {"level": level}
    if standing == Standing.AGEING:
        return _("Level %(level)s. It runs out on %(day)s") % {"level": level, "day": day_month(until)}
    return (
        _("Level %(level)s") % {"level": level}
        if until is None
        else _("Level %(level)s, until %(day)s") % {"level": level, "day": day_month(until)}
    )


def demand_in_words(demand: Demand, names: Names) -> str:
    text = ngettext("%(number)s piece of evidence", "%(number)s pieces of evidence", demand.pieces) % {"number": demand.pieces}
    if demand.of:
        text = _("%(pieces)s of: %(kinds)s") % {"pieces": text, "kinds": ", ".join(sorted(names.get(kind, kind) for kind in demand.of))}
    if demand.kinds > 1:
        text = _("%(pieces)s, of %(number)s different kinds") % {"pieces": text, "number": demand.kinds}
    return text


def node_in_words(node: Node, names: Names) -> str:
    if isinstance(node, Demand):
        return demand_in_words(node, names)
    joiner = _(", and ") if node.joined_by is all else _(", or ")
    parts = [node_in_words(part, names) for part in node.parts]
    return joiner.join(f"({part})" if isinstance(each, Branch) else part for part, each in zip(parts, node.parts, strict=True))


def rule_in_words(rule: Rule, names: Names) -> list[tuple[str, str]]:
    """For each stretch of levels with the same demand, its name and what it takes: ("Levels 3 to 5", "2 pieces …")."""
    rows: list[list] = []
    for level in LEVELS:
        node = rule.needs.get(level)
        if rows and rows[-1][2] == node:
            rows[-1][1] = level
        elif node is not None:
            rows.append([level, level, node])
    return [(_levels(first, last), node_in_words(node, names)) for first, last, node in rows]


def beside_in_words(rule: Rule, names: Names) -> list[tuple[str, str]]:
    """What a rule says beside its levels: of each kind that it holds lower the most it proves, and when a level begins to run out."""
    most = {
        names.get(kind, kind): _("proves up to level %(level)s") % {"level": level} if level else _("supports, and proves nothing alone")
        for kind, level in rule.ceilings.items()
    }
    days = ngettext("%(number)s day before the end", "%(number)s days before the end", rule.ageing_days) % {"number": rule.ageing_days}
    return [*sorted(most.items()), (_("It is said to run out soon"), days)]


def reading_in_words(reading: Reading, pieces: list[Piece], rule: Rule, names: Names, on: date) -> list[str]:
    """Why the level is what it is, what the next one wants, and what a person should look at: a sentence each."""
    said = [_proof(reading, pieces, names)]
    target = next((level for level in LEVELS if level > (reading.level or 0) and level in rule.needs), None)
    if target is not None:
        said.append(_next(target, pieces, rule.needs[target], names, on))
    if reading.to_review:
        said.append(_("Recent evidence shows two levels less. Nothing has been lowered: a person has to look at it."))
    if any(piece.contested for piece in pieces):
        said.append(_("A piece is being questioned. Until somebody answers, it counts in nothing against this person."))
    return said


def _proof(reading: Reading, pieces: list[Piece], names: Names) -> str:
    if reading.standing == Standing.NONE:
        return _("There is no evidence that proves a level. That says nothing of what this person can do.")
    proving = [piece for piece in pieces if piece.id in reading.proved_by]
    kinds = ", ".join(sorted({names.get(piece.kind, piece.kind) for piece in proving}))
    if not proving:
        return _("The evidence of level %(level)s has run out. The level is not lower: new evidence is wanting.") % {
            "level": reading.proven_level
        }
    text = ngettext(
        "Level %(level)s is proved by %(number)s piece of evidence (%(kinds)s).",
        "Level %(level)s is proved by %(number)s pieces of evidence (%(kinds)s).",
        len(proving),
    ) % {"level": reading.level, "number": len(proving), "kinds": kinds}
    if reading.standing == Standing.EXPIRED:
        text += " " + _("Level %(level)s was proved before, and its evidence has run out.") % {"level": reading.proven_level}
    return text


def _next(level: int, pieces: list[Piece], node: Node, names: Names, on: date) -> str:
    """What level `level` still wants, by the demand that is nearest to being met."""
    able = [piece for piece in pieces if piece.proves >= level and piece.holds_on(on)]
    demand = min(demands_of(node), key=lambda one: (sum(one.shortage(able)), bool(one.of)))
    wanting, _kinds = demand.shortage(able)
    wanting = max(wanting, _kinds)
    held = sorted({names.get(piece.kind, piece.kind) for piece in demand.taken(able)})
    if held and demand.kinds > 1:
        return ngettext(
            "For level %(level)s it takes %(number)s more piece at that level, of another kind than %(kinds)s.",
            "For level %(level)s it takes %(number)s more pieces at that level, of other kinds than %(kinds)s.",
            wanting,
        ) % {"level": level, "number": wanting, "kinds": ", ".join(held)}
    return _("Level %(level)s takes, at that level: %(demand)s.") % {"level": level, "demand": node_in_words(node, names)}


def _levels(first: int, last: int) -> str:
    return _("Level %(level)s") % {"level": first} if first == last else _("Levels %(first)s to %(last)s") % {"first": first, "last": last}
