"""The rungs of a draft: added, named, put in order and taken out. Nothing of it is so before the draft is published."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from lms.careers.actions.drafting import editing, forget_strays
from lms.careers.enums import RungKind
from lms.careers.exceptions import LadderRefused
from lms.careers.models import LadderVersion, Posting, Rung, RungTerms


def add_rung(*, version: LadderVersion, code: str, kind: str, values: dict, from_rungs=(), actor) -> RungTerms:
    """Another rung, above those there are or to the side. Raises LadderRefused where the ladder has the code."""
    with editing(version, actor) as draft:
        rung = Rung.everywhere.filter(ladder=draft.ladder, code=code).first()
        if rung is not None and (rung.in_use or rung.kind != kind or draft.terms.filter(rung=rung).exists()):
            raise LadderRefused(_("This ladder has a rung with that code."))
        if rung is None:
            names = {"name_es": values["name_es"], "name_en": values["name_en"]}
            rung = Rung.everywhere.create(ladder=draft.ladder, code=code, kind=kind, in_use=False, sort_order=0, **names)
        places = [one.place for one in _of_kind(draft, kind)]
        terms = RungTerms(version=draft, rung=rung, sort_order=max(places, default=-1) + 1)
        _write(terms, values, from_rungs)
        log(instance=draft, action="careers.edit_draft", user=actor, title=str(draft), data={"added": code})
    return terms


def save_rung(*, terms: RungTerms, values: dict, from_rungs=(), actor) -> RungTerms:
    """What the draft says of a rung. Raises LadderRefused."""
    with editing(terms.version, actor) as draft:
        found = draft.terms.select_related("rung").get(pk=terms.pk)
        _write(found, values, from_rungs)
        log(instance=draft, action="careers.edit_draft", user=actor, title=str(draft), data={"changed": found.rung.code})
    return found


def move_rung(*, terms: RungTerms, down: bool, actor) -> None:
    """One place down the list or up. At its end nothing moves."""
    with editing(terms.version, actor) as draft:
        move_within(_of_kind(draft, terms.rung.kind), terms.pk, down)


def remove_rung(*, terms: RungTerms, actor) -> None:
    """Takes a rung out of the draft with all it asks. Raises LadderRefused while people stand on it. Safe to call twice."""
    with editing(terms.version, actor) as draft:
        standing = Posting.objects.current().filter(rung=terms.rung_id).values("person").distinct().count()
        if standing:
            words = ngettext(
                "%(number)s person stands on this rung: post them elsewhere first.",
                "%(number)s people stand on this rung: post them elsewhere first.",
                standing,
            )
            raise LadderRefused(words % {"number": standing})
        draft.requirements.filter(rung=terms.rung_id).delete()
        RungTerms.from_rungs.through.objects.filter(rungterms__version=draft, rung=terms.rung_id).delete()
        draft.terms.filter(pk=terms.pk).delete()
        forget_strays(draft.ladder)
        log(instance=draft, action="careers.edit_draft", user=actor, title=str(draft), data={"removed": terms.rung.code})


def move_within(rows: list, pk: int, down: bool) -> None:
    """Numbers rows anew with one of them a place further; the rows are in their order."""
    at = next((place for place, row in enumerate(rows) if row.pk == pk), None)
    to = None if at is None else at + (1 if down else -1)
    if at is not None and to is not None and 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    for place, row in enumerate(rows):
        type(row).objects.filter(pk=row.pk).exclude(sort_order=place).update(sort_order=place)


def _write(terms: RungTerms, values: dict, from_rungs) -> None:
    for name, value in values.items():
        setattr(terms, name, value)
    terms.save()
    if terms.rung.kind == RungKind.LATERAL:
        terms.from_rungs.set(from_rungs)
        terms.save()


def _of_kind(draft: LadderVersion, kind: str) -> list[RungTerms]:
    return sorted(draft.terms.filter(rung__kind=kind).select_related("rung"), key=lambda one: (one.place, one.rung.code))
