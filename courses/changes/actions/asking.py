"""From the moment that a change is live and said, it asks what it asks, in the background."""

from courses.changes.enums import Kind
from courses.changes.models import Change
from courses.changes.queries import affected
from courses.changes.signals import product_changed
from lms.jobs.actions import enqueue


def begin_asking(*, change: Change) -> None:
    """Announces the change of a product, where it is one, and asks for the tasks. To be called in the transaction that made it live."""
    if change.product_unit is not None:
        titles = {"es": change.reason_es, "en": change.reason_en}
        facts = {"titles": titles, "on": change.product_on, "unit": change.product_unit, "actor": change.author}
        product_changed.send(sender=Change, change_id=change.pk, **facts)
    if change.kind != Kind.MINOR:
        people = affected(change.page).asked if change.kind == Kind.READ else 0
        enqueue(kind="changes.ask", payload={"change": change.pk}, key=f"changes.ask:{change.pk}", actor=change.author, total=people)
