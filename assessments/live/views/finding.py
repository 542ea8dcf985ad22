"""The bookings that a request may touch."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from assessments.live.models import Booking
from assessments.live.queries.agenda import bookings_of


def seen(request: HttpRequest, booking_id: UUID) -> Booking:
    return get_object_or_404(bookings_of(request.user), pk=booking_id)


def own(request: HttpRequest, booking_id: UUID) -> Booking:
    """Of one who takes part."""
    rows = bookings_of(request.user).of(request.user).select_related("performance__version__scenario")
    return get_object_or_404(rows.defer("performance__version__scenario__draft"), pk=booking_id)


def as_one_who_assesses(request: HttpRequest, booking_id: UUID) -> Booking:
    """Its assessor, or the second one."""
    return get_object_or_404(bookings_of(request.user).assessed_by(request.user), pk=booking_id)


def as_assessor(request: HttpRequest, booking_id: UUID) -> Booking:
    rows = bookings_of(request.user).filter(slot__assessor=request.user).select_related("performance__version__scenario")
    return get_object_or_404(rows.defer("performance__version__scenario__draft"), pk=booking_id)
