"""A conversation as plain text that a trainer writes and reads: `parse(write(talk))` gives the same conversation.

    start: n1
    mood: 4 of 0 to 10

    == n1
    What the other says.
    ? What is asked of the person
    - a) What they may say
      [EMP 3 LIS 2] mood +2 -> n2
      ! CE-FALSE
      > Why it has this effect

    == ending E1 good from 7
    How it ends.
    > What to take from it

A line of text that would begin like one of these signs begins with a backslash instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.roleplays.conversation.graph import Choice, Conversation, Ending, Node

RESULTS = ("good", "partial", "poor")
_HEAD = re.compile(r"==\s*(?:(ending)\s+)?(\S+)(?:\s+(\S+)\s+from\s+(-?\d+))?\s*$")
_CHOICE = re.compile(r"-\s*([^\s)]{1,20})\)\s*(.*)$")
_EFFECT = re.compile(r"(?:\[([^\]]*)\]\s*)?(?:mood\s*([+-]?\d+)\s*)?->\s*(\S+)\s*$")
_MOOD = re.compile(r"(-?\d+)\s+of\s+(-?\d+)\s+to\s+(-?\d+)\s*$")
_SIGNS = ("==", "?", "- ", "[", "!", ">", "\\", "mood ", "mood:", "->", "start:")


@dataclass(frozen=True)
class Problem:
    """What is wrong at a line of the text, and what mends it."""

    line: int
    what: str
    mend: str


@dataclass
class _Part:
    """A turn or an ending as it is being read."""

    line: int
    id: str
    result: str | None = None
    min_mood: int = 0
    says: list[str] = field(default_factory=list)
    prompt: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    choices: list["_Said"] = field(default_factory=list)


@dataclass
class _Said:
    line: int
    key: str
    text: list[str]
    scores: dict[str, int] = field(default_factory=dict)
    mood: int = 0
    next: str = ""
    feedback: list[str] = field(default_factory=list)
    critical_error: str = ""


def write(talk: Conversation) -> str:
    """The text of a conversation, in the order of its turns."""
    low, high = talk.mood_scale
    blocks = [f"start: {talk.start}\nmood: {talk.mood_start} of {low} to {high}"]
    blocks += ["\n".join(_turn(node)) for node in talk.nodes]
    blocks += ["\n".join(_ending(ending)) for ending in talk.endings]
    return "\n\n".join(blocks) + "\n"


def parse(text: str) -> tuple[Conversation | None, list[Problem]]:
    """The conversation, or None with every problem found. What only leads nowhere is the linter's to say, not this one's."""
    reader = _Reader()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        reader.read(number, line.strip())
    talk = reader.finish()
    return (None if reader.problems else talk), reader.problems


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.start, self.mood, self.scale = "", 5, (0, 10)
        self.parts: list[_Part] = []
        self.into: list[str] | None = None  # where a line of plain text goes

    def read(self, number: int, line: str) -> None:
        if not line:
            return
        if line.startswith("=="):
            self._head(number, line)
        elif not self.parts:
            self._setting(number, line)
        elif line.startswith("?"):
            self._prompt(line)
        elif line.startswith("- "):
            self._choice(number, line)
        elif line.startswith("!"):
            self._error(number, line)
        elif line.startswith(">"):
            self._note(line)
        elif _EFFECT.match(line):
            self._effect(number, line)
        elif line.startswith(("[", "->", "mood ")):
            self._say(number, _("This effect cannot be read."), _("Write it as [EMP 3 LIS 2] mood +2 -> n2."))
        else:
            self._text(number, line)

    def finish(self) -> Conversation | None:
        turns = [part for part in self.parts if part.result is None]
        if not self.parts:
            self._say(1, _("There is no turn yet."), _("Begin one with == and its name, as in == n1."))
            return None
        for part in turns:
            for said in part.choices:
                if not said.next:
                    self._say(said.line, _("This choice leads nowhere."), _("Add a line such as -> n2, or -> END."))
        return Conversation(
            start=self.start or (turns[0].id if turns else ""),
            nodes=tuple(_as_node(part) for part in turns),
            endings=tuple(_as_ending(part) for part in self.parts if part.result is not None),
            mood_start=self.mood,
            mood_scale=self.scale,
        )

    def _say(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(line, what, mend))

    def _setting(self, number: int, line: str) -> None:
        name, _colon, value = line.partition(":")
        mood = _MOOD.fullmatch(value.strip())
        if name.strip() == "start" and value.strip():
            self.start = value.strip()
        elif name.strip() == "mood" and mood:
            self.mood, low, high = (int(part) for part in mood.groups())
            self.scale = (low, high)
        else:
            self._say(
                number, _("This line stands before the first turn."), _("Begin a turn with ==, or write start: n1 or mood: 5 of 0 to 10.")
            )

    def _head(self, number: int, line: str) -> None:
        found = _HEAD.fullmatch(line)
        if not found or bool(found[1]) != bool(found[3]) or (found[3] and found[3] not in RESULTS):
            self._say(number, _("This heading cannot be read."), _("Write == n1, or == ending E1 good from 7 (good, partial or poor)."))
            self.parts.append(_Part(number, f"?{number}"))
        else:
            if any(part.id == found[2] for part in self.parts):
                self._say(number, _("“%(id)s” is there twice.") % {"id": found[2]}, _("Give one of them another name."))
            self.parts.append(_Part(number, found[2], found[3] if found[1] else None, int(found[4] or 0)))
        self.into = self.parts[-1].says

    def _prompt(self, line: str) -> None:
        self.into = self.parts[-1].prompt
        self.into.append(_plain(line[1:].strip()))

    def _choice(self, number: int, line: str) -> None:
        found, part = _CHOICE.fullmatch(line), self.parts[-1]
        if not found or part.result is not None:
            self._say(number, _("This choice cannot be read."), _("Write it inside a turn, as - a) and then what may be said."))
            return
        if any(said.key == found[1] for said in part.choices):
            self._say(number, _("This turn has two choices %(key)s.") % {"key": found[1]}, _("Give one of them another letter."))
        part.choices.append(_Said(number, found[1], [_plain(found[2])] if found[2] else []))
        self.into = part.choices[-1].text

    def _error(self, number: int, line: str) -> None:
        part = self.parts[-1]
        if not part.choices:
            self._say(number, _("A critical error belongs to a choice."), _("Write it below the choice that makes it."))
            return
        part.choices[-1].critical_error = line[1:].strip()

    def _note(self, line: str) -> None:
        part = self.parts[-1]
        self.into = part.choices[-1].feedback if part.choices else part.notes
        self.into.append(_plain(line[1:].strip()))

    def _effect(self, number: int, line: str) -> None:
        part, found = self.parts[-1], _EFFECT.fullmatch(line)
        if not part.choices or found is None:
            self._say(number, _("An effect belongs to a choice."), _("Write it below the choice that has it."))
            return
        said = part.choices[-1]
        said.mood, said.next = int(found[2] or 0), found[3]
        words = (found[1] or "").replace(",", " ").split()
        pairs = list(zip(words[::2], words[1::2], strict=False))
        if len(words) % 2 or not all(points.isdecimal() and int(points) <= 3 for _code, points in pairs):
            self._say(number, _("These points cannot be read."), _("Write each competency with 0 to 3, as in [EMP 3 LIS 2]."))
            return
        said.scores = {code: int(points) for code, points in pairs}

    def _text(self, number: int, line: str) -> None:
        if self.into is None:
            self._say(number, _("This line belongs to no turn."), _("Begin one with ==."))
            return
        self.into.append(_plain(line))


def _as_node(part: _Part) -> Node:
    return Node(id=part.id, says=_join(part.says), prompt=_join(part.prompt), choices=tuple(_as_choice(said) for said in part.choices))


def _as_choice(said: _Said) -> Choice:
    return Choice(
        key=said.key,
        text=_join(said.text),
        next=said.next,
        scores=said.scores,
        mood=said.mood,
        feedback=_join(said.feedback),
        critical_error=said.critical_error,
    )


def _as_ending(part: _Part) -> Ending:
    return Ending(id=part.id, min_mood=part.min_mood, result=part.result or "", story=_join(part.says), coach_note=_join(part.notes))


def _turn(node: Node) -> Iterator[str]:
    yield f"== {node.id}"
    yield from _lines(node.says)
    yield from _marked("? ", node.prompt)
    for choice in node.choices:
        first, *others = list(_lines(choice.text)) or [""]
        yield f"- {choice.key}) {first}".rstrip()
        yield from (f"  {line}" for line in others)
        points = " ".join(f"{code} {number}" for code, number in choice.scores.items())
        yield f"  [{points}] mood {choice.mood:+d} -> {choice.next}"
        if choice.critical_error:
            yield f"  ! {choice.critical_error}"
        yield from (f"  {line}" for line in _marked("> ", choice.feedback))


def _ending(ending: Ending) -> Iterator[str]:
    yield f"== ending {ending.id} {ending.result} from {ending.min_mood}"
    yield from _lines(ending.story)
    yield from _marked("> ", ending.coach_note)


def _marked(sign: str, text: str) -> Iterator[str]:
    for place, line in enumerate(_lines(text)):
        yield line if place else f"{sign}{line}"


def _lines(text: str) -> Iterator[str]:
    """Lines of plain text, so that none of them looks like a sign. An empty one is a backslash."""
    for line in text.split("\n") if text else ():
        plain = line.strip()
        yield f"\\{plain}" if not plain or plain.startswith(_SIGNS) or _EFFECT.match(plain) else plain


def _plain(line: str) -> str:
    return line.removeprefix("\\")


def _join(lines: list[str]) -> str:
    return "\n".join(lines)
