"""Which ways through a conversation people took, and where they lose points. Numbers only, and none below five people."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.drawing import Arrow, Box, Drawing, drawing
from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Choice, Performance, ScenarioVersion

ENOUGH = 5  # people


@dataclass(frozen=True)
class Taken:
    """A choice and how often it was taken. `loses`: another one of its turn has more points; `critical`: it is a critical error."""

    key: str
    text: str
    times: int
    loses: bool
    critical: str


@dataclass(frozen=True)
class Turn:
    """`people` and `times` are None where fewer than five people came by: then nothing is said of its choices either."""

    id: str
    says: str
    people: int | None
    times: int | None
    taken: tuple[Taken, ...]

    @property
    def lost(self) -> int:
        """How often another choice would have had more points."""
        return sum(one.times for one in self.taken if one.loses)


@dataclass(frozen=True)
class Coverage:
    """`people` is None below five. `turns` in the order of the conversation; `endings`: (id, result, times)."""

    people: int | None
    plays: int
    turns: tuple[Turn, ...]
    endings: tuple[tuple[str, str, int], ...]
    never: tuple[str, ...]
    picture: Drawing
    boxes: tuple[tuple[Box, str], ...]
    arrows: tuple[tuple[Arrow, str], ...]

    @property
    def worst(self) -> list[Turn]:
        """Where people lose points most often, the worst first; by share of those who came by."""
        found = [one for one in self.turns if one.times and one.lost]
        return sorted(found, key=lambda one: -one.lost / one.times)[:3]


def coverage_of(version: ScenarioVersion) -> Coverage | None:
    """None where there is no conversation. Of plays that were assessed: private practice is nobody else's, not even in a sum."""
    if not version.content.get("conversation"):
        return None
    talk = Conversation.from_json(version.content["conversation"])
    plays = list(_assessed(version).values_list("pk", "person_id", "ending"))
    people = len({person for _pk, person, _ending in plays})
    turns = _turns(talk, version) if people >= ENOUGH else ()
    ended = Counter(ending for _pk, _person, ending in plays) if people >= ENOUGH else Counter()
    picture = drawing(talk)
    times = {one.id: one.times for one in turns} | dict(ended)
    keys = {(one.id, taken.key): taken.times for one in turns for taken in one.taken}
    return Coverage(
        people=people if people >= ENOUGH else None,
        plays=len(plays),
        turns=turns,
        endings=tuple((one.id, one.result, ended[one.id]) for one in talk.endings) if people >= ENOUGH else (),
        never=tuple(one.id for one in turns if one.times == 0),
        picture=picture,
        boxes=tuple((box, "" if times.get(box.id) is None else str(times[box.id])) for box in picture.boxes),
        arrows=tuple((arrow, _label(arrow, keys)) for arrow in picture.arrows),
    )


def _assessed(version: ScenarioVersion):
    """Finished ones that were a step's or were given to be assessed."""
    rows = Performance.objects.finished().filter(version=version, mode=Mode.ALONE)
    return rows.filter(Q(practice=False) | Q(enrolment__isnull=False, step_key__isnull=False))


def _turns(talk: Conversation, version: ScenarioVersion) -> tuple[Turn, ...]:
    came: dict[str, set[int]] = defaultdict(set)
    chosen: dict[str, Counter] = defaultdict(Counter)
    rows = Choice.objects.filter(performance__in=_assessed(version)).values_list("node", "key", "performance__person_id")
    for node, key, person in rows:
        came[node].add(person)
        chosen[node][key] += 1
    return tuple(_turn(node, came[node.id], chosen[node.id]) for node in talk.nodes)


def _turn(node, came: set[int], chosen: Counter) -> Turn:
    """Nobody at all may be said; one to four people may not."""
    if 0 < len(came) < ENOUGH:
        return Turn(node.id, node.says, None, None, ())
    best = max((sum(one.scores.values()) for one in node.choices), default=0)
    taken = [Taken(one.key, one.text, chosen[one.key], sum(one.scores.values()) < best, one.critical_error) for one in node.choices]
    return Turn(node.id, node.says, len(came), chosen.total(), tuple(taken))


def _label(arrow: Arrow, keys: dict[tuple[str, str], int]) -> str:
    return ", ".join(f"{key} {keys[arrow.source, key]}" if (arrow.source, key) in keys else key for key in arrow.keys)
