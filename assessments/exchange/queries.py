"""Imports as their screens show them, and the questions somebody wants to hand over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from assessments.exchange.enums import Outcome, RunState
from assessments.exchange.items import Format, Unreadable
from assessments.exchange.models import ImportItem, ImportRun
from assessments.exchange.notes import in_words
from assessments.exchange.reading.tables import all_fields, header, headers
from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.models import Question, QuestionTag, QuizPage
from courses.catalogue.models import ModulePage
from lms.competencies.models import Competency
from lms.jobs.models import Job
from lms.language.bilingual import active_language


@dataclass(frozen=True)
class ItemLine:
    item: ImportItem
    kind: str
    notes: tuple[dict, ...]


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


def runs() -> QuerySet[ImportRun]:
    return ImportRun.objects.select_related("sent_by", "competency").annotate(count=Count("items")).order_by("-sent_at", "pk")


def counts_of(run: ImportRun) -> list[tuple[Outcome, int]]:
    """How many items have come to what, in the order of `Outcome`; those with none left out."""
    rows = dict(run.items.order_by().values_list("outcome").annotate(Count("pk")))
    return [(outcome, rows[outcome]) for outcome in Outcome if rows.get(outcome)]


def items_of(run: ImportRun, outcome: str = "") -> QuerySet[ImportItem]:
    rows = run.items.select_related("question")
    return rows.filter(outcome=outcome) if outcome in Outcome.values else rows


def lines(items) -> list[ItemLine]:
    names = dict(QuestionKind.choices)
    return [ItemLine(one, str(names.get(one.kind, one.kind)), tuple(in_words(note) for note in one.notes)) for one in items]


def notes_of(run: ImportRun) -> list[dict]:
    return [in_words(note) for note in run.notes]


def progress_of(run: ImportRun) -> Progress | None:
    work = "take_back" if run.state == RunState.UNDOING else "take_in"
    job = Job.objects.filter(key=f"exchange.{work}:{run.pk}").first()
    return Progress(job.progress_done, job.progress_total) if job and job.progress_total else None


def columns_of(run: ImportRun) -> tuple[list[str], list[tuple[str, str]]]:
    """The headers of a table that was sent, and our fields with their names. Empty for what is no table."""
    is_table = run.format in (Format.CSV, Format.XLSX) or run.name.casefold().endswith((".csv", ".tsv", ".xlsx"))
    if not is_table:
        return [], []
    format = Format.XLSX if run.name.casefold().endswith(".xlsx") or run.format == Format.XLSX else Format.CSV
    try:
        with run.file.open("rb") as file:
            found = headers(file.read(), format=format)
    except Unreadable:
        return [], []
    return found, [(name, header(name, active_language())) for name in all_fields()]


def to_hand_over(*, competency=None, tag=None, kind: str = "", state: str = "") -> QuerySet[Question]:
    rows = Question.objects.that_fit(tag=tag.slug if tag else "", competency_id=competency.pk if competency else None)
    wishes = {"kind": kind, "state": state}
    rows = rows.filter(**{name: value for name, value in wishes.items() if value})
    return rows.select_related("competency").prefetch_related("tags").order_by("code", "pk")


def asked_for(asked: Mapping[str, str]) -> QuerySet[Question]:
    """The same, of what an export keeps of the wish: `ids` parted by commas, or `competency`, `tag`, `kind` and `state`."""
    if "ids" in asked:
        ids = [int(one) for one in asked["ids"].split(",") if one]
        return to_hand_over().filter(pk__in=ids)
    competency = Competency.objects.filter(pk=asked["competency"]).first() if asked.get("competency") else None
    tag = QuestionTag.objects.filter(slug=asked["tag"]).first() if asked.get("tag") else None
    return to_hand_over(competency=competency, tag=tag, kind=asked.get("kind", ""), state=asked.get("state", ""))


def undone_in_words(counts: dict[str, int]) -> str:
    return (
        _("Taken back: %(gone)s gone, %(retired)s retired because they are in use, %(left)s left because somebody has worked on them.")
        % counts
    )


def modules_to_fill() -> QuerySet[ModulePage]:
    """The modules as they were first written: what is added to those is a step in every language."""
    first = ModulePage.objects.values("translation_key").annotate(first=Min("pk")).values("first")
    return ModulePage.objects.filter(pk__in=first).order_by("title")


def tests_of(run: ImportRun) -> list[dict[str, Any]]:
    """The tests of a file that has come in, with how many of their questions there are and the quiz made of each."""
    if run.state != RunState.DONE or not run.tests:
        return []
    there = set(run.items.filter(question__isnull=False).values_list("number", flat=True))
    made = QuizPage.objects.in_bulk([test["quiz"] for test in run.tests if test.get("quiz")])
    return [
        {
            "place": place,
            "title": test["title"] or run.name,
            "asked": sum(_asked(section, there) for section in test["sections"]),
            "sections": len(test["sections"]),
            "quiz": made.get(test.get("quiz")),
        }
        for place, test in enumerate(run.tests)
    ]


def _asked(section: Mapping[str, Any], there: set[int]) -> int:
    found = sum(number in there for number in section["items"])
    return min(section["draws"] or found, found)
