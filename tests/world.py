"""Small builders of the world a test needs. Each makes one thing with sensible defaults; say only what matters to the test."""

from datetime import date
from itertools import count

from wagtail.models import Locale, Page

from tests.questions import OPTIONS as WITH_OPTIONS
from tests.questions import body as body_of

_numbers = count(1)

# ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────


def unit(*, code: str | None = None, kind: str = "company", parent=None, name: str = "Alborada"):
    from lms.people.models import Unit

    values = {"code": code or f"unit-{next(_numbers)}", "kind": kind, "name_es": name, "name_en": name}
    return parent.add_child(**values) if parent else Unit.add_root(**values)


def person(*, email: str | None = None, first_name: str = "Sofía", last_name: str = "Medina", language: str = "en", **fields):
    from lms.people.models import User

    return User.objects.create_user(
        email or f"person{next(_numbers)}@example.com",
        "a long password",
        first_name=first_name,
        last_name=last_name,
        language=language,
        **fields,
    )


def member(role: str, in_unit=None, *, valid_from: date = date(2020, 1, 1), valid_to: date | None = None, who=None, **fields):
    """A person who holds `role` in a unit (a new company unless given)."""
    from lms.people.models import Membership

    who = who or person(**fields)
    Membership.objects.create(person=who, unit=in_unit or unit(), role=role, valid_from=valid_from, valid_to=valid_to)
    who.__dict__.pop("current_memberships", None)
    return who


def invitation(*, actor=None, in_unit=None, role: str = "trainee", email: str | None = None, **fields):
    """An open invitation and the token that its mail carries."""
    from lms.people.actions import invite
    from lms.people.tokens import invitation_token

    made = invite(email=email or f"invited{next(_numbers)}@example.com", unit=in_unit or unit(), role=role, actor=actor, **fields)
    return made, invitation_token(made.pk, made.times_sent)


# ── Competencies ────────────────────────────────────────────────────────────────────────────────────────────────


def competency(code: str = "PRO", *, validity_months: int | None = 12):
    from lms.competencies.models import Competency, CompetencyGroup, Framework

    framework, _created = Framework.objects.get_or_create(code="test", defaults={"name_es": "Marco", "name_en": "Framework"})
    group, _created = CompetencyGroup.objects.get_or_create(
        framework=framework, code="all", defaults={"name_es": "Todas", "name_en": "All"}
    )
    found, _created = Competency.objects.get_or_create(
        code=code,
        defaults={"group": group, "name_es": f"Competencia {code}", "name_en": f"Competency {code}", "validity_months": validity_months},
    )
    return found


def evidence_kinds() -> None:
    from lms.competencies.models import EvidenceKind

    for code, level in (
        ("course", 1),
        ("quiz", 2),
        ("certificate", 3),
        ("observation", 4),
        ("roleplay", 4),
        ("assessment_centre", 5),
        ("kpi", 0),
    ):
        EvidenceKind.objects.get_or_create(code=code, defaults={"name_es": code, "name_en": code, "max_level": level})


# ── Catalogue ───────────────────────────────────────────────────────────────────────────────────────────────────


def locale(code: str = "es") -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def home(language: str = "es"):
    from courses.catalogue.models import HomePage

    found = HomePage.objects.filter(locale=locale(language)).first()
    if found:
        return found
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale(language))
    return root.add_child(instance=HomePage(title="Academia", slug=f"academy-{language}", locale=locale(language)))


def module(*, title: str = "Productos", kind: str = "initial", competencies=(), **fields):
    from courses.catalogue.models import ModulePage

    parent = home()
    page = ModulePage(title=title, slug=f"module-{next(_numbers)}", kind=kind, locale=parent.locale, **fields)
    page.competencies = list(competencies)
    return parent.add_child(instance=page)


def lesson(in_module=None, *, title: str = "Fibra", body=None, completion: str = "read", competencies=(), **fields):
    from courses.catalogue.models import LessonPage

    in_module = in_module or module()
    page = LessonPage(
        title=title,
        slug=f"lesson-{next(_numbers)}",
        completion=completion,
        body=body if body is not None else [("text", "<p>Junta 600 cuesta 45 € al mes.</p>")],
        locale=in_module.locale,
        **fields,
    )
    page.competencies = list(competencies)
    in_module.add_child(instance=page)
    page.save_revision().publish()
    return page


def programme(modules=(), *, title: str = "Formación inicial", unlock_rule: str = "open", **fields):
    """A programme that lists `modules`, one a day, in order."""
    from courses.catalogue.models import ProgrammeModule, ProgrammePage

    parent = home()
    page = ProgrammePage(title=title, slug=f"programme-{next(_numbers)}", locale=parent.locale, **fields)
    page.programme_modules = [
        ProgrammeModule(module=item, day=number, sort_order=number, unlock_rule=unlock_rule) for number, item in enumerate(modules, start=1)
    ]
    return parent.add_child(instance=page)


# ── Enrolments ──────────────────────────────────────────────────────────────────────────────────────────────────


def enrolment(who=None, in_programme=None, *, starts_on: date = date(2026, 11, 9), in_module=None, actor=None, **fields):
    from courses.enrolments.models import Assignment, Enrolment

    who = who or member("trainee")
    if in_module is None:
        in_programme = in_programme or programme([lesson().get_parent().specific])
    assignment = Assignment.objects.create(
        programme=in_programme, module=in_module, person=who, starts_on=starts_on, reason="You start on Monday", actor=actor or member("hr")
    )
    return Enrolment.objects.create(
        person=who, programme=in_programme, module=in_module, assignment=assignment, starts_on=starts_on, **fields
    )


