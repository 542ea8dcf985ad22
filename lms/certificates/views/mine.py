"""A person's own certificates, and one certificate as whoever may see it sees it."""

import re

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lms.certificates.actions import open_pdf
from lms.certificates.models import Certificate
from lms.certificates.paper import on_paper
from lms.certificates.permissions import can_manage
from lms.certificates.queries import my_certificates
from lms.certificates.sheet import sheet_of


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "certificates/mine.html", {"mine": my_certificates(request.user)})


@login_required
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    certificate = _seen_by(request.user, code)
    context = on_paper(sheet_of(certificate)) | {
        "certificate": certificate,
        "own": certificate.person_id == request.user.pk,
        "can_manage": can_manage(request.user, certificate),
    }
    return render(request, "certificates/detail.html", context)


@login_required
@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    certificate = _seen_by(request.user, code)
    if not certificate.pdf_ready:
        return redirect("certificates:detail", code=certificate.code)
    name = f"{certificate.certification.code}-{certificate.serial}.pdf"
    response = FileResponse(
        open_pdf(certificate=certificate), filename=name, as_attachment="download" in request.GET, content_type="application/pdf"
    )
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def colours(request: HttpRequest, colours: str) -> HttpResponse:
    """The two colours of a design as a stylesheet: the policy of our pages allows no inline style."""
    if not (found := re.fullmatch(r"([0-9a-f]{6})-([0-9a-f]{6})", colours)):
        raise Http404
    text = f".sheet {{ --ink: #{found[1]}; --accent: #{found[2]}; }}\n"
    return HttpResponse(text, content_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"})


def _seen_by(user, code: str) -> Certificate:
    return get_object_or_404(Certificate.objects.visible_to(user).select_related("person", "certification"), code=code)
