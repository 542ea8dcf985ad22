"""Which mails somebody wants."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from lms.notifications import actions
from lms.notifications.forms import MailForm
from lms.notifications.queries import hours_of, kinds_by_subject, switched_off, week_in_words
from lms.notifications.registry import kind_of
from lms.notifications.unsubscribing import wish_of
from lms.people.models import User


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
    context = {"form": form, "groups": groups, "week": week_in_words(hours_of(request.user))}
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
