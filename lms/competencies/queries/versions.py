"""What the screens of frameworks show: the tree, what changed since a version, and versions against each other."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.competencies.exchange import Difference, differences, from_content
from lms.competencies.models import Competency, CompetencyGroup, Framework, FrameworkVersion
from lms.competencies.queries.frameworks import tree_of

WHAT = {"framework": _("Framework"), "group": pgettext_lazy("part of a framework", "Group"), "competency": _("Competency")}
HOW = {"added": _("Added"), "changed": _("Changed"), "missing": _("Taken out")}
FIELDS = {
    "code": _("code"),
    "name_es": _("name in Spanish"),
    "name_en": _("name in English"),
    "definition_es": _("definition in Spanish"),
    "definition_en": _("definition in English"),
    "publisher": _("published by"),
    "parent": _("place in the tree"),
    "group": _("group"),
    "is_knowledge": _("is knowledge"),
    "validity_months": _("evidence is current for (months)"),
    "sort_order": _("order"),
    "archived_on": _("archived"),
    "levels": _("anchors of the levels"),
    "kinds": _("kinds of evidence"),
    "foreign": _("fields from elsewhere"),
}


@dataclass
class Branch:
    group: CompetencyGroup
    depth: int
    competencies: list[Competency] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    what: str
    how: str
    code: str
    name: str
    fields: list[str]


def frameworks_in_use() -> QuerySet[Framework]:
    """With how many competencies each has that are not archived."""
    standing = Q(groups__competencies__archived_at__isnull=True)
    return Framework.objects.annotate(size=Count("groups__competencies", filter=standing)).order_by("code")


def branches_of(framework: Framework) -> list[Branch]:
    """Its groups from the top down, each with its competencies, their anchors and kinds of evidence. Four queries."""
    rows = list(Competency.objects.filter(group__framework=framework).prefetch_related("levels", "kinds__kind"))
    groups = list(CompetencyGroup.objects.filter(framework=framework))
    found: list[Branch] = []

    def _below(parent: int | None, depth: int) -> None:
        for group in (one for one in groups if one.parent_id == parent):
            found.append(Branch(group, depth, [one for one in rows if one.group_id == group.pk]))
            _below(group.pk, depth + 1)

    _below(None, 0)
    return found


def unpublished(framework: Framework, last: FrameworkVersion | None) -> list[Line]:
    """What has changed since the last version; all of it where there is none."""
    before = from_content(last.content) if last else None
    return [line_of(one) for one in differences(before, tree_of(framework))]


def between(before: FrameworkVersion | None, after: FrameworkVersion) -> list[Line]:
    return [line_of(one) for one in differences(from_content(before.content) if before else None, from_content(after.content))]


def compared(framework: Framework, before: int, after: int) -> list[Line]:
    """Any two published versions by their numbers; as `after`, 0 is the framework as it is now. Raises FrameworkVersion.DoesNotExist."""
    trees = [
        tree_of(framework) if number == 0 else from_content(framework.versions.get(number=number).content) for number in (before, after)
    ]
    return [line_of(one) for one in differences(*trees)]


def line_of(one: Difference) -> Line:
    """A difference in words."""
    name = one.item.name_es or one.item.name_en
    return Line(WHAT[one.what], HOW[one.how], one.item.code, name, [str(FIELDS.get(name, name)) for name, *_values in one.fields])
