"""What a draft asks of a rung: added, changed, put in order and taken out."""

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.careers.actions.drafting import editing
from lms.careers.actions.rungs import move_within
from lms.careers.enums import RequirementKind
from lms.careers.exceptions import LadderRefused
from lms.careers.models import LadderVersion, Requirement, Rung


def add_requirement(*, version: LadderVersion, rung: Rung, kind: str, values: dict, certifications=(), actor) -> Requirement:
    """One more thing that a rung asks, after the others. Raises LadderRefused where it asks that already."""
    with editing(version, actor) as draft:
        last = draft.requirements.filter(rung=rung).order_by("sort_order").values_list("sort_order", flat=True).last()
        made = Requirement(version=draft, rung=rung, kind=kind, sort_order=0 if last is None else last + 1)
        _write(made, values, certifications)
        log(instance=draft, action="careers.edit_draft", user=actor, title=str(draft), data={"added": str(made)})
    return made


def save_requirement(*, requirement: Requirement, values: dict, certifications=(), actor) -> Requirement:
    """Asks the thing otherwise. Raises LadderRefused."""
    with editing(requirement.version, actor) as draft:
        found = draft.requirements.select_related("rung").get(pk=requirement.pk)
        _write(found, values, certifications)
        log(instance=draft, action="careers.edit_draft", user=actor, title=str(draft), data={"changed": str(found)})
    return found


def move_requirement(*, requirement: Requirement, down: bool, actor) -> None:
    with editing(requirement.version, actor) as draft:
        rows = list(draft.requirements.filter(rung=requirement.rung_id).order_by("sort_order", "pk"))
        move_within(rows, requirement.pk, down)


def remove_requirement(*, requirement: Requirement, actor) -> None:
    """Safe to call twice."""
    with editing(requirement.version, actor) as draft:
        draft.requirements.filter(pk=requirement.pk).delete()
        log(instance=draft, action="careers.edit_draft", user=actor, title=str(draft), data={"removed": str(requirement)})


def _write(requirement: Requirement, values: dict, certifications) -> None:
    for name, value in values.items():
        setattr(requirement, name, value)
    chosen = sorted(certifications, key=lambda one: one.code)
    requirement.key = _key(requirement, chosen)
    others = Requirement.objects.filter(version=requirement.version, rung=requirement.rung, key=requirement.key)
    if others.exclude(pk=requirement.pk).exists():
        raise LadderRefused(_("This rung asks that already: change what there is."))
    requirement.save()
    requirement.certifications.set(chosen)
    requirement.save()


def _key(one: Requirement, certifications: list) -> str:
    """The same from one version to the next while it is about the same thing."""
    about = {
        RequirementKind.COMPETENCY: lambda: one.competency.code,
        RequirementKind.CERTIFICATE: lambda: "|".join(certification.code for certification in certifications),
        RequirementKind.METRIC: lambda: one.metric.code,
        RequirementKind.ROLEPLAY: lambda: one.roleplay_type,
        RequirementKind.LICENCE: lambda: one.licence,
    }.get(RequirementKind(one.kind))
    return f"{one.kind}:{about()}"[:120] if about else str(one.kind)
