"""A framework as a tree of plain values, as it is now."""

from django.utils import timezone

from lms.competencies.exchange import Anchor, Proof, Tree, TreeCompetency, TreeGroup
from lms.competencies.exchange.tree import tidy
from lms.competencies.models import Competency, CompetencyGroup, Framework


def framework_like(tree: Tree) -> Framework | None:
    """The framework that a tree is of: by its identifier, else by its code."""
    by_uid = Framework.objects.filter(uid=tree.uid).first() if tree.uid else None
    return by_uid or Framework.objects.filter(code=tree.code).first()


def tree_of(framework: Framework) -> Tree:
    """Five queries, however large it is."""
    groups = list(CompetencyGroup.objects.filter(framework=framework))
    uids = {group.pk: str(group.uid) for group in groups}
    competencies = Competency.objects.filter(group__framework=framework).prefetch_related("levels", "kinds__kind")
    return Tree(
        uid=str(framework.uid),
        code=framework.code,
        publisher=tidy(framework.publisher),
        archived_on=_day(framework.archived_at),
        foreign=framework.foreign,
        groups=_ordered(_group(group, uids) for group in groups),
        competencies=_ordered(_competency(one, uids) for one in competencies),
        **_texts(framework, "name"),
    )


def _group(group: CompetencyGroup, uids: dict[int, str]) -> TreeGroup:
    return TreeGroup(
        uid=uids[group.pk],
        code=group.code,
        parent=uids.get(group.parent_id, ""),
        sort_order=group.sort_order,
        archived_on=_day(group.archived_at),
        foreign=group.foreign,
        **_texts(group, "name"),
    )


def _competency(one: Competency, uids: dict[int, str]) -> TreeCompetency:
    proofs = (Proof(kind.kind.code, kind.qualifier, kind.max_level) for kind in one.kinds.all())
    return TreeCompetency(
        uid=str(one.uid),
        code=one.code,
        group=uids[one.group_id],
        is_knowledge=one.is_knowledge,
        validity_months=one.validity_months,
        sort_order=one.sort_order,
        archived_on=_day(one.archived_at),
        levels=tuple(Anchor(each.level, **_texts(each, "anchor")) for each in one.levels.all()),
        kinds=tuple(sorted(proofs, key=lambda proof: (proof.kind, proof.qualifier))),
        foreign=one.foreign,
        **_texts(one, "name"),
        **_texts(one, "definition"),
    )


def _ordered(items) -> tuple:
    return tuple(sorted(items, key=lambda one: (one.sort_order, one.code)))


def _texts(item, name: str) -> dict[str, str]:
    return {f"{name}_{language}": tidy(getattr(item, f"{name}_{language}")) for language in ("es", "en")}


def _day(moment) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
