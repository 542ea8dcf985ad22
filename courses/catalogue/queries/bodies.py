"""The text of a page, rendered once for each live revision and language: its links alone cost more than the rest of the page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from courses.catalogue.queries.outlines import StepOutline

SHAPE = 1  # the next number when the blocks' templates change what they write
FIRST_H2 = re.compile(r"<h2\b")


@dataclass(frozen=True)
class LessonBody:
    """`html` is safe. `block_ids` and `checklist_items` are in the order of the page; `language` is the text's."""

    intro: str
    html: SafeString
    block_ids: tuple[str, ...]
    checklist_items: tuple[str, ...]
    language: str

    def ticked(self, items: Iterable[str]) -> "LessonBody":
        """The same text with these points of its checklist ticked."""
        html = str(self.html)
        for item in set(items).intersection(self.checklist_items):
            box = f'name="item" value="{escape(item)}"'
            html = html.replace(box, f"{box} checked")
        return replace(self, html=mark_safe(html))


def lesson_body(step: StepOutline, language: str) -> LessonBody:
    """The text of a lesson in the page that `step` shows, with the words of the interface in `language`. Warm: no query."""
    return kept_body(step.shown_page_id, step.revision_id, language)


def kept_body(page_id: int, revision_id: int | None, language: str) -> LessonBody:
    """The text of a live page, kept by its live revision; a page published without one is rendered every time."""
    key = f"body:{SHAPE}:{page_id}:{revision_id}:{language}"
    body = cache.get(key) if revision_id else None
    if body is None:
        body = body_of(Page.objects.select_related("locale").get(pk=page_id).specific, language)
        if revision_id:
            cache.set(key, body, timeout=24 * 3600)
    return body


def body_of(page, language: str) -> LessonBody:
    """The text of a page as it is in hand, a draft's too; for a kind of step without text, an empty one."""
    blocks = list(getattr(page, "body", None) or ())
    with translation.override(language):
        html = "".join(_section(block, page) for block in blocks)
    return LessonBody(
        intro=getattr(page, "intro", "") or getattr(page, "summary", ""),
        html=mark_safe(_without_gaps(html)),
        block_ids=tuple(block.id for block in blocks if block.id),
        checklist_items=checklist_items(blocks),
        language=page.locale.language_code,
    )


def checklist_items(blocks) -> tuple[str, ...]:
    """The ids of the points of every checklist among these blocks."""
    lists = [block.value["items"] for block in blocks if block.block_type == "checklist"]
    return tuple(item.id for items in lists for item in items.bound_blocks if item.id)


def block_html(page, block_id: str) -> SafeString | None:
    """One block of a page, as it stands in its text; None where the page has no such block."""
    block = next((one for one in getattr(page, "body", None) or () if one.id == block_id), None)
    return mark_safe(_without_gaps(_section(block, page))) if block else None


def _section(block, page) -> SafeString:
    html = block.render(context={"page": page, "block_id": block.id})
    return format_html(
        '<section class="block block--{} prose" id="b-{}" data-block="{}">{}</section>',
        block.block_type,
        block.id,
        block.id,
        mark_safe(html),
    )


def _without_gaps(html: str) -> str:
    """A small heading before the first h2 counts as one, so that no level is skipped under the page's title."""
    first = FIRST_H2.search(html)
    end = first.start() if first else len(html)
    return html[:end].replace("<h3", '<h3 aria-level="2"') + html[end:]
