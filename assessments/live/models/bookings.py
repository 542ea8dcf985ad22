"""A slot that somebody has taken."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.live.enums import STANDS, BookingState
from assessments.live.models.slots import Slot
from assessments.live.querysets import BookingQuerySet
from assessments.roleplays.models import Performance, Scenario
from courses.enrolments.models import Enrolment


class Booking(models.Model):
    """A person in a slot. Its id is the UID of every calendar; `sequence` grows with each change, as calendars ask."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("slot"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("person"))
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("scenario"))
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enrolment"))
    step_key = models.UUIDField(_("step"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=BookingState.choices, default=BookingState.BOOKED)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    booked_at = models.DateTimeField(_("booked at"), default=timezone.now)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("booked by")
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)
    # Minutes before its time of the last reminder; 0 where none was sent for this time.
    reminded = models.PositiveSmallIntegerField(_("reminded"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("cancelled by")
    )
    person_agrees = models.BooleanField(_("the person agrees to be recorded"), null=True)
    assessor_agrees = models.BooleanField(_("the assessor agrees to be recorded"), null=True)
    performance = models.OneToOneField(
        Performance, on_delete=models.PROTECT, null=True, blank=True, related_name="booking", verbose_name=_("performance")
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["slot__begins_at", "booked_at"]
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=~Q(state="cancelled"), name="one_booking_a_slot"),
            models.CheckConstraint(
                condition=Q(state__in=["booked", "no_show", "cancelled"]) | Q(performance__isnull=False),
                name="a_live_roleplay_has_its_performance",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="bookings_by_person")]

    def __str__(self) -> str:
        return f"{self.person} · {self.slot}"

    @property
    def stands(self) -> bool:
        return self.state in STANDS

    @property
    def both_agree(self) -> bool:
        """Whether it may be recorded: both have said so themselves."""
        return bool(self.person_agrees and self.assessor_agrees)
