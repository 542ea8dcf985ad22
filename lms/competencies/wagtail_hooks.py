from wagtail.snippets.models import register_snippet

from lms.competencies.viewsets import CompetenciesGroup

register_snippet(CompetenciesGroup)
