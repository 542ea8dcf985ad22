from django.db import models
from django.utils.translation import gettext_lazy as _


class ModuleKind(models.TextChoices):
    INITIAL = "initial", _("Initial training")
    REFRESHER = "refresher", _("Refresher")


class UnlockRule(models.TextChoices):
    OPEN = "open", _("Open from the start")
    ON_DAY = "on_day", _("Opens on its day")
    AFTER_PREVIOUS = "after_previous", _("Opens when the required modules before it are done")
    ON_DAY_AFTER_PREVIOUS = "on_day_after_previous", _("Opens on its day, once the required modules before it are done")


class Completion(models.TextChoices):
    READ = "read", _("Read to the end")
    CHECKLIST = "checklist", _("Every point of the checklist ticked")
    TRAINER = "trainer", _("A trainer ticks it")
    QUIZ = "quiz", _("The quiz is passed")
    ROLEPLAY = "roleplay", _("The roleplay is done")


class LessonType(models.TextChoices):
    CLASSROOM = "sala", _("Classroom with trainer")
    ONLINE = "elearning", _("Online")
    PRACTICE = "practica", _("System practice")
    LISTENING = "escucha", _("Guided listening")
    SIDE_BY_SIDE = "side_by_side", _("Side by side on the floor")
    ROLEPLAY = "roleplay", _("Roleplay")
    DISCUSSION = "debate", _("Discussion or wrap-up")
    QUIZ = "quiz", _("Quiz")
    ASSESSMENT = "evaluacion", _("Assessment")


class HandbookKind(models.TextChoices):
    PROCEDURE = "procedure", _("Procedure")
    NOTICE = "notice", _("Minimum-criteria notice")
    REFERENCE = "reference", _("Reference")


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    MENDED = "mended", _("Mended")
    DISMISSED = "dismissed", _("Nothing to mend")


class TranslationState(models.TextChoices):
    TRANSLATED = "translated", _("Translated")
    MISSING = "missing", _("Not yet translated")
    BEHIND = "behind", _("Translation behind the original")
