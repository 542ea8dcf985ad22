"""Sending a file, looking it over, taking it in, and taking the whole of it back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from wagtail.log_actions import log

from assessments.exchange import bank
from assessments.exchange.enums import Outcome, RunState
from assessments.exchange.items import Item, Note, Reading, Unreadable, Verdict
from assessments.exchange.models import ImportItem, ImportRun
from assessments.exchange.notes import as_kept
from assessments.exchange.reading import read
from assessments.exchange.reading.formatted import FILL_IN
from assessments.exchange.writing import suffix_of
from assessments.quizzes.actions import retire_question
from assessments.quizzes.content import in_words, split_at_gaps
from assessments.quizzes.models import Question, QuizDraw, QuizPage, QuizQuestion
from courses.catalogue.models import ModulePage
from lms.competencies.models import Competency
from lms.exports.actions import ask_for_export
from lms.exports.models import Export
from lms.jobs.actions import enqueue
from lms.language.bilingual import pick

BATCH = 50
GAP = "_____"
MOST_AT_ONCE = 200  # questions that are taken back within the request
_OUTCOMES = {Verdict.UNSUPPORTED: Outcome.UNSUPPORTED, Verdict.BROKEN: Outcome.BROKEN}
_IN_USE = Note(_("It is asked by a quiz or has been answered, so it was retired instead."))
_CHANGED = Note(_("Somebody has worked on it since, so it was left in the bank."))


def begin_import(
    *,
    data: bytes,
    name: str,
    actor,
    format: str = "",
    language: str = "es",
    competency: Competency | None = None,
    tags: Iterable[str] = (),
) -> ImportRun:
    """Keeps the file and queues its reading. Nothing of the bank is written."""
    with transaction.atomic():
        run = ImportRun(name=name[:200], format=format, language=language, competency=competency, tags=list(tags), sent_by=actor)
        run.file.save(name[-80:], ContentFile(data), save=False)
        run.save()
        _queue_reading(run)
    return run


def map_columns(*, run: ImportRun, columns: Mapping[str, str]) -> ImportRun:
    """Says which column of a table holds what, and reads it again. Only before anything has come in."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state in (RunState.READY, RunState.FAILED):
            run.columns, run.state, run.notes = dict(columns), RunState.READING, []
            run.save(update_fields=["columns", "state", "notes"])
            _queue_reading(run)
    return run


def hand_over(*, asked: Mapping[str, str], actor) -> Export:
    """Queues a file of the questions that `queries.asked_for` finds, in the format that `asked` names."""
    suffix = suffix_of(asked["format"]).removeprefix(".")
    return ask_for_export(kind="exchange.questions", title=gettext("Questions"), suffix=suffix, asked=asked, actor=actor)


def reading_of(run: ImportRun) -> Reading:
    """The file as it is read. Raises `Unreadable`."""
    with run.file.open("rb") as file:
        data = file.read()
    return read(data, name=run.name, format=run.format or None, language=run.language, columns=run.columns or None)


def look_over(*, run: ImportRun) -> None:
    """Reads the file and keeps what would become of each item. Safe to repeat; writes nothing of the bank."""
    try:
        found = reading_of(run)
    except Unreadable as refusal:
        _settle(run, RunState.FAILED, notes=[refusal.note])
        return
    rows = list(_looked_over(run, found.items))
    with transaction.atomic():
        run.items.all().delete()
        ImportItem.objects.bulk_create(rows, batch_size=500)
        run.tests = [asdict(test) for test in found.tests]
        _settle(run, RunState.READY, notes=found.notes, format=found.format)


