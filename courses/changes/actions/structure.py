"""A step was put into a module or taken out of it: noted with the module, and listed until somebody says what it asks."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from courses.catalogue.models import ModulePage
from courses.changes.diffing import STEP, Changed
from courses.changes.enums import Difference, State
from courses.changes.models import Change
from courses.changes.queries import anyone_in, as_published


def step_came(*, step: Page) -> Change | None:
    """For the first time, or again. None where nobody has done the module or is at it. Safe to call twice."""
    return _note(step, Changed(f"{STEP}:{step.translation_key}", Difference.ADDED, STEP, None, step.title))


def step_went(*, step: Page) -> Change | None:
    return _note(step, Changed(f"{STEP}:{step.translation_key}", Difference.REMOVED, STEP, step.title, None))


def _note(step: Page, changed: Changed) -> Change | None:
    """Several steps of which nobody has said anything are one change; what came and went again is none."""
    parent = step.get_parent()
    module = parent.specific if parent else None
    if not isinstance(module, ModulePage) or not module.live or module.alias_of_id or not anyone_in(module):
        return None
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=module.pk)
        found = next((one for one in Change.objects.unsaid().filter(page=module.pk) if one.is_of_steps), None)
        change = found or Change(page_id=module.pk, step_key=module.translation_key, state=State.LIVE)
        before = {one.id: one for one in change.changed}
        known = before.pop(changed.id, None)
        if known is None or known.what == changed.what:
            before[changed.id] = changed
        if not before:
            change.delete()
            return None
        change.from_revision = change.to_revision = module.live_revision
        change.delta = [one.as_json() for one in before.values()]
        change.live_at, change.translations = timezone.now(), as_published(module.pk)
        change.save()
    return change
