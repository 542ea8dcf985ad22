"""The kinds of evidence that the software itself writes."""

from uuid import uuid4

from lms.competencies.actions.rules import read_anew
from lms.competencies.models import EvidenceKind, Framework
from lms.jobs.models import Job

# A centre adds its own kinds and may rename these; their codes stay. The last two: what it proves, and of knowledge.
KINDS_OF_OURS = (
    ("course", "Curso completado", "Course completed", 1, None),
    ("quiz", "Cuestionario", "Quiz", 2, 3),
    ("certificate", "Certificado vigente", "Valid certificate", 3, None),
    ("observation", "Observación o escucha presencial", "Observation or side-by-side", 4, None),
    ("prior_learning", "Aprendizaje previo acreditado", "Prior learning", 3, None),
    ("assessment_centre", "Centro de evaluación", "Assessment centre", 5, None),
    ("kpi", "Indicador sostenido", "Sustained figure", 0, None),
)


def set_up_kinds() -> None:
    """Makes the kinds of evidence that modules, quizzes, certificates and people write, where missing. Safe at every start."""
    for code, name_es, name_en, most, most_known in KINDS_OF_OURS:
        EvidenceKind.objects.get_or_create(
            code=code, defaults={"name_es": name_es, "name_en": name_en, "max_level": most, "max_level_knowledge": most_known}
        )


def follow_kind(*, before: EvidenceKind, kind: EvidenceKind, actor) -> list[Job]:
    """Where a kind proves another level than before, asks the workers to read everybody's evidence anew."""
    if (before.max_level, before.max_level_knowledge) == (kind.max_level, kind.max_level_knowledge):
        return []
    cause = uuid4().hex
    return [job for framework in Framework.objects.order_by("pk") for job in read_anew(framework=framework, cause=cause, actor=actor)]
