"""The initial training: ten modules, their lessons and quizzes in both languages, and the programme that lists them."""

from collections import defaultdict
from decimal import Decimal
from uuid import UUID, uuid4

from django.utils.text import slugify
from wagtail.models import Page

from courses.catalogue.enums import Completion, LessonType, ModuleKind, UnlockRule
from courses.catalogue.models import LessonPage, ModulePage, ProgrammeModule, ProgrammePage, StepPage
from lms.competencies.models import Competency
from lms.demo.content import LANGUAGES, lesson_texts, modules, read
from lms.demo.loader import handbook
from lms.demo.loader.bodies import body
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.people import person
from lms.demo.loader.planting import Planting
from lms.demo.loader.quizzes import EXAM, quiz_page

WRITTEN_DAYS_AGO = 45
APPROVERS = {"es": "marta.oliver", "en": "james.whitlock"}

OUTCOME = {
    "es": "Atiendes tus primeros contactos con tu tutor al lado: escuchas, verificas, resuelves y anotas sin que nadie tenga que repetir.",
    "en": "You take your first contacts with your tutor beside you: you listen, verify, solve and record, so that nobody has to repeat.",
}


def code() -> str:
    return read("onboarding_programme")["programme"]["code"]


def programme() -> ProgrammePage:
    return ProgrammePage.objects.get(code=code(), locale__language_code="es")


def module(code: str) -> ModulePage:
    return ModulePage.objects.get(code=code, locale__language_code="es")


def is_there() -> bool:
    return ProgrammePage.objects.exists()


def load() -> None:
    keys: dict[str, UUID] = defaultdict(uuid4)
    for language in LANGUAGES:
        _Edition(language, keys).write()


class _Edition:
    """The whole training in one language. The second one is a translation of the first: same keys, same block ids."""

    def __init__(self, language: str, keys: dict[str, UUID]):
        self.language, self.keys = language, keys
        self.home = handbook.home(language)
        self.author = person(handbook.AUTHORS[language])
        self.approver = person(APPROVERS[language])
        self.see = handbook.codes(language)
        self.competencies = {competency.code: competency for competency in Competency.objects.all()}

    def write(self) -> None:
        planting = self.planting()
        pages = [self.module(row, planting) for row in modules()]
        planting.plant()
        programme = self.planting()
        programme.add(self.programme(pages), under=self.home)
        programme.plant()

    def planting(self) -> Planting:
        return Planting(actor=self.author, written_at=at(working_days_ago(WRITTEN_DAYS_AGO), "13:10"))

    def module(self, row: dict, planting: Planting) -> ModulePage:
        page = ModulePage(
            title=row["title"][self.language],
            code=row["code"],
            kind=ModuleKind.INITIAL,
            outcome=row["outcome"][self.language],
            approver=self.approver,
        )
        page.competencies = self.taught(code for lesson in row["lessons"] for code in lesson["competencies"])
        planting.add(self.named(page, row["code"]), under=self.home)
        for lesson in row["lessons"]:
            planting.add(self.named(self.step(lesson, row), lesson["code"]), under=page)
        return page

    def step(self, lesson: dict, module: dict) -> StepPage:
        is_quiz = lesson["type"] == LessonType.QUIZ or lesson["code"] == EXAM
        page = quiz_page(lesson, module, self.language) if is_quiz else self.lesson(lesson)
        page.title = lesson["title"][self.language]
        page.code = lesson["code"]
        page.objective = lesson["objective"][self.language]
        page.minutes = lesson["minutes"]
        page.competencies = self.taught(lesson["competencies"])
        return page

    def lesson(self, lesson: dict) -> LessonPage:
        text = lesson_texts()[lesson["code"]]
        return LessonPage(
            lesson_type=LessonType(lesson["type"]),
            reading_minutes=text["reading_minutes"],
            completion=Completion(text["completion"]),
            intro=text["intro"][self.language],
            body=body(lesson["code"], text["body"], self.language, self.see),
        )

    def programme(self, pages: list[ModulePage]) -> ProgrammePage:
        data = read("onboarding_programme")
        row = data["programme"]
        page = ProgrammePage(
            title=row["title"][self.language],
            code=row["code"],
            outcome=OUTCOME[self.language],
            hours=Decimal(str(row["hours"])),
            modality=row["modality"][self.language],
            least_attendance=row["attendance_min_pct"],
        )
        page.programme_modules = [self.place(module, data["modules"][order], order) for order, module in enumerate(pages)]
        return self.named(page, row["code"])

    def place(self, module: ModulePage, row: dict, order: int) -> ProgrammeModule:
        rule = UnlockRule.OPEN if order == 0 else UnlockRule.ON_DAY_AFTER_PREVIOUS
        return ProgrammeModule(module=module, day=row["day"], required=True, unlock_rule=rule, sort_order=order + 1)

    def taught(self, codes) -> list[Competency]:
        return [self.competencies[code] for code in dict.fromkeys(codes)]

    def named(self, page: Page, code: str) -> Page:
        """The same key and address in both languages."""
        page.translation_key = self.keys[code]
        page.slug = slugify(code)
        return page
