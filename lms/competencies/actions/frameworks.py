"""Brings a framework in from a tree: what is new is added, what differs changed, what is missing stays or is archived."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.competencies.actions.rules import read_anew
from lms.competencies.exchange import Difference, Fault, Tree, Unreadable, differences, settled
from lms.competencies.models import Competency, CompetencyGroup, CompetencyKind, CompetencyLevel, EvidenceKind, Framework
from lms.competencies.queries.frameworks import framework_like, tree_of

READ_BY_LEVELS = frozenset({"is_knowledge", "validity_months", "kinds"})


def planned_import(*, tree: Tree, archive_missing: bool = False) -> list[Difference]:
    """What an import would change, and nothing written. Raises Unreadable for what cannot be kept here."""
    return _plan(tree, archive_missing)[2]


def import_framework(*, tree: Tree, actor=None, archive_missing: bool = False) -> list[Difference]:
    """Brings the tree in and tells what changed; a second time nothing does. All of it or nothing: raises Unreadable.

    What the tree lacks stays as it is, or is archived where `archive_missing`; nothing is deleted.
    """
    with transaction.atomic():
        list(Framework.objects.select_for_update(no_key=True).filter(code=tree.code).values_list("pk"))
        found, after, changes = _plan(tree, archive_missing)
        if [one for one in changes if one.how != "missing"]:
            framework = _write(found, after, changes)
            counts = {"changes": len(changes)}
            log(instance=framework, action="competencies.import_framework", user=actor, title=str(framework), data=counts)
            _read_levels_anew(framework, changes, actor)
    return changes


def _read_levels_anew(framework: Framework, changes: list[Difference], actor) -> None:
    """What a piece of evidence proves depends on some fields of its competency: where these change, everybody's is read again by a job."""
    touched = {name for one in changes if one.what == "competency" and one.how == "changed" for name, *_values in one.fields}
    if touched & READ_BY_LEVELS:
        read_anew(framework=framework, cause=uuid4().hex, actor=actor)


def _plan(tree: Tree, archive_missing: bool) -> tuple[Framework | None, Tree, list[Difference]]:
    found = framework_like(tree)
    before = tree_of(found) if found else None
    after = settled(_sorted_kinds(tree), before)
    _refuse_what_is_elsewhere(after, found)
    if archive_missing and before:
        after = _with_missing_archived(before, after)
    return found, after, differences(before, after)


def _with_missing_archived(before: Tree, after: Tree) -> Tree:
    today = timezone.localdate().isoformat()

    def _of(old, new):
        there = {one.uid for one in new}
        return (*new, *(replace(one, archived_on=one.archived_on or today) for one in old if one.uid not in there))

    return replace(after, groups=_of(before.groups, after.groups), competencies=_of(before.competencies, after.competencies))


def _sorted_kinds(tree: Tree) -> Tree:
    def _one(item):
        kinds = tuple(sorted(item.kinds, key=lambda proof: (proof.kind, proof.qualifier)))
        return replace(item, kinds=kinds, levels=tuple(sorted(item.levels, key=lambda anchor: anchor.level)))

    return replace(tree, competencies=tuple(map(_one, tree.competencies)))


def _refuse_what_is_elsewhere(tree: Tree, found: Framework | None) -> None:
    kinds, mine = set(EvidenceKind.objects.values_list("code", flat=True)), found.pk if found else None
    mine_ids = [one.uid for one in tree.competencies]
    others = Competency.objects.exclude(group__framework=mine)
    rows = Competency.objects.exclude(uid__in=mine_ids).filter(code__in=[one.code for one in tree.competencies])
    codes = set(rows.values_list("code", flat=True))
    uids = {str(uid) for uid in others.filter(uid__in=mine_ids).values_list("uid", flat=True)}
    groups = CompetencyGroup.objects.exclude(framework=mine).filter(uid__in=[one.uid for one in tree.groups])
    uids |= {str(uid) for uid in groups.values_list("uid", flat=True)}
    rest = CompetencyGroup.objects.filter(framework=mine).exclude(uid__in=[one.uid for one in tree.groups])
    group_codes = set(rest.values_list("code", flat=True))
    faults = [
        Fault(one.place, _("Another group here has the code “%(code)s”.") % {"code": one.code}, _("Give it another code."))
        for one in tree.groups
        if one.code in group_codes
    ]
    if found and Framework.objects.exclude(pk=mine).filter(code=tree.code).exists():
        faults.append(Fault("", _("Another framework has the code “%(code)s”.") % {"code": tree.code}, _("Give this one another code.")))
    for one in (*tree.groups, *tree.competencies):
        if one.uid in uids:
            faults.append(
                Fault(one.place, _("It belongs to another framework here."), _("Take it out, or give it an identifier of its own."))
            )
    for one in tree.competencies:
        if one.code in codes:
            faults.append(
                Fault(one.place, _("Another competency here has the code “%(code)s”.") % {"code": one.code}, _("Give it another code."))
            )
        for kind in sorted({proof.kind for proof in one.kinds} - kinds):
            mend = _("There are: %(codes)s.") % {"codes": ", ".join(sorted(kinds)) or "–"}
            faults.append(Fault(one.place, _("There is no kind of evidence “%(code)s”.") % {"code": kind}, mend))
    if faults:
        raise Unreadable(faults)