def carry_out_import(*, run: ImportRun, actor) -> ImportRun:
    """Queues the new items to come into the bank as drafts. The second time changes nothing."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state == RunState.READY:
            run.state = RunState.IMPORTING
            run.save(update_fields=["state"])
            total = run.items.filter(outcome=Outcome.NEW).count()
            enqueue(kind="exchange.take_in", payload={"run": str(run.pk)}, key=f"exchange.take_in:{run.pk}", actor=actor, total=total)
    return run


def take_in(*, run: ImportRun, items: Iterable[tuple[int, Item]], competencies: Mapping[str, Competency]) -> int:
    """Takes some items in, each with its line in the run, in one transaction: a killed worker leaves none twice. Returns how many.

    What has come into the bank since the file was looked over (the same file sent twice) is a duplicate by now.
    """
    items = dict(items)
    with transaction.atomic():
        # The lock: of two files at once, the second finds the questions of the first there.
        ImportRun.objects.select_for_update(of=("self",)).order_by("sent_at", "pk").first()
        rows = list(run.items.select_for_update().filter(outcome=Outcome.NEW, number__in=items))
        prints = {row.number: bank.fingerprint_of(items[row.number]) for row in rows}
        there = known_questions(prints.values())
        new = [row for row in rows if prints[row.number] not in there]
        wishes = {"competencies": competencies, "competency": run.competency, "tags": run.tags, "actor": run.sent_by}
        kept = bank.keep([items[row.number] for row in new], **wishes)
        for row in rows:
            row.question, row.outcome = there.get(prints[row.number]), Outcome.DUPLICATE
        for row, question in zip(new, kept, strict=True):
            row.question, row.outcome = question, Outcome.IMPORTED
        ImportItem.objects.bulk_update(rows, ["question", "outcome"])
    return len(new)


def finish_import(*, run: ImportRun, now: datetime | None = None) -> None:
    with transaction.atomic():
        if ImportRun.objects.filter(pk=run.pk, state=RunState.IMPORTING).update(state=RunState.DONE, done_at=now or timezone.now()):
            first = run.items.filter(question__isnull=False).select_related("question").first()
            if first:
                count = run.items.filter(outcome=Outcome.IMPORTED).count()
                log(instance=first.question, action="exchange.import", user=run.sent_by, data={"run": str(run.pk), "count": count})


def make_quiz(*, run: ImportRun, place: int, module: ModulePage, actor) -> QuizPage:
    """Makes a quiz, as a draft of the module, of the test at `place` of the file. The second time gives the same quiz.

    A section that asks all of its questions is asked whole; one that draws gets a tag of its own to draw by. Raises `LookupError` when
    there is no such test, or none of its questions is in the bank; `PermissionDenied` for whoever may not write in the module.
    """
    if not module.permissions_for_user(actor).can_add_subpage():
        raise PermissionDenied
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        test = run.tests[place]
        if made := QuizPage.objects.filter(pk=test.get("quiz")).first():
            return made
        there = {row.number: row.question for row in run.items.filter(question__isnull=False).select_related("question")}
        if run.state != RunState.DONE or not any(number in there for section in test["sections"] for number in section["items"]):
            raise LookupError(place)
        quiz = QuizPage(
            title=test["title"] or run.name,
            slug=f"test-{run.pk.hex[:8]}-{place + 1}",
            time_limit=test["minutes"],
            shuffle_questions=test["shuffled"],
            live=False,
        )
        module.add_child(instance=quiz)
        for section in test["sections"]:
            _add_section(quiz, section, [there[number] for number in section["items"] if number in there])
        quiz.save()
        quiz.save_revision(user=actor, log_action="wagtail.create")
        run.tests[place]["quiz"] = quiz.pk
        run.save(update_fields=["tests"])
    return quiz


def _add_section(quiz: QuizPage, section: Mapping[str, Any], questions: list[Question]) -> None:
    if not section["draws"] or section["draws"] >= len(questions):
        for question in questions:
            quiz.quiz_questions.add(QuizQuestion(question=question, sort_order=quiz.quiz_questions.count()))
        return
    tag = f"{slugify(section['title'])[:40].strip('-') or 'section'}-{quiz.pk}-{quiz.draws.count() + 1}"
    for question in questions:
        question.tags.add(tag)
        question.save()
    titles = {"title_es": section["title"][:120], "title_en": section["title"][:120]}
    quiz.draws.add(QuizDraw(**titles, count=section["draws"], tag=tag, sort_order=quiz.draws.count()))


def undo_import(*, run: ImportRun, actor) -> dict[str, int]:
    """Takes a whole import back: what nobody has used or changed goes, what was used is retired, what was changed stays.

    Returns how many of each: {"gone", "retired", "left"}. Safe to call twice. Of many questions a job does it; then all are 0 for now.
    """
    counts = {"gone": 0, "retired": 0, "left": 0}
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state != RunState.DONE:
            return counts
        total = run.items.filter(outcome=Outcome.IMPORTED).count()
        run.state = RunState.UNDOING
        run.save(update_fields=["state"])
        if total > MOST_AT_ONCE:
            enqueue(kind="exchange.take_back", payload={"run": str(run.pk)}, key=f"exchange.take_back:{run.pk}", actor=actor, total=total)
            return counts
        while done := take_back(run=run, actor=actor):
            for what in done:
                counts[what] += 1
        finish_undo(run=run)
    return counts


def take_back(*, run: ImportRun, actor) -> list[str]:
    """Takes some questions back in one transaction; says of each whether it is "gone", "retired" or "left". Empty when none is left."""
    with transaction.atomic():
        rows = run.items.select_for_update(of=("self",)).filter(outcome=Outcome.IMPORTED).select_related("question")[:BATCH]
        return [_take_back(row, run, actor) for row in rows]


def finish_undo(*, run: ImportRun) -> None:
    ImportRun.objects.filter(pk=run.pk, state=RunState.UNDOING).update(state=RunState.UNDONE)


def _take_back(row: ImportItem, run: ImportRun, actor) -> str:
    question = row.question
    if question is None:
        row.outcome, what = Outcome.UNDONE, "gone"
    elif question.in_use or question.versions.exists():
        retire_question(question=question, actor=actor)
        row.outcome, row.notes, what = Outcome.LEFT, [*row.notes, as_kept(_IN_USE)], "retired"
    elif run.done_at and question.updated_at > run.done_at:
        row.outcome, row.notes, what = Outcome.LEFT, [*row.notes, as_kept(_CHANGED)], "left"
    else:
        row.question, row.outcome, what = None, Outcome.UNDONE, "gone"
        row.save(update_fields=["question", "outcome"])
        question.delete()
        return what
    row.save(update_fields=["outcome", "notes"])
    return what


def _queue_reading(run: ImportRun) -> None:
    enqueue(kind="exchange.look_over", payload={"run": str(run.pk)}, actor=run.sent_by)


def _settle(run: ImportRun, state: str, *, notes: Iterable[Note], format: str = "") -> None:
    run.state, run.notes, run.format = state, [as_kept(note) for note in notes], format or run.format
    run.save(update_fields=["state", "notes", "format", "tests"])


def _looked_over(run: ImportRun, items: Iterable[Item]) -> Iterable[ImportItem]:
    items = list(items)
    prints = {number: bank.fingerprint_of(item) for number, item in enumerate(items, 1) if item.verdict == Verdict.READY}
    there = known_questions(prints.values())
    seen: dict[str, int] = {}
    for number, item in enumerate(items, 1):
        row = ImportItem(run=run, number=number, line=item.line, kind=item.kind[:60], text=words_of(item))
        row.notes = [as_kept(note) for note in item.notes]
        row.outcome = _OUTCOMES.get(item.verdict, Outcome.NEW)
        if mark := prints.get(number):
            if twin := there.get(mark):
                row.outcome, row.question = Outcome.DUPLICATE, twin
            elif mark in seen:
                row.outcome = Outcome.DUPLICATE
                row.notes.append(as_kept(Note(_("The same as item %(number)s of this file."), values={"number": seen[mark]})))
            seen.setdefault(mark, number)
        yield row


def known_questions(prints: Iterable[str]) -> dict[str, Question]:
    """The questions of the bank by fingerprint, of those that are asked for."""
    wanted, found = sorted(set(prints)), {}
    for start in range(0, len(wanted), 500):
        for question in Question.objects.filter(fingerprint__in=wanted[start : start + 500]):
            found.setdefault(question.fingerprint, question)
    return found


def words_of(item: Item) -> str:
    """The stem of an item on one line, or its title; of a text with gaps the text too, for many ask nothing else."""
    content = item.content or {}
    stem, text = pick(item.stem), GAP.join(split_at_gaps(pick(content.get("text") or {}))[::2])
    asked = f"{'' if text and stem in (FILL_IN.es, FILL_IN.en) else stem} {text}"
    return (in_words(asked, content.get("format") or "plain") or item.title)[:300]
