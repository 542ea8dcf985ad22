"""Questions as Moodle's GIFT, in one language: https://docs.moodle.org/en/GIFT_format.

Competency, level and difficulty stand in comments, which Moodle passes over and our own reader takes in.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Item, Note
from assessments.exchange.reading.markup import looks_formatted
from assessments.exchange.writing.gift.answers import WRITERS, Page
from assessments.exchange.writing.gift.signs import escaped, one_line
from assessments.exchange.writing.telling import CannotHold, told
from assessments.quizzes.content import media_names, texts_of
from assessments.quizzes.enums import QuestionKind
from lms.language.bilingual import LANGUAGES

_ON_ONE_LINE = (QuestionKind.TRUE_FALSE, QuestionKind.FREE)
_OPENED = (QuestionKind.NUMBER, QuestionKind.ORDERING)  # their first line belongs to the brace


def write_gift(items: Sequence[Item], *, language: str | None = None) -> tuple[str, tuple[Note, ...]]:
    """The file, and what it could not hold, by question. `language` is the one in which most are written unless said."""
    language = language or _language_of(items)
    notes: list[Note] = list(_other_language(items, language))
    written: list[str] = []
    category: tuple[str, ...] = ()
    for item in items:
        try:
            question, said = _question(item, language)
        except CannotHold as cannot:
            notes.append(cannot.note)
            continue
        if item.category != category:
            category = item.category
            written.append(_category(category))
        written.append(question)
        notes += said
    return "".join(f"{one}\n\n" for one in written), tuple(notes)


def _language_of(items: Sequence[Item]) -> str:
    most: str = max(LANGUAGES, key=lambda code: sum(1 for item in items if item.stem.get(code)))
    return most


def _other_language(items: Sequence[Item], language: str) -> tuple[Note, ...]:
    """What is lost of questions that are written in both."""
    other = next(code for code in LANGUAGES if code != language)
    lost = sum(1 for item in items if item.stem.get(language) and item.stem.get(other))
    if not lost:
        return ()
    return (
        Note(
            _("GIFT holds one language. Questions whose words in the other one (%(language)s) are not in the file: %(count)s."),
            _("Take them out in that language too, or as an Excel file, which holds both."),
            {"language": other, "count": lost},
        ),
    )


def _question(item: Item, language: str) -> tuple[str, list[Note]]:
    content = item.content
    if content is None or item.kind not in WRITERS:
        raise CannotHold(told(_("“%(question)s” was left out: GIFT has no questions of its kind."), item, _("Take it out as Moodle XML.")))
    page = Page(item, language if item.stem.get(language) else _language_of([item]), "html")
    if page.language != language and item.stem.get(page.language):
        page.tell(_("“%(question)s” is not written in the language of the file: it stands there in the other one."))
    if media_names(content):
        page.tell(_("“%(question)s”: its images are not in the file, for GIFT holds none."), _("Take it out as Moodle XML."))
    page.text_format, named = _format_of(page)
    name = f"::{escaped(one_line(item.title))}::" if item.title else ""
    stem = named + escaped(item.stem.get(page.language, "")) if named else page.text(item.stem)
    return "\n".join((*_comments(item), f"{name}{stem}{{{_braces(page)}}}")), page.notes


def _braces(page: Page) -> str:
    lines = list(WRITERS[page.item.kind](page))
    explained = page.text(page.content.get("explanation"))
    if explained and page.item.kind != QuestionKind.ORDERING:
        lines.append(f"####{explained}")
    if page.item.kind in _ON_ONE_LINE:
        return "".join(lines)
    opening = lines.pop(0) if page.item.kind in _OPENED else ""
    return "".join((opening, "\n", *(f"\t{line}\n" for line in lines)))


def _format_of(page: Page) -> tuple[str, str]:
    """How GIFT calls the format, and what stands before the text. Moodle takes tags in a text without a format for tags."""
    if page.content.get("format") == "html":
        return "html", "[html]"
    if any(looks_formatted(one.get(page.language, "")) for one in texts_of(page.content)):
        return "plain", "[plain]"
    return "moodle", ""


def _comments(item: Item) -> list[str]:
    said = [
        ("id", item.code),
        *(("tag", tag) for tag in item.tags),
        ("competency", item.competency),
        ("level", item.level),
        ("difficulty", item.difficulty),
    ]
    marks = ["[{}:{}]".format(name, one_line(str(value)).replace("]", "\\]")) for name, value in said if value]
    return [f"// {' '.join(marks)}"] if marks else []


def _category(path: Sequence[str]) -> str:
    return "$CATEGORY: " + "/".join(("$course$", "top", *(one_line(name).replace("/", "//") for name in path)))
