"""A page went live: what was said of the draft is in force, and what nobody said anything of is noted."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from courses.changes.actions.asking import begin_asking
from courses.changes.diffing import Changed
from courses.changes.enums import State
from courses.changes.models import Change
from courses.changes.queries import anyone_in, as_published, changed_since_announced, changed_since_published, published_before


def went_live(*, page: Page, revision: Revision) -> None:
    """Puts what was said of the draft in force. What changed without a word is minor, and listed until somebody says more; nothing is
    noted where nobody has done the page or is at it. Safe to call twice."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        said = Change.objects.waiting().filter(page=page.pk).first()
        if said is not None:
            changed = changed_since_announced(page, revision)
            _in_force(said, revision, changed)
            rest = [one for one in changed if one.id not in {known.id for known in said.changed}]
        else:
            rest = _of_its_own(page, revision, changed_since_published(page, revision))
        if rest and not _noted(page, revision, rest) and anyone_in(page):
            _note(page, revision, rest)


def publish_said(*, page: Page, revision: Revision, actor) -> None:
    """Publishes, now or on its day, a draft of which something has been said."""
    revision.publish(user=actor)


def _in_force(change: Change, revision: Revision, changed: tuple[Changed, ...]) -> None:
    """The draft may have been edited after it was said: its blocks are read as they went live."""
    known = {one.id for one in change.changed}
    if change.to_revision_id != revision.pk:
        held = [one for one in changed if one.id in known]
        change.delta = [one.as_json() for one in held]
        change.blocks = [one.id for one in held if one.id in change.blocks]
        change.to_revision = revision
    now = timezone.now()
    change.state, change.live_at, change.translations = State.LIVE, now, as_published(change.page_id)
    change.save()
    unsaid = Change.objects.unsaid().filter(page=change.page_id)
    earlier = Change.objects.filter(pk__in=[one.pk for one in unsaid if not one.is_of_steps])
    earlier.update(said_at=now, author=change.author, state=State.CLOSED, ended_at=now, ended_by=change.author)
    begin_asking(change=change)


def _of_its_own(page: Page, revision: Revision, changed: tuple[Changed, ...]) -> list[Changed]:
    """A translation that follows what has changed in its original since it was last published says nothing new."""
    before = published_before(page, revision)
    if not changed or before is None or not page.specific.is_translation():
        return list(changed)
    followed = Change.objects.filter(step_key=page.translation_key, live_at__gte=before.created_at).exclude(page=page.pk)
    told = {block["id"] for delta in followed.values_list("delta", flat=True) for block in delta}
    return [one for one in changed if one.id not in told]


def _noted(page: Page, revision: Revision, rest: list[Changed]) -> bool:
    return Change.objects.filter(page=page.pk, to_revision=revision, delta=[one.as_json() for one in rest]).exists()


def _note(page: Page, revision: Revision, rest: list[Changed]) -> None:
    Change.objects.create(
        page_id=page.pk,
        step_key=page.translation_key,
        from_revision=published_before(page, revision),
        to_revision=revision,
        delta=[one.as_json() for one in rest],
        state=State.LIVE,
        live_at=timezone.now(),
        translations=as_published(page.pk),
    )
