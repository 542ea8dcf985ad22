"""The bank of questions, each published, and the quizzes that ask them."""

from django.utils.text import slugify
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from assessments.quizzes.actions import publish_question, save_question
from assessments.quizzes.models import Question, QuizDraw, QuizPage, QuizQuestion
from lms.competencies.models import Competency
from lms.demo.content import in_both, questions, read
from lms.demo.loader.people import person

EXAM = "M10-L01"
ALL_RIGHT_IN = "DPR"
INTRO = {
    "es": "Lo que te llevas del módulo, puesto a prueba. Puedes volver a las lecciones antes de empezar.",
    "en": "What you take from the module, put to the test. You can go back to the lessons before you start.",
}
EXAM_INTRO = {
    "es": "Treinta preguntas de los nueve módulos. Las de protección de datos tienen que estar todas bien: las pide la ley.",
    "en": "Thirty questions from the nine modules. Those on data protection must all be right: the law asks for them.",
}


def are_there() -> bool:
    return Question.objects.filter(code=questions()[0]["id"]).exists()


def load() -> None:
    competencies = {competency.code: competency for competency in Competency.objects.all()}
    author = person("carmen.ibarra")
    for row in questions():
        with disable_reference_index_auto_update():
            question = save_question(question=_question(row, competencies[row["competency"]], author), actor=author)
            question.tags.add(row["module"])
            publish_question(question=question, actor=author)
        ReferenceIndex.create_or_update_for_object(question)


def _question(row: dict, competency: Competency, author) -> Question:
    return Question(
        code=row["id"],
        kind=row["type"],
        competency=competency,
        difficulty=row["difficulty"],
        author=author,
        options=[{**option, "feedback": {}} for option in row["options"]],
        **in_both("stem", row["stem"]),
        **in_both("explanation", row["explanation"]),
    )


def quiz_page(lesson: dict, module: dict, language: str) -> QuizPage:
    """The quiz of a module asks its questions; the exam draws from all of them."""
    is_exam = lesson["code"] == EXAM
    page = QuizPage(intro=(EXAM_INTRO if is_exam else INTRO)[language], pass_percent=module["pass_quiz_pct"], max_attempts=3)
    if is_exam:
        draws = read("quiz_questions")["final_exam"]["draw"]
        page.draws = [QuizDraw(tag=slugify(tag), count=count, sort_order=order) for order, (tag, count) in enumerate(draws.items(), 1)]
        page.all_right_in = list(Competency.objects.filter(code=ALL_RIGHT_IN))
    else:
        asked = Question.objects.filter(tags__slug=slugify(module["code"])).order_by("code")
        page.quiz_questions = [QuizQuestion(question=question, sort_order=order) for order, question in enumerate(asked, 1)]
    return page
