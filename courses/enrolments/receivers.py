"""Where somebody learns the page whose address they opened."""

from django.dispatch import receiver

from courses.catalogue.signals import way_asked
from courses.enrolments.queries import way_to


@receiver(way_asked, dispatch_uid="enrolments.way_asked")
def say_where_it_is_learnt(sender, page, person, **kwargs) -> str:
    return way_to(page, person)