def _write(found: Framework | None, tree: Tree, changes: list[Difference]) -> Framework:
    changed = {(one.what, one.item.uid) for one in changes if one.how != "missing"}
    framework = found or Framework(uid=tree.uid)
    if ("framework", tree.uid) in changed or found is None:
        _set(framework, tree, ("code", "name_es", "name_en", "publisher", "foreign"))
        framework.save()
    groups = _write_groups(framework, tree, changed)
    _write_competencies(tree, groups, changed)
    return framework


def _write_groups(framework: Framework, tree: Tree, changed: set) -> dict[str, CompetencyGroup]:
    groups = {str(group.uid): group for group in CompetencyGroup.objects.filter(framework=framework)}
    mine = [one for one in tree.groups if ("group", one.uid) in changed]
    _clear_codes(CompetencyGroup, [groups[one.uid] for one in mine if one.uid in groups])
    for one in mine:
        group = groups.setdefault(one.uid, CompetencyGroup(framework=framework, uid=one.uid))
        group.parent = None if group.pk is None else group.parent
        _set(group, one, ("code", "name_es", "name_en", "sort_order", "foreign"))
        group.save()
    for one in mine:
        groups[one.uid].parent = groups.get(one.parent)
        groups[one.uid].save(update_fields=["parent"])
    return groups


def _write_competencies(tree: Tree, groups: dict[str, CompetencyGroup], changed: set) -> None:
    mine = [one for one in tree.competencies if ("competency", one.uid) in changed]
    here = {str(one.uid): one for one in Competency.objects.filter(uid__in=[one.uid for one in mine])}
    _clear_codes(Competency, list(here.values()))
    kinds = {kind.code: kind for kind in EvidenceKind.objects.all()}
    for one in mine:
        competency = here.get(one.uid) or Competency(uid=one.uid)
        competency.group = groups[one.group]
        _set(
            competency,
            one,
            ("code", "name_es", "name_en", "definition_es", "definition_en", "is_knowledge", "validity_months", "sort_order", "foreign"),
        )
        competency.save()
        _write_parts(competency, one, kinds)


def _write_parts(competency: Competency, one, kinds: dict[str, EvidenceKind]) -> None:
    CompetencyLevel.objects.filter(competency=competency).delete()
    CompetencyKind.objects.filter(competency=competency).delete()
    CompetencyLevel.objects.bulk_create(
        CompetencyLevel(competency=competency, level=each.level, anchor_es=each.anchor_es, anchor_en=each.anchor_en) for each in one.levels
    )
    CompetencyKind.objects.bulk_create(
        CompetencyKind(competency=competency, kind=kinds[each.kind], qualifier=each.qualifier, max_level=each.max_level)
        for each in one.kinds
    )


def _clear_codes(model, rows: list) -> None:
    """Codes may change places within one import: none stands in the way of another meanwhile."""
    for row in rows:
        model.objects.filter(pk=row.pk).update(code=f"moving-{row.pk}")


def _set(row, item, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, getattr(item, name))
    row.archived_at = _moment(item.archived_on, row.archived_at)


def _moment(day: str, before):
    if not day:
        return None
    if before and timezone.localtime(before).date().isoformat() == day:
        return before
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time()))
