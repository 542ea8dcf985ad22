"""What is missing before a page may be published. No database here: the caller gives the blocks, the steps and the states."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from courses.catalogue.enums import Completion, TranslationState


@dataclass(frozen=True)
class Problem:
    """`what` is wrong and the `mend`, both in words; `block_id` says where in the text. One that does not stop only warns."""

    what: str
    mend: str
    block_id: str = ""
    stops: bool = True


@dataclass(frozen=True)
class StepFacts:
    title: str
    live: bool


@dataclass(frozen=True)
class Saying:
    """What is said of a draft on its way to its readers, in `words`, and the `act` that leads to `url`. One that stops comes first."""

    words: str
    url: str
    act: str
    stops: bool = False


def body_problems(blocks: Iterable) -> list[Problem]:
    """Of each block: a picture without words, a film without captions, a recording without its transcript."""
    return [problem for block in blocks for problem in _block_problems(block)]


def completion_problem(completion: str, blocks: Iterable) -> str:
    """Why nobody could complete a lesson that is done in this way; empty when they can."""
    lists = sum(block.block_type == "checklist" for block in blocks)
    if completion == Completion.CHECKLIST and not lists:
        return _("It is done when every point of the checklist is ticked, and it has no checklist.")
    return ""


def module_problems(steps: list[StepFacts], *, going_live: bool) -> list[Problem]:
    """A module needs something to do in it; on the day it goes live, something that is live."""
    if not steps:
        return [Problem(_("The module has no steps."), _("Add a lesson or a quiz."))]
    waiting = [step.title for step in steps if not step.live]
    if len(waiting) == len(steps) and going_live:
        return [Problem(_("None of its steps is live."), _("Publish its steps first."))]
    if waiting:
        names = ", ".join(waiting)
        return [
            Problem(_("Not live yet: %(names)s.") % {"names": names}, _("Learners will not see these steps until they are."), stops=False)
        ]
    return []


def programme_problems(modules: list[StepFacts]) -> list[Problem]:
    if not modules:
        return [Problem(_("The programme lists no modules."), _("Choose the modules and their days."))]
    waiting = ", ".join(module.title for module in modules if not module.live)
    if waiting:
        return [
            Problem(
                _("Not live yet: %(names)s.") % {"names": waiting}, _("Learners will not see these modules until they are."), stops=False
            )
        ]
    return []


def translation_problems(state: str) -> list[Problem]:
    """Never stops: an academy may publish in one language first."""
    if state == TranslationState.MISSING:
        return [Problem(_("Not yet translated."), _("Choose “Translate this page” in the menu of the page."), stops=False)]
    if state == TranslationState.BEHIND:
        return [Problem(_("The translation is behind the original."), _("Bring the translation up to date."), stops=False)]
    return []


def _block_problems(block) -> list[Problem]:
    check = _CHECKS.get(block.block_type)
    found = check(block.value) if check else []
    return [Problem(f"{_name(block)}: {what}", mend, block.id or "") for what, mend in found]


def _image(value) -> list[tuple[str, str]]:
    if not value.get("image"):
        return [(_("it has no picture."), _("Choose one, or take the block away."))]
    if not (value.get("alt") or "").strip():
        return [(_("it has no words for those who cannot see it."), _("Say what the picture shows."))]
    return []


def _video(value) -> list[tuple[str, str]]:
    found = _recording(value)
    if value.get("file") and not value.get("captions"):
        found.append((_("it has no captions."), _("Upload a .vtt file.")))
    if not value.get("file") and not value.player:
        found.append((_("it has no film."), _("Choose a file or give an address.")))
    return found


def _recording(value) -> list[tuple[str, str]]:
    said = strip_tags(getattr(value.get("transcript"), "source", "") or "").strip()
    return [] if said else [(_("it has no transcript."), _("Write what is said."))]


def _check(value) -> list[tuple[str, str]]:
    right = sum(bool(option.get("correct")) for option in value["options"])
    return [] if right == 1 else [(_("it needs one right option, and only one."), _("Mark the right one."))]


_CHECKS = {"image": _image, "video": _video, "audio": _recording, "check": _check}


def _name(block) -> str:
    """Video “The packs”."""
    value = block.value
    title = value.get("title") or value.get("question") or value.get("caption") or ""
    label = str(block.block.label)
    return f"{label} “{Truncator(title).chars(40)}”" if title else label
