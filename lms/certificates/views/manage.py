"""What those who look after certificates do: find, issue by hand, revoke, draw again, take away as a table."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.certificates import actions
from lms.certificates.forms import FilterForm, IssueForm, ReasonForm
from lms.certificates.models import Certificate
from lms.certificates.permissions import can_issue, can_manage
from lms.certificates.queries import managed
from lms.exports.sheets import safe_cell
from lms.jobs.enums import JobState
from lms.jobs.models import Job

PER_PAGE = 25


def for_issuers(view):
    """Signed in, and someone who issues certificates."""

    @login_required
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can_issue(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_issuers
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    found = managed(request.user, **form.filters())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/manage.html", {"form": form, "page": page, "query": request.GET.urlencode()})


@for_issuers
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    found = managed(request.user, **FilterForm(request.GET).filters())
    name = f"certificates-{timezone.localdate().isoformat()}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
    response.write("\ufeff")  # So that a spreadsheet reads the accents.
    rows = csv.writer(response)
    rows.writerow(
        [_("Serial"), _("Holder"), _("E-mail"), _("Certificate"), _("Issued on"), _("Valid until"), _("State"), _("Code"), _("Reason")]
    )
    for one in found.iterator(chunk_size=500):
        until = one.valid_until.isoformat() if one.valid_until else ""
        values = [
            one.serial,
            one.holder,
            one.person.email,
            one.name,
            one.issued_on.isoformat(),
            until,
            one.state.label,
            one.code,
            one.revoke_reason,
        ]
        rows.writerow([safe_cell(value) for value in values])
    return response


@for_issuers
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    form = IssueForm(request.POST or None, actor=request.user, initial={"email": request.GET.get("email", "")})
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        certificate = actions.issue_certificate(
            certification=clean["certification"], person=form.person, on=clean["issued_on"], actor=request.user, reason=clean["reason"]
        )
        messages.success(request, _("Issued: %(serial)s, %(name)s for %(holder)s.") % _words(certificate))
        return redirect("certificates:detail", code=certificate.code)
    return render(request, "certificates/issue.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    certificate = _managed_by(request.user, code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.revoke_certificate(certificate=certificate, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("Revoked: %(serial)s, %(name)s of %(holder)s. They have been told why.") % _words(certificate))
        return redirect("certificates:detail", code=certificate.code)
    return render(request, "certificates/revoke.html", {"form": form, "certificate": certificate})


@login_required
@require_POST
def remake(request: HttpRequest, code: str) -> HttpResponse:
    certificate = _managed_by(request.user, code)
    actions.remake_pdf(certificate=certificate, actor=request.user)
    messages.success(request, _("The PDF of %(serial)s is being made again from the same facts.") % _words(certificate))
    return redirect("certificates:detail", code=certificate.code)


@for_issuers
@require_POST
def make_pdfs(request: HttpRequest) -> HttpResponse:
    job = actions.make_pdfs(certificates=managed(request.user, **FilterForm(request.POST).filters()), actor=request.user)
    return redirect("certificates:pdfs", job_id=job.pk)


@for_issuers
@require_safe
def pdfs(request: HttpRequest, job_id: int) -> HttpResponse:
    job = get_object_or_404(Job, pk=job_id, kind="certificates.make_pdfs", actor=request.user)
    template = "certificates/pdfs.html#progress" if request.htmx else "certificates/pdfs.html"
    working = job.state in {JobState.QUEUED, JobState.RUNNING}
    done = job.progress_total if job.state == JobState.DONE else job.progress_done
    return render(request, template, {"job": job, "working": working, "done": done, "gave_up": job.state == JobState.FAILED})


def _managed_by(user, code: str) -> Certificate:
    """404 for a certificate one may not even see, 403 for one that one sees and does not look after."""
    certificate = get_object_or_404(Certificate.objects.visible_to(user).select_related("person"), code=code)
    if not can_manage(user, certificate):
        raise PermissionDenied
    return certificate


def _words(certificate: Certificate) -> dict[str, str]:
    return {"serial": certificate.serial, "name": certificate.name, "holder": certificate.holder}
