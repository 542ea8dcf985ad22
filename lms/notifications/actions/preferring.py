from django.utils import timezone

from lms.notifications.models import MailPreference
from lms.notifications.registry import kind_of


def choose_mail(*, person, kinds: dict[str, bool], actor=None) -> None:
    """Notes for each kind whether its mail is wanted. Of a kind that cannot be switched off, and of one unknown, nothing is noted."""
    for name, wanted in kinds.items():
        if kind_of(name).can_be_switched_off:
            MailPreference.objects.update_or_create(person=person, kind=name, defaults={"wanted": wanted, "changed_at": timezone.now()})
