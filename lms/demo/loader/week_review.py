"""A refresher with a question of each kind, to practise and to take; and an answer to it that waits for its reader."""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from assessments.quizzes.actions import publish_question, save_question, save_response, start_attempt, submit_attempt
from assessments.quizzes.kinds import shown_answer
from assessments.quizzes.models import Attempt, Question, QuestionMedia, QuizPage, QuizQuestion
from courses.catalogue.enums import ModuleKind
from courses.catalogue.models import ModulePage
from courses.enrolments.actions import assign
from courses.enrolments.models import Enrolment
from lms.competencies.models import Competency
from lms.demo.content import DATA_DIR, LANGUAGES, read
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.handbook import AUTHORS, home
from lms.demo.loader.people import person
from lms.demo.loader.planting import Planting
from lms.demo.loader.told import follow_up, forget_mails, last_job

FILE = "week_review"
APPROVERS = {"es": "marta.oliver", "en": "james.whitlock"}
WHO = ("irene.salas", "lucia.ferran")
WIDTH, HEIGHT = 960, 600  # of the picture of a bill
RIGHT = {"R20-Q3": ["Sonda"], "R20-Q4": ["8 €"], "R20-Q7": ["1:9", "2:a", "3:resuelvo"]}


def is_there() -> bool:
    return Question.objects.filter(code=read(FILE)["questions"][0]["code"]).exists()


def load() -> None:
    since, data = last_job(), read(FILE)
    asked = [_question(row) for row in data["questions"]]
    keys: dict[str, UUID] = {"module": uuid4(), "quiz": uuid4()}
    modules = {language: _pages(data, asked, language, keys) for language in LANGUAGES}
    for username in WHO:
        assign(
            module=modules["es"],
            person=person(username),
            starts_on=working_days_ago(2),
            due_days=7,
            reason=data["reason"][person(username).language],
            actor=person("carmen.ibarra"),
        )
    for answer in data["written"]:
        _written(answer, keys["quiz"])
    follow_up(since)
    forget_mails(since)


def _question(row: dict[str, Any]) -> Question:
    author = person("carmen.ibarra")
    facts = ("code", "kind", "competency", "level", "difficulty")
    competency = Competency.objects.get(code=row["competency"])
    own = {name: row[name] for name in ("code", "kind", "level", "difficulty")}
    question = Question(competency=competency, author=author, **own)
    content = {"format": "plain", **{name: value for name, value in row.items() if name not in facts}}
    if row["kind"] == "hotspot":
        content["image"] = {"media": _bill().name, "width": WIDTH, "height": HEIGHT}
    question.content = content
    save_question(question=question, actor=author)
    question.tags.add("repaso")
    publish_question(question=question, actor=author)
    return question


def _bill() -> QuestionMedia:
    data = (DATA_DIR / "bill.png").read_bytes()
    name = f"{hashlib.sha256(data).hexdigest()[:32]}.png"
    kept = QuestionMedia.objects.filter(name=name).first()
    if kept is None:
        kept = QuestionMedia(name=name, content_type="image/png", width=WIDTH, height=HEIGHT)
        kept.file.save(name, ContentFile(data), save=False)
        kept.save()
    return kept


def _pages(data: dict, asked: list[Question], language: str, keys: dict[str, UUID]) -> ModulePage:
    author = person(AUTHORS[language])
    competencies = list(dict.fromkeys(question.competency for question in asked))
    module = ModulePage(
        title=data["title"][language],
        slug=slugify(data["code"]),
        code=data["code"],
        kind=ModuleKind.REFRESHER,
        outcome=data["why"][language],
        approver=person(APPROVERS[language]),
        translation_key=keys["module"],
    )
    quiz = QuizPage(
        title=data["title"][language],
        slug=slugify(f"{data['code']}-L01"),
        code=f"{data['code']}-L01",
        objective=data["why"][language],
        intro=data["why"][language],
        minutes=data["minutes"],
        time_limit=data["minutes"],
        pass_percent=data["pass_percent"],
        practice=True,
        translation_key=keys["quiz"],
    )
    quiz.quiz_questions = [QuizQuestion(question=question, sort_order=order) for order, question in enumerate(asked, 1)]
    module.competencies = quiz.competencies = competencies
    planting = Planting(actor=author, written_at=at(working_days_ago(30), "15:20"))
    planting.add(module, under=home(language))
    planting.add(quiz, under=module)
    planting.plant()
    return module


def _written(answer: dict[str, str], step_key: UUID) -> None:
    """Everything right but what a person has to read."""
    who = person(answer["who"])
    enrolment = Enrolment.objects.get(person=who, module__code=read(FILE)["code"])
    begun = max(at(working_days_ago(1), "10:05"), timezone.now() - timedelta(days=9))
    attempt = start_attempt(enrolment=enrolment, step_key=step_key, person=who, now=begun)
    for response in attempt.responses.select_related("version__question").order_by("slot"):
        kept = [answer["text"]] if response.version.kind == "free" else right_answer(response.version)
        sent = shown_answer(response.version.kind, response.version.content, attempt.slots[response.slot - 1], kept)
        moment: datetime = begun + timedelta(minutes=response.slot)
        save_response(attempt_id=attempt.pk, person=who, slot=response.slot, answer=sent, seconds=40 + 7 * response.slot, now=moment)
    submit_attempt(attempt=Attempt.objects.get(pk=attempt.pk), now=begun + timedelta(minutes=14))


def right_answer(version) -> list[str]:
    content = version.content
    if version.question.code in RIGHT:
        return RIGHT[version.question.code]
    if "pairs" in content:
        return [f"{prompt}:{target}" for prompt, target in content["pairs"].items()]
    if "items" in content:
        return [one["key"] for one in content["items"]]
    listed = content.get("areas") or content["options"]
    return [one["key"] for one in listed if one.get("correct", one.get("weight") == 100)]
