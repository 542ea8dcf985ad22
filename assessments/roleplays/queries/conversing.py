"""A conversation under way, as its screen shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.graph import Choice
from assessments.roleplays.conversation.mood import mood_in_words
from assessments.roleplays.conversation.playing import Walk, walk
from assessments.roleplays.enums import Channel
from assessments.roleplays.models import Performance
from assessments.roleplays.queries.cards import Card, card

SPEECH = "«“\"'"
MOST_MOODS = 5
VERBS = {Channel.EMAIL: gettext_lazy("Put it in the mail"), Channel.CHAT: gettext_lazy("Send it")}


@dataclass(frozen=True)
class Exchange:
    """What happened at a turn and what was answered. `is_speech`: the other's own words, not what is told of the scene."""

    number: int
    says: str
    is_speech: bool
    answer: str = ""


@dataclass(frozen=True)
class Talk:
    """`coach`: the reason of the last choice. `moods`: the other's moods, the latest first, each once until it changes."""

    performance: Performance
    card: Card
    exchanges: tuple[Exchange, ...]
    now: Exchange
    prompt: str
    choices: tuple[Choice, ...]
    coach: str
    moods: tuple[str, ...]

    @property
    def mood(self) -> str:
        return self.moods[0]

    @property
    def opening(self) -> Exchange:
        return (*self.exchanges, self.now)[0]

    @property
    def channel_template(self) -> str:
        return f"roleplays/parts/on_{self.card.scenario.channel}.html"

    @property
    def verb(self) -> str:
        """What one does with an answer on this channel."""
        return VERBS.get(self.card.scenario.channel, _("Say it"))


def talk(performance: Performance) -> Talk:
    """One query for the choices; the performance comes with its version and scenario. It has a turn to answer."""
    conversation = Conversation.from_json(performance.version.content["conversation"])
    so_far = walk(conversation, performance.choices.order_by("number").values_list("key", flat=True))
    return Talk(
        performance=performance,
        card=card(performance.version),
        exchanges=exchanges(so_far),
        now=_exchange(len(so_far.turns) + 1, so_far.node.says),
        prompt=so_far.node.prompt,
        choices=so_far.node.choices,
        coach=so_far.turns[-1].choice.feedback if so_far.turns else "",
        moods=_moods(conversation, so_far),
    )


def exchanges(so_far: Walk) -> tuple[Exchange, ...]:
    return tuple(_exchange(turn.number, turn.node.says, turn.choice.text) for turn in so_far.turns)


def _exchange(number: int, says: str, answer: str = "") -> Exchange:
    return Exchange(number, says, any(mark in says for mark in SPEECH), answer)


def _moods(conversation: Conversation, so_far: Walk) -> tuple[str, ...]:
    felt = [conversation.mood_start, *(turn.mood for turn in so_far.turns)]
    words = [mood_in_words(mood, conversation.mood_scale) for mood in felt]
    changes = [word for place, word in enumerate(words) if place == 0 or word != words[place - 1]]
    return tuple(reversed(changes[-MOST_MOODS:]))
