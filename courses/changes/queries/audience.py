"""Whom a change of a page is for: who has done it, who is at it, where they work."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from courses.catalogue.models import HandbookPage, LessonPage, ModulePage, ProgrammePage
from courses.enrolments.enums import EnrolmentState, StepState
from courses.enrolments.models import Enrolment, ModuleCompletion, StepProgress
from lms.certificates.models import Certification
from lms.language.bilingual import pick
from lms.people.models import Membership, User


@dataclass(frozen=True)
class Affected:
    """How many have done it, how many of them meet the new version anyway, and who is at it now. `units`: how many have done it by unit."""

    done: int
    anyway: int
    at_it: int
    units: tuple[tuple[str, int], ...]

    @property
    def asked(self) -> int:
        return self.done - self.anyway


def affected(page: Page) -> Affected:
    """Whom a change of this page reaches today."""
    people = _people(page)
    asked = who_reads_again(page).count()
    done = people.count()
    members = Membership.objects.current().filter(person__in=people)
    rows = members.values_list("unit__name_es", "unit__name_en").annotate(number=Count("person", distinct=True)).order_by("unit__path")
    units = tuple((pick({"es": es, "en": en}), number) for es, en, number in rows)
    return Affected(done, done - asked, _at_it(page).values("enrolment__person").distinct().count(), units)


def anyone_in(page: Page) -> bool:
    return _done(page).exists() or _at_it(page).exists()


def who_reads_again(page: Page, *, before: datetime | None = None) -> QuerySet[User]:
    """Who has done the page in an earlier version and does not meet the new one anyway: nobody who is to do it again, and nobody who
    has done it since `before`."""
    people = _people(page)
    since = _done(page).filter(completed_at__gte=before).values("enrolment__person") if before else ()
    anyway = _to_do(page).values("person")
    found = people.exclude(pk__in=anyway)
    return found.exclude(pk__in=since) if before else found


def certifications_with(page: Page) -> QuerySet[Certification]:
    """Those whose programme or module has the page in it, or which renew them."""
    if isinstance(page.specific, ProgrammePage):
        ids = _programmes(page)
        return Certification.objects.filter(Q(programme__in=ids) | Q(renewal_rule__programme__in=ids)).distinct().order_by("code")
    modules = _modules_of(page)
    within = Q(module__in=modules) | Q(programme__programme_modules__module__in=modules)
    within |= Q(renewal_rule__module__in=modules) | Q(renewal_rule__programme__programme_modules__module__in=modules)
    return Certification.objects.filter(within).distinct().order_by("code")


def module_of(page: Page) -> ModulePage | None:
    """The original of the module that a page is in, or is."""
    found = _modules_of(page)
    return ModulePage.objects.filter(pk__in=found).order_by("pk").first()


def last_done(page: Page, people: list[int]) -> dict[int, datetime]:
    """When each of these people did the page last."""
    rows = _done(page).filter(enrolment__person__in=people).values_list("enrolment__person")
    return dict(rows.annotate(last=Max("completed_at")).order_by())


def _people(page: Page) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=_done(page).values("enrolment__person"))


def _done(page: Page) -> QuerySet:
    """What was completed of the page. A translation is done by those who did it in its words."""
    specific = page.specific
    if isinstance(specific, ProgrammePage):
        rows = ModuleCompletion.objects.filter(enrolment__programme__in=_programmes(specific), enrolment__state=EnrolmentState.COMPLETED)
    elif isinstance(specific, ModulePage):
        rows = ModuleCompletion.objects.filter(module__in=_originals([specific.translation_key]))
    else:
        rows = StepProgress.objects.filter(state=StepState.COMPLETED, step_key__in=_keys(specific))
        if not isinstance(specific, HandbookPage) and specific.is_translation():
            rows = rows.filter(page=specific.pk)
    return rows.exclude(enrolment__state=EnrolmentState.CANCELLED)


def _at_it(page: Page) -> QuerySet[StepProgress]:
    """Steps begun and not yet done, in what is under way."""
    specific = page.specific
    rows = StepProgress.objects.filter(state=StepState.STARTED, enrolment__state=EnrolmentState.ACTIVE)
    if isinstance(specific, ProgrammePage):
        return rows.filter(enrolment__programme__in=_programmes(specific))
    return rows.filter(step_key__in=_keys(specific))


def _to_do(page: Page) -> QuerySet[Enrolment]:
    """What is under way and has the page still before it: whoever does it meets the new version."""
    specific = page.specific
    if isinstance(specific, ProgrammePage):
        return Enrolment.objects.active().filter(programme__in=_programmes(specific))
    modules = _modules_of(specific)
    rows = Enrolment.objects.active().filter(Q(module__in=modules) | Q(programme__programme_modules__module__in=modules))
    if isinstance(specific, ModulePage):
        done = ModuleCompletion.objects.filter(enrolment=OuterRef("pk"), module__in=modules)
    else:
        done = StepProgress.objects.filter(enrolment=OuterRef("pk"), step_key__in=_keys(specific), state=StepState.COMPLETED)
    return rows.filter(~Exists(done))


def _keys(specific: Page) -> list:
    """The keys of the steps that stand for a page: its own, those of a module, those of lessons that point to a page of the handbook."""
    if isinstance(specific, ModulePage):
        below = Page.objects.none()
        for module in ModulePage.objects.filter(pk__in=_originals([specific.translation_key])):
            below = below | Page.objects.child_of(module)
        return list(below.values_list("translation_key", flat=True))
    if isinstance(specific, HandbookPage):
        return [lesson.translation_key for lesson in _lessons_pointing_to(specific)]
    return [specific.translation_key]


def _programmes(page: Page) -> list[int]:
    """The pages of a programme in whatever language: enrolments name its original."""
    return list(ProgrammePage.objects.filter(translation_key=page.translation_key, alias_of=None).values_list("pk", flat=True))


def _modules_of(page: Page) -> list[int]:
    specific = page.specific
    if isinstance(specific, ProgrammePage):
        return []
    if isinstance(specific, ModulePage):
        return _originals([specific.translation_key])
    steps = _lessons_pointing_to(specific) if isinstance(specific, HandbookPage) else [specific]
    paths = {step.path[: -Page.steplen] for step in steps}
    keys = ModulePage.objects.filter(path__in=paths).values_list("translation_key", flat=True)
    return _originals(list(keys))


def _originals(keys: list) -> list[int]:
    """The first page written of each key."""
    firsts: dict = {}
    for pk, key in ModulePage.objects.filter(translation_key__in=keys, alias_of=None).order_by("pk").values_list("pk", "translation_key"):
        firsts.setdefault(key, pk)
    return list(firsts.values())


def _lessons_pointing_to(page: HandbookPage) -> list[LessonPage]:
    pages = HandbookPage.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True)
    kinds = ContentType.objects.get_for_models(Page, LessonPage, HandbookPage, for_concrete_models=True)
    rows = ReferenceIndex.objects.filter(
        to_object_id__in=[str(pk) for pk in pages],
        to_content_type__in=[kinds[Page], kinds[HandbookPage]],
        base_content_type__in=[kinds[Page], kinds[LessonPage]],
    )
    return list(LessonPage.objects.filter(pk__in={int(pk) for pk in rows.values_list("object_id", flat=True)}))
