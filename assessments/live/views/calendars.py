"""One's calendar of roleplays, and the same for the calendar on a phone."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.live import actions
from assessments.live.forms import day_of
from assessments.live.models import CalendarKey
from assessments.live.permissions import can_lead, can_offer
from assessments.live.queries.agenda import agenda
from assessments.live.queries.entries import FILE, feed_of
from assessments.live.queries.entries import entry as entry_of
from assessments.live.views.finding import own
from lms.notifications.actions import absolute


@never_cache
@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    week = agenda(request.user, day_of(request.GET, now), now)
    context = {"agenda": week, "offers": can_offer(request.user), "leads": can_lead(request.user), "now": now}
    return render(request, "live/calendar.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The private address; posting makes another one."""
    if request.method == "POST":
        actions.renew_key(actor=request.user)
        messages.success(request, _("There is a new address. The old one shows nothing any more."))
        return redirect("live:subscribe")
    key = actions.calendar_key(person=request.user)
    return render(request, "live/subscribe.html", {"address": absolute(reverse("live:feed", args=[key.key]))})


@never_cache
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """For calendars, which sign in nowhere: the address itself is the key."""
    found = CalendarKey.objects.select_related("person").filter(key=key, person__is_active=True).first()
    if found is None:
        raise Http404
    with translation.override(found.person.language):
        return _calendar(feed_of(found.person, timezone.now()), "PUBLISH")


@never_cache
@login_required
@require_safe
def entry(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    content, method = entry_of(own(request, booking_id), request.user)
    response = _calendar(content, method)
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def _calendar(content: bytes, method: str) -> HttpResponse:
    return HttpResponse(content, content_type=f"text/calendar; charset=utf-8; method={method}")
