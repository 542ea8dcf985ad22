"""What somebody has been told."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from lms.notifications import actions
from lms.notifications.models import Notification
from lms.notifications.queries import unread_count

PAGE = 20


@require_safe
@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    only_unread = request.GET.get("show") == "unread"
    told = Notification.objects.visible_to(request.user)
    page = Paginator(told.unread() if only_unread else told, PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/list.html", {"page": page, "unread": unread_count(request.user), "only_unread": only_unread})


@require_POST
@login_required
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads one and goes to what it is about."""
    notification = actions.read(notification=get_object_or_404(Notification.objects.visible_to(request.user), pk=pk))
    if notification.url and url_has_allowed_host_and_scheme(notification.url, None):
        return redirect(notification.url)
    return redirect("notifications:list")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    actions.read_all(person=request.user)
    return redirect("notifications:list")
