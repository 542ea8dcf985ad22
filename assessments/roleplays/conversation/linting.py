"""What an author should look at before publishing: a conversation that stops, leads nowhere, or gives its best choice away."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.roleplays.conversation.graph import END, Choice, Conversation, Node

LONGEST_SHARE, FIRST_SHARE, FEWEST_TURNS = 0.6, 0.6, 4


@dataclass(frozen=True)
class Finding:
    """`where`: a turn, a choice ("n1 a"), an ending, or empty for the whole. `stops`: it cannot be played like this."""

    where: str
    what: str
    mend: str
    stops: bool = False


def findings(talk: Conversation, weights: Mapping[str, int], known_errors: Collection[str] = ()) -> list[Finding]:
    """Everything there is to say of a conversation, what stops it first. `weights`: the competencies it measures."""
    found = [*_graph(talk), *_endings(talk), *_choices(talk, weights, known_errors), *_given_away(talk), *_weights(talk, weights)]
    return sorted(found, key=lambda one: not one.stops)


def reachable(talk: Conversation) -> set[str]:
    """The turns that somebody can come to."""
    seen: set[str] = set()
    waiting = [talk.start]
    while waiting:
        node = talk.node(waiting.pop())
        if node is None or node.id in seen:
            continue
        seen.add(node.id)
        waiting.extend(choice.next for choice in node.choices)
    return seen


def _graph(talk: Conversation) -> Iterator[Finding]:
    if talk.node(talk.start) is None:
        yield Finding(
            "", _("It starts at “%(id)s”, which does not exist.") % {"id": talk.start}, _("Name a turn that there is."), stops=True
        )
    there = {node.id for node in talk.nodes} | {ending.id for ending in talk.endings} | {END}
    met = reachable(talk)
    for node in talk.nodes:
        if not node.choices:
            yield Finding(node.id, _("Nobody could go on from here."), _("Give it choices, or make it an ending."), stops=True)
        if node.id not in met:
            yield Finding(node.id, _("Nobody comes to this turn."), _("Lead a choice to it, or take it out."))
        for choice in node.choices:
            if choice.next not in there:
                words = _("It leads to “%(id)s”, which does not exist.") % {"id": choice.next}
                yield Finding(f"{node.id} {choice.key}", words, _("Name a turn or an ending that there is."), stops=True)


def _endings(talk: Conversation) -> Iterator[Finding]:
    if not talk.endings:
        yield Finding("", _("It has no ending."), _("Write at least one, reached by any mood."), stops=True)
        return
    low, high = talk.mood_scale
    if all(ending.min_mood > low for ending in talk.endings):
        yield Finding(
            "", _("With a mood of %(low)d nothing ends it.") % {"low": low}, _("Let one ending begin at the lowest mood."), stops=True
        )
    named = {choice.next for node in talk.nodes for choice in node.choices}
    for ending in talk.endings:
        if ending.id not in named and (ending.min_mood > high or END not in named):
            yield Finding(ending.id, _("Nobody comes to this ending."), _("Lower its mood, or lead a choice to it."))


def _choices(talk: Conversation, weights: Mapping[str, int], known_errors: Collection[str]) -> Iterator[Finding]:
    for node in talk.nodes:
        for choice in node.choices:
            where = f"{node.id} {choice.key}"
            if not choice.scores and not choice.mood and not choice.critical_error:
                yield Finding(where, _("This choice has no effect."), _("Give it points, or change the mood."))
            if not choice.feedback.strip():
                yield Finding(where, _("It does not say why."), _("Say what this choice does to the other person."))
            unknown = [code for code in choice.scores if code not in weights]
            if unknown:
                words = _("%(code)s has no weight in this scenario.") % {"code": unknown[0]}
                yield Finding(where, words, _("Give it a weight, or take it out."))
            if choice.critical_error and known_errors and choice.critical_error not in known_errors:
                words = _("There is no critical error %(code)s.") % {"code": choice.critical_error}
                yield Finding(where, words, _("Choose one of the catalogue."))
        yield from _unequal(node)


def _unequal(node: Node) -> Iterator[Finding]:
    measured = [frozenset(choice.scores) for choice in node.choices if choice.scores]
    if len(set(measured)) > 1:
        yield Finding(node.id, _("Its choices measure different competencies."), _("Give each choice points for the same ones."))


def _given_away(talk: Conversation) -> Iterator[Finding]:
    turns = [node for node in talk.nodes if len(node.choices) > 1 and _best(node) is not None]
    if len(turns) < FEWEST_TURNS:
        return
    longest = sum(max(node.choices, key=lambda one: len(one.text)) == _best(node) for node in turns)
    first = sum(node.choices[0] == _best(node) for node in turns)
    for number, share, what in ((longest, LONGEST_SHARE, _("the longest")), (first, FIRST_SHARE, _("the first"))):
        if number / len(turns) > share:
            words = ngettext(
                "The best choice is %(what)s in %(number)d of %(total)d turns.",
                "The best choice is %(what)s in %(number)d of %(total)d turns.",
                number,
            ) % {"what": what, "number": number, "total": len(turns)}
            yield Finding("", words, _("Who notices that needs to read nothing else: change some of them."))


def _best(node: Node) -> Choice | None:
    """The one choice with most points; None when two share them."""
    ordered = sorted(node.choices, key=lambda one: sum(one.scores.values()), reverse=True)
    return ordered[0] if sum(ordered[0].scores.values()) > sum(ordered[1].scores.values()) else None


def _weights(talk: Conversation, weights: Mapping[str, int]) -> Iterator[Finding]:
    measured = {code for node in talk.nodes for choice in node.choices for code in choice.scores}
    for code in sorted(set(weights) - measured):
        yield Finding(
            "", _("%(code)s has a weight, and no choice gives it points.") % {"code": code}, _("Measure it, or take its weight out.")
        )
    if weights and sum(weights.values()) != 100:
        words = _("The weights add up to %(sum)d.") % {"sum": sum(weights.values())}
        yield Finding("", words, _("Make them a hundred."))
