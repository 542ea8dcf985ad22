"""Asking for a refresher and being answered; saying that a product changes."""

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.notifications.actions import notify
from lms.refreshers.actions.giving import give
from lms.refreshers.enums import RequestState
from lms.refreshers.exceptions import AboutOneself, NotProposed, ReasonMissing
from lms.refreshers.models import ProductChange, RefresherAssignment, RefresherRequest
from lms.refreshers.queries.asking import rule_for
from lms.refreshers.triggers.request import cause_of


def ask_for(*, person, module, words: str, actor) -> RefresherRequest:
    """Asks for a refresher, for oneself or for whom one leads. One waits at a time for a module. Raises ReasonMissing."""
    if not words.strip():
        raise ReasonMissing
    try:
        with transaction.atomic():
            row, created = RefresherRequest.objects.get_or_create(
                person=person, module=module, state=RequestState.WAITING, defaults={"words": words.strip(), "asked_by": actor}
            )
            if created:
                log(instance=row, action="refreshers.ask", user=actor, title=str(row))
    except IntegrityError:
        row = RefresherRequest.objects.waiting().get(person=person, module=module)
    return row


def answer_request(*, request: RefresherRequest, grants: bool, words: str, actor, today: date) -> RefresherAssignment | None:
    """Says yes, and it is given at once, or no; both in words. Nobody answers for themselves. The first answer stands.

    Raises ReasonMissing, AboutOneself, and NotProposed after another answer.
    """
    if not words.strip():
        raise ReasonMissing
    with transaction.atomic():
        row = RefresherRequest.objects.select_for_update(of=("self",)).select_related("person", "module", "asked_by").get(pk=request.pk)
        if actor.pk == row.person_id:
            raise AboutOneself
        state = RequestState.GRANTED if grants else RequestState.DECLINED
        if row.state == state:
            return None
        if row.state != RequestState.WAITING:
            raise NotProposed
        row.state, row.answer, row.answered_by, row.answered_at = state, words.strip(), actor, timezone.now()
        row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
        log(instance=row, action="refreshers.answer", user=actor, title=str(row), data={"granted": grants})
        given = _give(row, actor, today) if grants else None
        _tell(row)
    return given


def announce_change(*, title_es: str, title_en: str, effective_on: date, unit, actor, code: str = "") -> ProductChange:
    """Says that a product or process changes on a day, for the people of a unit. Safe to call twice."""
    with transaction.atomic():
        change, created = ProductChange.objects.get_or_create(
            code=code or slugify(f"{title_es}-{effective_on.isoformat()}")[:60],
            defaults={"title_es": title_es, "title_en": title_en, "effective_on": effective_on, "unit": unit, "announced_by": actor},
        )
        if created:
            log(instance=change, action="refreshers.announce_change", user=actor, title=str(change))
    return change


def _give(row: RefresherRequest, actor, today: date) -> RefresherAssignment | None:
    version = rule_for(row.person, row.module, today)
    if version is None:
        return None
    return give(version=version, cause=cause_of(row), on=today, today=today, actor=actor, proposes=False, trigger="request")


def _tell(row: RefresherRequest) -> None:
    words = {"title": row.module.title}
    granted = row.state == RequestState.GRANTED
    notify(
        person=row.person,
        kind="refreshers.answered",
        key=f"refreshers.answered:{row.pk}",
        title=lambda: (_("Your refresher “%(title)s”: yes") if granted else _("Your refresher “%(title)s”: not now")) % words,
        text=row.answer,
        url=reverse("refreshers:mine"),
    )
