"""What a question that could be read still lacks, whatever the format: nobody should find an empty one in the bank without being told."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Item, Note, Verdict

_PARTS = ("options", "items", "prompts", "targets")


def told(item: Item) -> Item:
    """The item, with a note for a text that nobody wrote."""
    if item.verdict != Verdict.READY or item.content is None:
        return item
    notes = []
    if not _says(item.stem):
        notes.append(
            Note(_("It asks nothing: the text of the question is missing."), _("Write it before you set it live."), line=item.line)
        )
    empty = sum(1 for name in _PARTS for one in item.content.get(name) or () if not _says(one["text"]))
    if empty:
        message = _("Answers of it without a text: %(count)s.")
        notes.append(Note(message, _("Write them, or take them out."), {"count": empty}, item.line))
    return replace(item, notes=(*item.notes, *notes)) if notes else item


def _says(text: Mapping[str, str]) -> bool:
    return any(one.strip() for one in text.values())
