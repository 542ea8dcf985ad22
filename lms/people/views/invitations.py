"""Inviting people, following the invitations, and the page that a mailed link opens."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from lms.people import actions, permissions
from lms.people.exceptions import AlreadyHere, AlreadyInvited, InvitationRefused
from lms.people.forms.people import AcceptForm, InvitationFilter, InviteForm
from lms.people.models import Invitation

PAGE = 25


@login_required
def invite(request: HttpRequest) -> HttpResponse:
    if not permissions.can_invite(request.user):
        raise PermissionDenied
    form = InviteForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = actions.invite(actor=request.user, **form.cleaned_data)
        except AlreadyHere as refusal:
            words = _("%(email)s can already sign in. Look the person up and give them the role there.")
            form.add_error("email", words % {"email": refusal.person.email})
        except AlreadyInvited as refusal:
            words = _("%(email)s has an open invitation to another role or unit. Revoke that one first.")
            form.add_error("email", words % {"email": refusal.invitation.email})
        else:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})
            return redirect("people:invitations")
    return render(request, "people/invite.html", {"form": form, "days": settings.INVITATION_DAYS})


@require_safe
@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    if not permissions.can_invite(request.user):
        raise PermissionDenied
    search = InvitationFilter(request.GET)
    found = Invitation.objects.visible_to(request.user).select_related("unit", "invited_by", "person")
    if search.is_valid() and search.cleaned_data["state"]:
        found = found.in_state(search.cleaned_data["state"], timezone.now())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for invitation in page:
        invitation.stands = invitation.state()
    return render(request, "people/invitations.html", {"page": page, "search": search, "filtered": bool(request.GET.get("state"))})


@require_POST
@login_required
def resend(request: HttpRequest, pk) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user).select_related("unit"), pk=pk)
    actions.resend_invitation(invitation=invitation, actor=request.user)
    messages.success(request, _("A new link is on its way to %(email)s; the one before no longer works.") % {"email": invitation.email})
    return redirect("people:invitations")


@require_POST
@login_required
def revoke(request: HttpRequest, pk) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user).select_related("unit"), pk=pk)
    actions.revoke_invitation(invitation=invitation, actor=request.user)
    messages.success(request, _("The invitation to %(email)s no longer opens anything.") % {"email": invitation.email})
    return redirect("people:invitations")


@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a mailed link: who you are, a password, what is kept about you; then you are in."""
    try:
        found = actions.find_invitation(token=token)
    except InvitationRefused as refusal:
        return _refuse(request, refusal)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and not request.user.is_authenticated:
        translation.activate(found.language)
        request.LANGUAGE_CODE = found.language
    if request.user.is_authenticated:
        return _page(request, "people/invitation_other.html", {"invitation": found})
    known = {"first_name": found.first_name, "last_name": found.last_name, "language": found.language}
    form = AcceptForm(request.POST or None, initial=known, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.accept_invitation(token=token, **form.cleaned_data)
        except InvitationRefused as refusal:
            return _refuse(request, refusal)
        record_authentication(request, person, method="password")  # They have just chosen it.
        return perform_login(request, person)
    return _page(request, "people/invitation.html", {"invitation": found, "form": form})


def _refuse(request: HttpRequest, refusal: InvitationRefused) -> HttpResponse:
    context = {"refused": refusal.reason, "invitation": refusal.invitation}
    return _page(request, "people/invitation_refused.html", context, status=404 if refusal.reason == "unknown" else 410)


def _page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # The address is the key: it stays here.
    return response
