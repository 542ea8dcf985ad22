"""Where each item of a CASE package hangs, by its `isChildOf` associations."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lms.competencies.exchange.faults import Fault, Unreadable

_KNOWN = ("associationType", "sequenceNumber", "originNodeURI", "destinationNodeURI")


@dataclass
class Placed:
    item: dict[str, Any]
    uid: str
    parent: str = ""  # empty: right below the document
    order: int = 0
    is_group: bool = False
    association: int = -1  # its place in the list of associations
    link: dict[str, Any] = field(default_factory=dict)  # what the association says besides


def placed(package: dict[str, Any], document: str) -> list[Placed]:
    """Each item with its place, in the order of the file. The first place counts; further ones are kept beside."""
    items, faults = {}, []
    for number, item in enumerate(package.get("CFItems") or [], start=1):
        uid = _uid(item.get("identifier"))
        if not uid or uid in items:
            faults.append(
                Fault(_("item %(name)s") % {"name": number}, _("Its identifier is no UUID, or is there twice."), _("Export it again."))
            )
        items[uid] = Placed(item, uid, order=number)
    for number, one in enumerate(package.get("CFAssociations") or []):
        child, parent = _end(one, "originNodeURI"), _end(one, "destinationNodeURI")
        if one.get("associationType") != "isChildOf" or child not in items or items[child].association >= 0:
            continue
        if parent not in items and parent != document:
            faults.append(
                Fault(_("item %(name)s") % {"name": child}, _("What it is a child of is not in the file."), _("Export the whole package."))
            )
            continue
        _hang(items[child], number, one, "" if parent == document else parent)
    if faults:
        raise Unreadable(faults)
    _tell_groups(items)
    return list(items.values())


def _hang(item: Placed, number: int, association: dict[str, Any], parent: str) -> None:
    item.association, item.parent = number, parent
    order = association.get("sequenceNumber")
    if isinstance(order, int) and not isinstance(order, bool):
        item.order = order
    ours = _ours(item.item)
    link = ours.get("isChildOf", {}) if ours else {name: value for name, value in association.items() if name not in _KNOWN}
    item.link = link if isinstance(link, dict) else {}


def _tell_groups(items: dict[str, Placed]) -> None:
    parents = {one.parent for one in items.values()}
    for one in items.values():
        one.is_group = one.uid in parents or _ours(one.item).get("kind") == "group"


def _ours(item: dict[str, Any]) -> dict[str, Any]:
    extensions = item.get("extensions")
    ours = extensions.get("peldano") if isinstance(extensions, dict) else None
    return ours if isinstance(ours, dict) else {}


def _end(association: dict[str, Any], name: str) -> str:
    node = association.get(name)
    return _uid(node.get("identifier")) if isinstance(node, dict) else ""


def _uid(value: Any) -> str:
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        return ""
