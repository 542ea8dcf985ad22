"""What somebody reads of a change: only what is not as they know it, in their language where that is translated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from courses.catalogue.blocks import LessonBlocks
from courses.catalogue.queries import LessonBody, block_html, body_of, kept_each
from courses.changes.diffing import FIELD, MODULE, STEP, Changed, bare, paragraphs_of, pieces_of
from courses.changes.enums import Difference
from courses.changes.models import Change, ReadAgain
from courses.changes.queries.versions import FIELDS, module_titles, pieces
from courses.enrolments.models import Enrolment, StepProgress
from lms.language.bilingual import active_language

LABELS = {name: block.label for name, block in LessonBlocks().child_blocks.items()}


@dataclass(frozen=True)
class Part:
    """One block that changed: how it reads now (`html`, or `words` where it is no block), and the paragraphs it had before."""

    id: str
    what: Difference
    label: str
    html: SafeString | None
    words: tuple[str, ...]
    before: tuple[str, ...]
    language: str
    translated: bool


@dataclass(frozen=True)
class ToBeRead:
    task: ReadAgain
    title: str
    parts: tuple[Part, ...]
    language: str

    @property
    def untranslated(self) -> bool:
        return not all(part.translated for part in self.parts)


def to_be_read(task: ReadAgain) -> ToBeRead:
    """The delta of one task. A fixed number of queries, however many blocks."""
    language, page = active_language(), task.change.page.specific
    other = _translation(page, language)
    told = _Told(task.change, page, other, task.known)
    wanted = set(task.left or task.blocks)
    parts = tuple(told.part(one) for one in task.change.changed if one.id in wanted)
    return ToBeRead(task, (other or page).title, parts, language)


def all_parts(change: Change) -> tuple[Part, ...]:
    """Everything that a change changed, in the words of its own page: for those who write and teach."""
    told = _Told(change, change.page.specific, None, {})
    return tuple(told.part(one) for one in change.changed)


def label_of(changed: Changed, model: type[Page]) -> str:
    """What a piece is called: the kind of block, or the field of the page."""
    if changed.id.startswith(FIELD):
        return str(model._meta.get_field(changed.kind).verbose_name).capitalize()
    names = {
        STEP: _("Step"),
        MODULE: _("Module"),
        "question": _("Question"),
        "draws": _("Section drawn from the bank"),
        "quiz_questions": _("Question"),
    }
    return str(names.get(changed.kind) or LABELS.get(changed.kind, changed.kind))


def shown_title(change: Change) -> str:
    return shown_titles([change])[change.pk]


def shown_titles(changes: Iterable[Change]) -> dict[int, str]:
    """By change, the title of its page in the reader's language where that is live."""
    language = active_language()
    pages = {change.page_id: change.page for change in changes}
    found = kept_each(f"changes.title:{language}", pages, lambda ids: _titles([pages[pk] for pk in ids], language))
    return {change.pk: found[change.page_id] for change in changes}


def _titles(pages: list[Page], language: str) -> Mapping[int, str]:
    rows = Page.objects.live().filter(translation_key__in={page.translation_key for page in pages}, locale__language_code=language)
    titles = dict(rows.filter(alias_of=None).values_list("translation_key", "title"))
    return {page.pk: titles.get(page.translation_key, page.title) for page in pages}


def _translation(page: Page, language: str) -> Page | None:
    if page.locale.language_code == language:
        return None
    rows = Page.objects.live().filter(translation_key=page.translation_key, locale__language_code=language, alias_of=None)
    found = rows.first()
    return found.specific if found else None


class _Told:
    """Words of a change: from the translation where it has followed, else from the page itself."""

    def __init__(self, change: Change, page: Page, other: Page | None, known: Mapping[str, object]):
        self.page, self.known = page, known
        self.modules = module_titles(change.changed)
        self.language = page.locale.language_code
        self.other, self.then, self.now = other, {}, {}
        before = change.translations.get(active_language()) if other else None
        if other is not None and before:
            fields = FIELDS[type(page)]
            revisions = Revision.objects.in_bulk([before, other.live_revision_id])
            if before in revisions and other.live_revision_id in revisions:
                self.then = {piece.id: piece.value for piece in pieces(revisions[before], type(page))}
                self.now = {piece.id: piece.value for piece in pieces_of(revisions[other.live_revision_id].content, fields)}

    def part(self, changed: Changed) -> Part:
        if changed.kind == "question":
            return Part(changed.id, Difference(changed.what), label_of(changed, type(self.page)), None, (), (), self.language, True)
        if changed.is_structure:
            return self._structure(changed)
        follows = self.other is not None and bare(self.then.get(changed.id)) != bare(self.now.get(changed.id))
        page, language = (self.other, active_language()) if follows else (self.page, self.language)
        before = self.then.get(changed.id) if follows else self.known.get(changed.id, changed.before)
        after = self.now.get(changed.id) if follows else changed.after
        gone = changed.what == Difference.REMOVED
        return Part(
            id=changed.id,
            what=Difference(changed.what),
            label=label_of(changed, type(self.page)),
            html=None if gone else block_html(page, changed.id),
            words=() if gone else tuple(paragraphs_of(after)) or _number(after),
            before=tuple(paragraphs_of(before)) or _number(before),
            language=language,
            translated=follows or self.language == active_language(),
        )

    def _structure(self, changed: Changed) -> Part:
        """A step or a module is told by its name."""
        names = [self.modules.get(value, "") if changed.kind == MODULE else value for value in (changed.after, changed.before)]
        now, before = (tuple(paragraphs_of(name)) if name else () for name in names)
        return Part(changed.id, Difference(changed.what), label_of(changed, type(self.page)), None, now, before, self.language, True)


def _number(value: object) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, int) else ()


@dataclass(frozen=True)
class VersionDone:
    """A page as it was when somebody did it. `body` is None when that version is not kept."""

    progress: StepProgress
    title: str
    body: LessonBody | None
    is_own: bool
    is_live: bool


def version_done(user, progress_id: int) -> VersionDone:
    """Of what this user may see. Raises LookupError."""
    rows = StepProgress.objects.filter(completed_at__isnull=False, enrolment__in=Enrolment.objects.visible_to(user))
    progress = rows.select_related("enrolment__person", "page__locale", "revision").filter(pk=progress_id).first()
    if progress is None or progress.page is None:
        raise LookupError(progress_id)
    page = progress.revision.as_object() if progress.revision else None
    return VersionDone(
        progress,
        page.title if page else progress.page.title,
        body_of(page, active_language()) if page else None,
        progress.enrolment.person_id == user.pk,
        progress.revision_id == progress.page.live_revision_id,
    )


def whole_page(task: ReadAgain) -> str:
    """Where the person reads the whole page again; empty where they cannot."""
    page = task.change.page.specific
    return page.address_for(task.person)
