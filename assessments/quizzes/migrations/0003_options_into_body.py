from django.db import migrations
from django.utils.text import slugify


def forwards(apps, schema_editor):
    """Options become part of what a kind adds; the one tag of a question becomes the first of several."""
    Question = apps.get_model("quizzes", "Question")
    QuestionTag = apps.get_model("quizzes", "QuestionTag")
    TaggedQuestion = apps.get_model("quizzes", "TaggedQuestion")
    for question in Question.objects.iterator():
        question.body = {"options": question.options}
        question.save(update_fields=["body"])
        if question.tag:
            tag, _made = QuestionTag.objects.get_or_create(slug=slugify(question.tag), defaults={"name": question.tag})
            TaggedQuestion.objects.get_or_create(tag=tag, content_object=question)
    for version in apps.get_model("quizzes", "QuestionVersion").objects.iterator():
        version.content = {"format": "plain", **version.content}
        version.save(update_fields=["content"])
    for draw in apps.get_model("quizzes", "QuizDraw").objects.exclude(tag=""):
        draw.tag = slugify(draw.tag)
        draw.save(update_fields=["tag"])


def backwards(apps, schema_editor):
    TaggedQuestion = apps.get_model("quizzes", "TaggedQuestion")
    for question in apps.get_model("quizzes", "Question").objects.iterator():
        first = TaggedQuestion.objects.filter(content_object=question).select_related("tag").order_by("pk").first()
        question.options, question.tag = question.body.get("options", []), first.tag.slug if first else ""
        question.save(update_fields=["options", "tag"])


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0002_every_kind_of_question")]
    operations = [migrations.RunPython(forwards, backwards)]
