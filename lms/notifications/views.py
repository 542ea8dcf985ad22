from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lms.notifications import actions
from lms.notifications.forms import HoursForm, MailForm
from lms.notifications.models import Notification, WorkingHours
from lms.notifications.permissions import can_keep_hours
from lms.notifications.queries import hours_of, kinds_by_subject, switched_off, unread_count
from lms.notifications.registry import kind_of
from lms.notifications.unsubscribing import wish_of
from lms.people.models import User

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


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Which mails one wants, and why some of them cannot be switched off."""
    form = MailForm(request.POST if request.method == "POST" else None, off=switched_off(request.user))
    if request.method == "POST" and form.is_valid():
        actions.choose_mail(person=request.user, kinds=form.wishes(), actor=request.user)
        messages.success(request, _("Your mail is as you asked."))
        return redirect("notifications:preferences")
    groups = [
        (title, [(kind, form[kind.name] if kind.can_be_switched_off else None) for kind in found]) for title, found in kinds_by_subject()
    ]
    context = {"form": form, "groups": groups, "hours": hours_of(request.user)}
    return render(request, "notifications/preferences.html", context)


@csrf_exempt  # A mail program posts without having been here; the address is signed.
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Switches a kind of mail off from the mail itself, without signing in. Only a POST does: scanners of mail open every address."""
    wish = wish_of(token)
    person = User.objects.filter(pk=wish.person_id, is_active=True).first() if wish else None
    if person is None:
        raise Http404
    kind = kind_of(wish.kind)
    done = request.method == "POST"
    if done:
        actions.choose_mail(person=person, kinds={kind.name: request.POST.get("wanted") == "yes"})
    with override(person.language):
        context = {"kind": kind, "done": done, "wanted": kind.name not in switched_off(person)}
        return render(request, "notifications/off.html", context)


@login_required
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's week at work, kept by whoever leads them and by HR."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not can_keep_hours(request.user, person):
        raise PermissionDenied
    own = WorkingHours.objects.filter(person=person).exists()
    form = HoursForm(request.POST if request.method == "POST" else None, hours=hours_of(person))
    if request.method == "POST" and form.is_valid():
        actions.set_working_hours(person=person, hours=form.hours(), actor=request.user)
        messages.success(request, _("The working hours are saved."))
        return redirect("people:detail", pk=person.pk)
    return render(request, "notifications/hours.html", {"person": person, "form": form, "own": own})
