"""Conversations as Twee 3, the exchange text of Twine, for the part of it that a conversation has.

A turn is a passage and a choice is a link. What Twee has no sign for goes in comments of the text that Twine leaves alone:
`<!-- roleplay: {…} -->`, one a passage. Passages of other authors come in as turns; what could not be brought is said.
Format: https://github.com/iftechfoundation/twine-specs/blob/master/twee-3-specification.md
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.roleplays.conversation.graph import END, Choice, Conversation, Ending, Node

_HEAD = re.compile(r"^::[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_META = re.compile(r"[ \t]*(?<!\\)\{.*\}$")
_TAGS = re.compile(r"[ \t]*(?<!\\)\[([^\]]*)(?<!\\)\]$")
_LINK = re.compile(r"\[\[(.+?)\]\]")
_OURS = re.compile(r"<!-- roleplay: (.*?) -->", re.DOTALL)
_MACRO = re.compile(r"<<.*?>>|\(\w[\w-]*:[^)]*\)|<script.*?</script>", re.DOTALL)
_SPECIAL = ("StoryTitle", "StoryData")
_KEYS = "abcdefghijklmnopqrstuvwxyz"
RESULTS = ("good", "partial", "poor")


@dataclass(frozen=True)
class Brought:
    """A conversation out of Twee, or None where there is none in it; and in words what was left out."""

    talk: Conversation | None
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Passage:
    name: str
    tags: tuple[str, ...]
    body: str


def to_twee(talk: Conversation, title: str, ifid: str) -> str:
    """`ifid`: the identity of the story, a UUID in capital letters. Reading it again gives the same conversation."""
    data = {"ifid": ifid, "start": talk.start, "format": "Harlowe", "format-version": "3.3.9"}
    mood = {"start": talk.start, "mood_start": talk.mood_start, "mood_scale": list(talk.mood_scale)}
    parts = [f":: StoryTitle\n{_one_line(_seen(title))}", f":: StoryData\n{_safe(data, indent=2)}", f":: Mood [roleplay]\n{_ours(mood)}"]
    parts += [f":: {_name(node.id)}\n{_turn(node)}" for node in talk.nodes]
    parts += [f":: {_name(one.id)} [ending {one.result}]\n{_seen(one.story)}\n{_ours(vars(one))}" for one in talk.endings]
    return "\n\n\n".join(parts) + "\n"


def from_twee(text: str) -> Brought:
    """What can be brought of a Twee text. Points and moods come in only where `to_twee` wrote them."""
    passages = list(_passages(text.replace("\r\n", "\n")))
    settings = _settings(passages)
    nodes: list[Node] = []
    endings: list[Ending] = []
    dropped: list[str] = []
    for one in passages:
        if one.name in _SPECIAL or "roleplay" in one.tags:
            continue
        if {"script", "stylesheet"} & set(one.tags):
            dropped.append(_("“%(name)s”: scripts and styles are not brought.") % {"name": one.name})
            continue
        if not _OURS.search(one.body) and _MACRO.search(one.body):
            dropped.append(_("“%(name)s”: what its macros do is not brought, only its words.") % {"name": one.name})
        is_ending = "ending" in one.tags or not (_OURS.search(one.body) or _LINK.search(one.body))
        if is_ending:
            endings.append(_ending(one))
        else:
            nodes.append(_node(one, dropped))
    if not nodes:
        return Brought(None, tuple(dropped))
    start = settings.get("start")
    mood, (low, high) = _mood(settings)
    talk = Conversation(start if start and isinstance(start, str) else nodes[0].id, tuple(nodes), tuple(endings), mood, (low, high))
    return Brought(talk, tuple(dropped))


def _turn(node: Node) -> str:
    links = "\n".join(f"[[{_label(choice)}->{_name(choice.next)}]]" for choice in node.choices)
    kept = {"id": node.id, "says": node.says, "prompt": node.prompt}
    kept["choices"] = [{**vars(one), "scores": dict(one.scores)} for one in node.choices]
    return f"{_seen(node.says)}\n{_seen(node.prompt)}\n{links}\n{_ours(kept)}"


def _seen(text: str) -> str:
    """Words that Twine shows: nothing in them begins a passage, a link or a comment. The comment keeps them as they are."""
    return text.replace("::", ": :").replace("[[", "[ [").replace("<!--", "<! --")


def _label(choice: Choice) -> str:
    return _one_line(_seen(choice.text)).replace("]]", "] ]").replace("->", "→").replace("<-", "←").replace("|", "/") or choice.key


def _ours(data: Any) -> str:
    return f"<!-- roleplay: {_safe(data)} -->"


def _safe(data: Any, indent: int | None = None) -> str:
    """JSON in which nothing looks like the end of a comment or the head of a passage."""
    return json.dumps(data, ensure_ascii=False, indent=indent).replace("--", "-\\u002d").replace("::", ":\\u003a")


def _name(id: str) -> str:
    return re.sub(r"([\\\[\]{}])", r"\\\1", id)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _passages(text: str) -> Iterator[_Passage]:
    heads = list(_HEAD.finditer(text))
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        name = _META.sub("", head[1])
        tags = _TAGS.search(name)
        yield _Passage(
            _id(re.sub(r"\\(.)", r"\1", _TAGS.sub("", name))), tuple(tags[1].split()) if tags else (), text[head.end() : end].strip()
        )


def _settings(passages: list[_Passage]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in passages:
        if one.name == "StoryData":
            found["start"] = _id(str(_json(one.body).get("start") or ""))
        elif "roleplay" in one.tags:
            found |= _kept(one)
    return found


def _mood(settings: dict[str, Any]) -> tuple[int, tuple[int, int]]:
    match settings.get("mood_start"), settings.get("mood_scale"):
        case int(mood), [int(low), int(high)]:
            return mood, (low, high)
    return 5, (0, 10)


def _kept(passage: _Passage) -> dict[str, Any]:
    ours = _OURS.search(passage.body)
    return _json(ours[1]) if ours else {}


def _json(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _node(passage: _Passage, dropped: list[str]) -> Node:
    match _kept(passage):
        case {"id": str(id), "says": str(says), "prompt": str(prompt), "choices": [*rows]} if all(_is_choice(one) for one in rows):
            return Node(id, says, tuple(Choice(**one) for one in rows), prompt)
    return _node_of_words(passage, dropped)


def _is_choice(row: Any) -> bool:
    """Whether a row is a choice as `to_twee` writes it; another program, or a hand, may have written it."""
    if not isinstance(row, dict) or set(row) != set(Choice.__dataclass_fields__):
        return False
    words = [row[name] for name in ("key", "text", "next", "feedback", "critical_error")]
    scores = row["scores"]
    if not isinstance(scores, dict) or not all(isinstance(points, int) and 0 <= points <= 3 for points in scores.values()):
        return False
    return isinstance(row["mood"], int) and all(isinstance(one, str) for one in words)


def _node_of_words(passage: _Passage, dropped: list[str]) -> Node:
    links = [_target(one) for one in _LINK.findall(passage.body)]
    if len(links) > len(_KEYS):
        dropped.append(_("“%(name)s”: only its first %(number)d links are brought.") % {"name": passage.name, "number": len(_KEYS)})
    choices = tuple(Choice(key, text, target) for key, (text, target) in zip(_KEYS, links, strict=False))
    return Node(passage.name, _words(passage.body), choices)


def _ending(passage: _Passage) -> Ending:
    match _kept(passage):
        case {"id": str(id), "min_mood": int(mood), "result": str(result), "story": str(story), "coach_note": str(note)}:
            return Ending(id, mood, result, story, note)
    result = next((tag for tag in passage.tags if tag in RESULTS), "partial")
    return Ending(passage.name, 0, result, _words(passage.body))


def _target(link: str) -> tuple[str, str]:
    """[[words->passage]], [[passage<-words]], [[words|passage]] or [[passage]]."""
    if "->" in link:
        words, _arrow, target = link.rpartition("->")
    elif "<-" in link:
        target, _arrow, words = link.partition("<-")
    else:
        words, _bar, target = link.rpartition("|")
    return (words or target).strip(), _id(target) or END


def _id(name: str) -> str:
    """A name of Twine may have spaces; that of a turn has none."""
    return "-".join(name.split())


def _words(body: str) -> str:
    plain = _MACRO.sub("", _LINK.sub("", _OURS.sub("", body)))
    return "\n".join(line.strip() for line in plain.split("\n") if line.strip())
