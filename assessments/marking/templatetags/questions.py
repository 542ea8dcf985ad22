"""The words of a question on one line, for lists and headings."""

from django import template

from assessments.quizzes.content import in_words
from assessments.quizzes.models import QuestionVersion
from lms.language.bilingual import pick

register = template.Library()


@register.filter
def stem_in_words(version: QuestionVersion) -> str:
    return in_words(version.stem, version.text_format)


@register.filter
def model_answer(version: QuestionVersion) -> str:
    return pick(version.content.get("model") or {})
