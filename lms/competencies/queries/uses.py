"""Where something of a framework is used: what its archiving leaves standing, and whoever archives it should know."""

from dataclasses import dataclass

from django.db.models import Model

from lms.competencies.models import Competency, CompetencyGroup

# Its own parts: they go and come with it.
PARTS = frozenset({"competencylevel", "competencykind", "competencystate", "competency", "competencygroup"})


@dataclass(frozen=True)
class Use:
    """How many rows of a kind point to it."""

    name: str
    number: int


def uses_of(item: Competency | CompetencyGroup) -> list[Use]:
    """The most used first; of a group, what uses any competency in it. One query for each kind of row that knows competencies."""
    ids = [item.pk] if isinstance(item, Competency) else list(Competency.objects.filter(group=item).values_list("pk", flat=True))
    found = [Use(str(model._meta.verbose_name_plural), _count(model, name, ids)) for model, name in _pointing()]
    return sorted((use for use in found if use.number), key=lambda use: -use.number)


def _pointing() -> list[tuple[type[Model], str]]:
    """Every table with a key to competencies, whichever app it lies in, and the name of that key."""
    rows = [(each.related_model, each.field.name) for each in Competency._meta.related_objects]
    return [(model, name) for model, name in rows if model._meta.model_name not in PARTS and not model._meta.auto_created]


def _count(model: type[Model], name: str, ids: list[int]) -> int:
    return model._base_manager.filter(**{f"{name}__in": ids}).distinct().count()
