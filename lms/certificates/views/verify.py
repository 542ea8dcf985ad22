"""The public check, without signing in: every printed fact, and what the certificate is worth today."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from django_ratelimit import ALL
from django_ratelimit.core import get_usage

from lms.certificates.codes import normalise
from lms.certificates.enums import CertificateState
from lms.certificates.models import Certificate
from lms.certificates.sheet import day_in_words, sheet_of
from lms.language.bilingual import active_language

CHECKS = "20/m"  # From one address. 80 random bits need no more help than this.


def public(view):
    """Open to all, but slowly; kept out of search engines and caches."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        usage = get_usage(request, group=f"certificates.{view.__name__}", key="ip", rate=CHECKS, method=ALL, increment=True)
        if usage and usage["should_limit"]:
            response = render(request, "certificates/slow_down.html", status=429)
            response["Retry-After"] = str(max(usage["time_left"], 1))
        else:
            response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        add_never_cache_headers(response)
        return response

    return guarded


@public
def verify_form(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("code", "").strip()
    if code := normalise(typed):
        return redirect("certificates:verify", code=code)
    return render(request, "certificates/verify_form.html", {"typed": typed[:60], "unlikely": bool(typed)})


@public
def verify(request: HttpRequest, code: str) -> HttpResponse:
    # One look-up whatever was typed, so that the time of the answer tells nothing.
    certificate = Certificate.objects.filter(code=normalise(code) or "-").first()
    if certificate is None:
        return render(request, "certificates/verify_unknown.html", {"typed": code[:60]}, status=404)
    context = {
        "certificate": certificate,
        "sheet": sheet_of(certificate, active_language()),
        "state": certificate.state,
        "shape": certificate.shape,
        "since": _since(certificate),
        "now": timezone.localtime(),
    }
    return render(request, "certificates/verify.html", context)


def _since(certificate: Certificate) -> str:
    """The day it stopped counting, in words; empty while it counts."""
    if certificate.revoked_at is not None:
        return day_in_words(timezone.localdate(certificate.revoked_at).isoformat())
    if certificate.state == CertificateState.EXPIRED:
        return day_in_words(certificate.facts["valid_until"])
    return ""
