"""Every kind of mail as it will look, for administrators."""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.jobs.actions import enqueue
from lms.language.bilingual import LANGUAGES
from lms.notifications.permissions import can_see_samples
from lms.notifications.registry import Kind, kind_of
from lms.notifications.samples import mailed_kinds, sample, where_mails_go

# A mail carries its looks in its elements, for programs that read nothing else; it runs nothing and loads nothing.
OF_A_MAIL = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"]}


def for_administrators(view: Callable) -> Callable:
    @login_required
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can_see_samples(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_administrators
@require_safe
def sample_list(request: HttpRequest) -> HttpResponse:
    return render(request, "notifications/samples.html", {"kinds": mailed_kinds(), "where": where_mails_go()})


@for_administrators
@require_safe
def one_sample(request: HttpRequest, name: str) -> HttpResponse:
    kind, language = _kind(name), _language(request)
    written = sample(name, person=request.user, language=language)
    context = {"kind": kind, "written": written, "language": language, "languages": [(code, code == language) for code in LANGUAGES]}
    return render(request, "notifications/sample.html", context | {"where": where_mails_go()})


@for_administrators
@require_safe
@csp_replace(OF_A_MAIL)
def sample_body(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML alone, as a mail program shows it."""
    _kind(name)
    return HttpResponse(sample(name, person=request.user, language=_language(request)).html)


@for_administrators
@require_POST
def send_sample(request: HttpRequest, name: str) -> HttpResponse:
    """To oneself, and to nobody else; pressed twice in a minute it is one mail."""
    language = _language(request)
    payload = {"kind": _kind(name).name, "person": request.user.pk, "language": language}
    minute = f"{timezone.now():%Y%m%d%H%M}"
    enqueue(kind="notifications.sample", payload=payload, key=f"notifications.sample:{name}:{request.user.pk}:{language}:{minute}")
    messages.success(request, _("It is on its way to %(address)s.") % {"address": request.user.email})
    return redirect(f"{reverse('notifications:sample', args=[name])}?language={language}")


def _kind(name: str) -> Kind:
    if name not in {kind.name for kind in mailed_kinds()}:
        raise Http404
    return kind_of(name)


def _language(request: HttpRequest) -> str:
    asked = request.POST.get("language") or request.GET.get("language")
    return asked if asked in LANGUAGES else request.LANGUAGE_CODE
