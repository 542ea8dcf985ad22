"""A candidate's own application: where it stands, what to put right, the scores, the letter, a second look."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.promotions import actions
from lms.promotions.enums import Opened
from lms.promotions.forms import FixedForm, ObjectForm, ReviewForm
from lms.promotions.models import Letter
from lms.promotions.queries.mine import my_page
from lms.promotions.views.guards import own, signed_in, tried


@signed_in
@require_safe
def mine(request: HttpRequest, code: str) -> HttpResponse:
    application = own(request.user, code)
    return render(request, "promotions/mine.html", {"screen": my_page(application, timezone.localdate())})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def put_right(request: HttpRequest, code: str) -> HttpResponse:
    application = own(request.user, code)
    form = FixedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("People (HR) has been told and looks at it again.")
        if tried(
            request, lambda: actions.put_right(application=application, actor=request.user, **form.cleaned_data), form=form, done=done
        ):
            return redirect("promotions:mine", code=code)
    words = {
        "title": _("What you have put right"),
        "lede": application.eligibility_reason,
        "submit": _("Tell People (HR)"),
    }
    return _asked(request, application, form, words)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, code: str) -> HttpResponse:
    application = own(request.user, code)
    form = ObjectForm(request.POST or None, round=application.round)
    if request.method == "POST" and form.is_valid():
        done = _("People (HR) has it and will answer you.")
        if tried(
            request, lambda: actions.ask_recusal(application=application, actor=request.user, **form.cleaned_data), form=form, done=done
        ):
            return redirect("promotions:mine", code=code)
    words = {
        "title": _("Somebody of the panel should not judge you"),
        "lede": _("Because you work under them, are family or close friends, or have a quarrel. Somebody else then scores you."),
        "submit": _("Ask for it"),
    }
    return _asked(request, application, form, words)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, code: str) -> HttpResponse:
    application = own(request.user, code)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("Asked for. Somebody outside the panel will look at it and write to you.")
        if tried(request, lambda: actions.appeal(application=application, actor=request.user, **form.cleaned_data), form=form, done=done):
            return redirect("promotions:mine", code=code)
    words = {
        "title": _("Ask for a review"),
        "lede": _("Somebody who took no part looks at the process and at the scores. It is never held against anybody."),
        "submit": _("Ask for the review"),
    }
    return _asked(request, application, form, words)


@signed_in
@require_safe
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    letters = Letter.objects.visible_to(request.user).select_related("decision__application__round")
    found = get_object_or_404(letters, pk=letter_id)
    application = found.decision.application
    if application.person_id != request.user.pk:
        actions.record_opening(round=application.round, what=Opened.LETTER, actor=request.user, application=application)
    name = f"{application.round.code}-{application.code}-{found.kind}.pdf"
    return FileResponse(found.file.open("rb"), filename=name, as_attachment="download" in request.GET, content_type="application/pdf")


def _asked(request: HttpRequest, application, form, words: dict) -> HttpResponse:
    context = {"form": form, "round": application.round, **words}
    return render(request, "promotions/mine_form.html", context, status=422 if form.errors else 200)
