"""The kinds of evidence that the software itself writes."""

from lms.competencies.models import EvidenceKind

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