# ── Quizzes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def question(
    *,
    stem: str = "¿Cuánto cuesta Junta 600?",
    right=None,
    options: int = 3,
    kind: str = "single",
    code: str = "PRO",
    live: bool = True,
    **fields,
):
    """A question with options a, b, c… of which `right` are right, in both languages unless its fields say otherwise; for the kinds
    without plain options, what `tests.questions` has for them, or `body`."""
    from assessments.quizzes.actions import publish_question, save_question
    from assessments.quizzes.models import Question

    tag = fields.pop("tag", "")
    keys = "abcdefgh"[:options] if kind != "true_false" else ("true", "false")
    right = keys[0] if right is None else right
    values = {
        "kind": kind,
        "competency": competency(code),
        "stem_es": stem,
        "stem_en": f"{stem} (English)",
        "explanation_es": "Está en la ficha.",
        "explanation_en": "It is on the sheet.",
        "options": [
            {
                "key": key,
                "text": {"es": f"Opción {key}", "en": f"Option {key}"},
                "correct": key in right,
                "feedback": {"es": f"Porque {key}", "en": f"Because {key}"},
            }
            for key in keys
        ],
    }
    if kind not in WITH_OPTIONS:
        del values["options"]
        values["body"] = body_of(kind)
    made = save_question(question=Question(**{**values, **fields}))
    if tag:
        made.tags.add(tag)
    if live:
        publish_question(question=made)
    return made


def written_question(**fields):
    """A live question that a person marks, by two criteria of two and eight points."""
    from assessments.quizzes.actions import publish_question, save_question
    from assessments.quizzes.models import Question

    made = Question(kind="free", competency=competency(), **fields)
    made.content = {
        "format": "plain",
        "stem": {"es": "¿Qué le escribes?", "en": "What do you write?"},
        "explanation": {"es": "", "en": ""},
        "rubric": [
            {"key": "1", "text": {"es": "Saluda", "en": "Greets"}, "points": 2},
            {"key": "2", "text": {"es": "Resuelve", "en": "Solves it"}, "points": 8},
        ],
        "model": {"es": "Hola…", "en": "Hello…"},
        "words": None,
    }
    save_question(question=made)
    publish_question(question=made)
    return made


def quiz(in_module=None, *, questions=(), draws=(), title: str = "Cuestionario", competencies=(), all_right_in=(), **fields):
    """A published quiz that asks `questions`, and draws: dictionaries with count, tag and competency."""
    from assessments.quizzes.models import QuizDraw, QuizPage, QuizQuestion

    in_module = in_module or module()
    page = QuizPage(title=title, slug=f"quiz-{next(_numbers)}", locale=in_module.locale, **fields)
    page.competencies = list(competencies)
    page.all_right_in = list(all_right_in)
    page.quiz_questions = [QuizQuestion(question=one, sort_order=place) for place, one in enumerate(questions)]
    page.draws = [QuizDraw(sort_order=place, **one) for place, one in enumerate(draws)]
    in_module.add_child(instance=page)
    page.save_revision().publish()
    return page


def attempt(in_quiz=None, *, who=None, at=None, **fields):
    """An open attempt at a quiz of three questions, by a trainee enrolled in a programme that has it."""
    from assessments.quizzes.actions import start_attempt

    in_quiz = in_quiz or quiz(questions=[question(), question(), question()])
    place = fields.pop("enrolment", None) or enrolment(who, programme([in_quiz.get_parent().specific]), **fields)
    return start_attempt(enrolment=place, step_key=in_quiz.translation_key, person=place.person, now=at)


def places(attempt, slot: int, *keys: str) -> list[str]:
    """What a browser sends for an answer known by its keys."""
    from assessments.quizzes.kinds import shown_answer

    version = attempt.responses.select_related("version").get(slot=slot).version
    return shown_answer(version.kind, version.content, attempt.slots[slot - 1], list(keys))


def keys(attempt, slot: int, *at: str) -> list[str]:
    """The answer that is kept when a browser sends these places."""
    from assessments.quizzes.kinds import read_answer

    version = attempt.responses.select_related("version").get(slot=slot).version
    return read_answer(version.kind, version.content, attempt.slots[slot - 1], list(at))


# ── Certificates ────────────────────────────────────────────────────────────────────────────────────────────────


def design(**fields):
    from lms.certificates.models import CertificateDesign

    values = {
        "name": "Academy",
        "issuer": "Academia de Alborada Contact",
        "signatory_1": "Carmen Ibarra",
        "signatory_1_post_es": "Formadora",
        "signatory_1_post_en": "Trainer",
    }
    return CertificateDesign.objects.create(**values | fields)


def certification(code: str | None = None, *, competencies=(), **fields):
    from lms.certificates.models import Certification

    values = {"name_es": "Agente certificado", "name_en": "Certified agent", "validity_months": 12}
    fields.setdefault("design", None)
    fields["design"] = fields["design"] or design()
    made = Certification.objects.create(code=code or f"cert-{next(_numbers)}", **values | fields)
    made.competencies.set(competencies)
    return made


def certificate(of=None, who=None, **fields):
    """A certificate as the training would issue it: `of` a certification, to `who`."""
    from lms.certificates.actions import issue_certificate

    return issue_certificate(certification=of or certification(), person=who or member("trainee"), **fields)
