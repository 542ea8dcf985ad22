"""The screens of the CMS that are ours: sending a module to approval, deciding on it, answering a report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages as admin_messages
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from courses.catalogue.actions import approve_module, close_report, drafts_in, return_module, submit_module
from courses.catalogue.enums import ReportState
from courses.catalogue.forms import ClosingForm, ReturnForm
from courses.catalogue.models import ContentReport, ModulePage
from courses.catalogue.permissions import can_approve
from courses.catalogue.queries import sayings_of, waiting_in
from courses.catalogue.translation import as_said, translation_in_hand


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """One page of what will be sent, to whom, and what is still missing."""
    module = get_object_or_404(ModulePage, pk=pk)
    if not module.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST":
        try:
            sent = submit_module(module=module, actor=request.user)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return redirect("catalogue_admin:submit_module", pk)
        words = ngettext("%(count)d page sent to approval.", "%(count)d pages sent to approval.", len(sent)) % {"count": len(sent)}
        messages.success(request, words)
        return redirect("wagtailadmin_home")
    # That its steps are not live yet is no news of a module that is sent with them.
    drafts = [
        {
            "page": page,
            "problems": [problem for problem in page.problems() if problem.stops or page.pk != module.pk],
            "sayings": sayings_of(page, request.user, "submit"),
        }
        for page in drafts_in(module)
    ]
    ready = not any(one.stops for draft in drafts for one in (*draft["problems"], *draft["sayings"]))
    return render(request, "catalogue/admin/submit.html", {"module": module, "drafts": drafts, "ready": ready and drafts})


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits in a module, to read as learners would and to approve or send back at once."""
    page = get_object_or_404(Page, pk=pk).specific
    if not can_approve(request.user, page):
        raise PermissionDenied
    form = ReturnForm(request.POST if request.POST.get("decision") == "return" else None)
    if request.method == "POST" and (request.POST.get("decision") == "approve" or form.is_valid()):
        return _decide(request, page, form)
    pages = [
        {"state": state, "page": (draft := state.revision.as_object()), "sayings": sayings_of(draft, request.user, "review")}
        for state in waiting_in(page).select_related("revision", "workflow_state__requested_by")
    ]
    pages.sort(key=lambda row: row["page"].path)
    return render(request, "catalogue/admin/review.html", {"top": page, "rows": pages, "form": form})


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One reported error: where it is, what was said, and the answer to whoever said it."""
    found = get_object_or_404(ContentReport.objects.select_related("page", "person", "closed_by"), pk=pk)
    page = found.page.specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state = ReportState.MENDED if request.POST.get("state") == ReportState.MENDED else ReportState.DISMISSED
        try:
            close_report(report=found, state=state, answer=form.cleaned_data["answer"], actor=request.user)
        except ValidationError as error:
            form.add_error("answer", error)
        else:
            messages.success(request, _("Closed. %(name)s has been told.") % {"name": found.person})
            return redirect("wagtailadmin_home")
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk]) + (f"#block-{found.block_id}-section" if found.block_id else "")
    return render(request, "catalogue/admin/report.html", {"report": found, "page": page, "form": form, "edit_url": edit_url})


def _decide(request: HttpRequest, page: Page, form: ReturnForm) -> HttpResponse:
    try:
        if request.POST["decision"] == "approve":
            done = approve_module(module=page, actor=request.user)
            words = _approved_words(done)
        else:
            done = return_module(module=page, comment=form.cleaned_data["comment"], actor=request.user)
            words = ngettext("%(count)d page sent back.", "%(count)d pages sent back.", len(done)) % {"count": len(done)}
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect("catalogue_admin:review", page.pk)
    messages.success(request, words)
    return redirect("wagtailadmin_home")


def _approved_words(done: list[TaskState]) -> str:
    """What is live now, and what waits for its day."""
    later = Revision.objects.filter(pk__in=[state.revision_id for state in done], approved_go_live_at__isnull=False).count()
    now = len(done) - later
    words = [ngettext("%(count)d page is live.", "%(count)d pages are live.", now) % {"count": now}] if now else []
    if later:
        words.append(ngettext("%(count)d page goes live on its day.", "%(count)d pages go live on their day.", later) % {"count": later})
    return " ".join(words)


def refuse_what_is_missing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The last look before a page goes live: with something missing it stays a draft, and the editor says what."""
    found = _stopping(page)
    for words in found:
        messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk) if found else None


def refuse_many(request: HttpRequest, action_type: str, pages) -> HttpResponse | None:
    """The same for pages published together: all of them or none."""
    if action_type != "publish":
        return None
    found = [words for page in pages for words in _stopping(page.specific.get_latest_revision_as_object())]
    for words in found:
        messages.error(request, words)
    return redirect("wagtailadmin_home") if found else None


def refuse_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The same in the translator's editor, which publishes without asking: the texts as they stand there are looked at."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    return refuse_what_is_missing(request, as_said(page)) if translation_in_hand(page) else None


def say_how_a_translation_goes_live(request: HttpRequest, page: Page) -> None:
    """The translator's editor has no button for who may not publish: this is theirs."""
    module = page.approving_module() if hasattr(page, "approving_module") else None
    if request.method != "GET" or module is None or page.permissions_for_user(request.user).can_publish() or not translation_in_hand(page):
        return
    address = reverse("catalogue_admin:submit_module", args=[module.pk])
    words = _("What you write here is kept as you go. When you have finished, send it to approval.")
    admin_messages.info(request, words, buttons=[admin_messages.button(address, _("Send the module to approval"))])


class SubmitTranslation(SubmitPageTranslationView):
    """Sends a page to the translator's editor. The one other language there is has been chosen already."""

    def get_form(self):
        form = super().get_form()
        languages = form.fields["locales"].queryset
        if len(languages) == 1:
            form.initial["locales"] = languages
        return form


class UpdateTranslations(UpdateTranslationsView):
    """Takes the changes of an original in to its translations. None is published on the way: each goes live when it is translated."""

    def get_form(self):
        form = super().get_form()
        del form.fields["publish_translations"]
        return form

    def form_valid(self, form):
        form.cleaned_data["publish_translations"] = False
        return super().form_valid(form)


def say_what_comes_next(request: HttpRequest, page: Page) -> None:
    if isinstance(page, ModulePage):
        messages.info(request, _("The module is there. What comes next: add its first lesson under “Steps”."))


def _stopping(page: Page) -> list[str]:
    problems = page.problems(going_live=True) if hasattr(page, "problems") else []
    return [f"{page.title}: {problem.what} {problem.mend}" for problem in problems if problem.stops]
