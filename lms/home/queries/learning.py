"""The learner's day: what to do now and why, the staircase, one thing to practise, what was asked, certificates, who helps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalogue.enums import Completion, LessonType
from courses.catalogue.queries import one_catalogue
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.models import Enrolment, LessonQuestion
from courses.enrolments.queries import DayView, ModuleView, Path, StepView, learner_enrolments, paths
from lms.home.queries.proving import CertificateLine, Practice, certificates_of, practice_of
from lms.home.today import day_in_words, headline, in_a_sentence, is_rest, late_headline
from lms.notifications.models import Notification
from lms.notifications.queries import unread_of
from lms.statements import Statement

AT_A_DESK = frozenset({LessonType.ONLINE, LessonType.QUIZ})
MOST_AT_ONCE = 5  # enrolments in progress whose next step is shown
MOST_ASKED = 3
MOST_NEWS = 5
TOLD_APART = ("changes.read_again",)  # stands on the screen as what it asks
_ASKED = Statement(
    lambda person: LessonQuestion.objects.filter(person=person).select_related("answered_by").order_by("-asked_at")[:MOST_ASKED],
    person=999_999_999,
)


@dataclass(frozen=True)
class Now:
    """The one thing to do next. `facts` are pairs of a word and what it is; without `url` there is nothing to open yet."""

    kicker: str
    title: str
    facts: tuple[tuple[str, str], ...]
    url: str = ""
    action: str = ""
    text: str = ""


@dataclass(frozen=True)
class AgendaRow:
    state: str
    title: str
    url: str
    minutes: int
    kind: str
    is_now: bool


@dataclass(frozen=True)
class Helper:
    name: str
    email: str
    note: str


@dataclass(frozen=True)
class LearningToday:
    """The whole screen. `stage` is nothing, before, running, or finished."""

    stage: str
    title: str = ""
    lede: str = ""
    stairs: tuple[dict, ...] = ()
    stairs_label: str = ""
    noun: str = ""
    now: Now | None = None
    why: str = ""
    why_title: str = ""
    agenda_title: str = ""
    agenda: tuple[AgendaRow, ...] = ()
    others: tuple[Now, ...] = ()
    practice: Practice | None = None
    questions: tuple[LessonQuestion, ...] = ()
    certificates: tuple[CertificateLine, ...] = ()
    helpers: tuple[Helper, ...] = ()
    news: tuple[Notification, ...] = ()
    cohorts: Mapping[int, int] = field(default_factory=dict)  # in which enrolments one is in a class, and in which cohort

    @property
    def minutes_left(self) -> int:
        return sum(row.minutes for row in self.agenda if row.state != "met")


def learning_today(person, now: datetime) -> LearningToday:
    """Nine queries, however many enrolments, modules, questions and certificates there are."""
    rows = list(learner_enrolments(person))
    active = [row for row in rows if row.state == EnrolmentState.ACTIVE][:MOST_AT_ONCE]
    finished = sorted((row for row in rows if row.state == EnrolmentState.COMPLETED), key=lambda row: row.completed_at, reverse=True)
    with one_catalogue():
        ways = paths(active or finished[:1], now=now, known=person)
    news = unread(person)
    if not ways:
        return LearningToday(stage="nothing", news=news, certificates=certificates_of(person, (), timezone.localdate(now)))
    return _screen(person, ways, bool(active), news)


def unread(person) -> tuple[Notification, ...]:
    return tuple(islice((row for row in unread_of(person) if row.kind not in TOLD_APART), MOST_NEWS))


def _screen(person, ways: list[Path], active: bool, news: tuple[Notification, ...]) -> LearningToday:
    main = _main(ways)
    today = main.today
    first = _first(ways, main)
    stage = "finished" if not active else "before" if today < main.enrolment.starts_on else "running"
    title, lede = {"before": _before, "running": _running, "finished": _finished}[stage](main)
    agenda_title, agenda = _agenda(main) if stage == "running" else ("", ())
    stairs, noun = _stairs(main)
    return LearningToday(
        stage=stage,
        title=title,
        lede=lede,
        stairs=stairs,
        stairs_label=main.title,
        noun=noun,
        now=_now(first) if active else None,
        why=first.enrolment.assignment.reason if active else "",
        why_title=_assigned_by(first.enrolment),
        agenda_title=agenda_title,
        agenda=agenda,
        others=tuple(_now(way) for way in ways if way is not first) if active else (),
        practice=practice_of(ways, today) if stage == "running" else None,
        questions=_asked(person),
        certificates=certificates_of(person, ways if active else (), today),
        helpers=_helpers(main.enrolment),
        news=news,
        cohorts={way.enrolment.pk: way.enrolment.cohort_id for way in ways if active and way.enrolment.cohort_id},
    )


def _main(ways: list[Path]) -> Path:
    """Whose staircase is shown: the programme that is under way, else the first there is."""
    started = [way for way in ways if way.enrolment.starts_on <= way.today]
    programmes = [way for way in started if way.programme]
    return (programmes or started or ways)[0]


def _first(ways: list[Path], main: Path) -> Path:
    """What to do first: what is due by today, else the main path, else whatever has a step open."""
    pressing = [way for way in ways if way.next_step and way.enrolment.due_on and way.enrolment.due_on <= way.today]
    open_ones = [way for way in ways if way.next_step]
    return pressing[0] if pressing else main if main.next_step or not open_ones else open_ones[0]


def _before(way: Path) -> tuple[str, str]:
    day = day_in_words(way.enrolment.starts_on, way.today)
    return _("You start %(day)s") % {"day": day}, way.programme.outcome if way.programme else way.modules[0].outline.outcome


def _running(way: Path) -> tuple[str, str]:
    module = way.current
    if module is None:
        return way.title, ""
    if not way.programme:
        return module.title, module.outline.outcome
    if module.locked and module.opens_on > way.today:
        opens = {"day": day_in_words(module.opens_on, way.today), "topic": in_a_sentence(module.short_title, _said_in(module))}
        title = _("Today you rest") if is_rest(way.today) else _("Nothing more for today")
        return title, _("You are up to date. Next comes %(topic)s, %(day)s.") % opens
    if module.on < way.today:
        return late_headline(module.day, module.short_title, _said_in(module)), _(
            "You are a little behind, and it can be made up. Start with what is left of this day."
        )
    return headline(module.day, module.short_title, _said_in(module)), module.outline.outcome


def _said_in(module: ModuleView) -> list[str]:
    """What stands beside its title: names are known by it."""
    return [module.outline.outcome, *(step.title for step in module.steps)]


def _finished(way: Path) -> tuple[str, str]:
    words = {"title": way.title, "day": day_in_words(timezone.localdate(way.enrolment.completed_at), way.today)}
    return _("You made it to the top"), _("You completed “%(title)s”: %(day)s. Everything you learned stays open to you.") % words


def _stairs(way: Path) -> tuple[tuple[dict, ...], str]:
    """A step for each day of a programme, or for each step of a module on its own; and what a step is called."""
    if not way.programme:
        steps = way.modules[0].steps if way.modules else ()
        here = way.next_step
        return tuple(_stair(number, step.title, step.state, step.url, step is here) for number, step in enumerate(steps, 1)), _("Step")
    url = reverse("enrolments:programme", args=[way.enrolment.pk])
    here = way.current.day if way.current and way.today >= way.enrolment.starts_on else None
    return tuple(_stair(day.number, day.label, day.state, f"{url}#day-{day.number}", day.number == here) for day in _days(way)), _("Day")


def _stair(number: int, label: str, state: str, url: str, here: bool) -> dict:
    return {"number": number, "label": label, "state": "progress" if here and state == "missing" else state, "url": url, "here": here}


def _days(way: Path) -> list[DayView]:
    ordered = sorted(way.modules, key=_day_of)
    return [
        DayView(number, modules[0].on, modules) for number, modules in ((n, tuple(group)) for n, group in groupby(ordered, key=_day_of))
    ]


def _day_of(module: ModuleView) -> int:
    return module.day


def _now(way: Path) -> Now:
    """What one enrolment asks for next."""
    module, step, enrolment = way.current, way.next_step, way.enrolment
    if way.today < enrolment.starts_on:
        return Now(
            _("First day"), way.title, tuple(_facts([(_("When"), day_in_words(enrolment.starts_on, way.today)), *_place(way, None)]))
        )
    if module is None:
        return Now(_("Done"), way.title, (), text=_("All its steps are done."))
    if step is None:
        return Now(_("Next"), module.title, tuple(_facts(_place(way, None))), text=module.reason)
    return Now(
        kicker=_("Now") if step.state == "missing" else _("Go on where you were"),
        title=step.title,
        facts=tuple(_facts([*_place(way, step), *_time(way, step), (_("So that you can"), in_a_sentence(step.outline.objective))])),
        url=step.url,
        action=_action(step),
    )


def _facts(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(word, text) for word, text in pairs if text]


def _place(way: Path, step: StepView | None) -> list[tuple[str, str]]:
    cohort = way.enrolment.cohort
    if step and step.outline.lesson_type in AT_A_DESK:
        return [(_("Where"), _("Online, at your desk"))]
    if cohort is None:
        return [(_("Where"), _("Online, at your desk"))] if step else []
    return [(_("Where"), cohort.room), (_("With"), str(cohort.trainer or cohort.tutor or ""))]


def _time(way: Path, step: StepView) -> list[tuple[str, str]]:
    due = way.current.on if way.programme else way.enrolment.due_on
    late = due is not None and due < way.today
    by_when = (
        _("It was for %(day)s: do it today") % {"day": day_in_words(due, way.today)}
        if late
        else day_in_words(due, way.today)
        if due
        else ""
    )
    return [(_("How long"), _("%(minutes)d minutes") % {"minutes": step.outline.minutes}), (_("By when"), by_when)]


def _action(step: StepView) -> str:
    if step.outline.kind == "quiz":
        return _("Open the quiz")
    if step.outline.completion == Completion.ROLEPLAY:
        return _("Open the roleplay")
    return _("Go on with the lesson") if step.state == "progress" else _("Open the lesson")


def _assigned_by(enrolment: Enrolment) -> str:
    return _("Why you: %(person)s assigned it") % {"person": enrolment.assignment.actor}


def _agenda(way: Path) -> tuple[str, tuple[AgendaRow, ...]]:
    """The steps of the day one is at; nothing while that is closed."""
    if way.current is None or way.current.locked:
        return "", ()
    modules = [module for module in way.modules if module.day == way.current.day and not module.locked] if way.programme else [way.current]
    title = (
        _("Your day")
        if way.current.on == way.today
        else _("Your day %(day)d") % {"day": way.current.day}
        if way.programme
        else _("Its steps")
    )
    return title, tuple(_row(step, step is way.next_step) for module in modules for step in module.steps)


def _row(step: StepView, is_now: bool) -> AgendaRow:
    return AgendaRow(step.state, step.title, step.url, step.outline.minutes, _kind(step), is_now)


def _kind(step: StepView) -> str:
    if step.outline.completion == Completion.ROLEPLAY:
        return str(LessonType.ROLEPLAY.label)
    return str(LessonType(step.outline.lesson_type).label if step.outline.lesson_type in LessonType.values else LessonType.QUIZ.label)


def _asked(person) -> tuple[LessonQuestion, ...]:
    return tuple(_ASKED.all(person=person.pk))


def _helpers(enrolment: Enrolment) -> tuple[Helper, ...]:
    """The tutor and the trainer; where there is no cohort, whoever assigned it."""
    cohort = enrolment.cohort
    people = [(cohort.tutor, _("Your tutor")), (cohort.trainer, _trainer(cohort))] if cohort else []
    found = [(person, note) for person, note in people if person] or [(enrolment.assignment.actor, _("Assigned this to you"))]
    return tuple(Helper(str(person), person.email, note) for person, note in found)


def _trainer(cohort) -> str:
    return _("Your trainer, %(room)s") % {"room": cohort.room} if cohort.room else _("Your trainer")
