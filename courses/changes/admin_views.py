"""The screens of the CMS: what changed in a draft, and what its author says that it asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.models import Page

from assessments.quizzes.models import Question
from courses.changes import actions, queries
from courses.changes.diffing import Changed, only_slips, text_of, words_moved
from courses.changes.enums import Difference, Kind
from courses.changes.exceptions import ChangeRefused
from courses.changes.forms import SayForm, SayOfQuestionForm
from courses.changes.models import Change, QuestionChange
from courses.changes.permissions import can_say
from courses.changes.queries import questions
from courses.changes.queries.reading import label_of
from lms.people.permissions import can_author

# Where somebody goes on once it is said: to publish, back to the module to send, to approve.
PUBLISH, SUBMIT, REVIEW = "publish", "submit", "review"


@dataclass(frozen=True)
class Compared:
    """One block, old and new: `words` are both texts as one, each with whether it stayed, went or came."""

    changed: Changed
    label: str
    what: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    ticked: bool


@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """What a draft changes in a live page, before it goes live."""
    page = get_object_or_404(Page, pk=pk).specific
    if not can_say(request.user, page):
        raise PermissionDenied
    revision, then = page.latest_revision, request.GET.get("then", "")
    if then == PUBLISH and not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    is_draft = revision is not None and revision.pk != page.live_revision_id
    if not is_draft and Change.objects.announced().filter(page=page.pk, to_revision=revision).exists():
        messages.success(request, _("“%(title)s” is live.") % {"title": page.title})
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    changed = queries.changed_since_announced(page, revision) if is_draft else ()
    if not changed:
        messages.info(request, _("Nothing changed that people would read."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    before = Change.objects.waiting().filter(page=page.pk).first()
    form = _form(request, page, changed, before, revision.pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_of_draft(page=page, revision=revision, said=form.said(), actor=request.user)
        except ChangeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _go_on(request, page, then)
    return _screen(request, page, changed, form, then)


@require_http_methods(["GET", "POST"])
def say_afterwards(request: HttpRequest, pk: int) -> HttpResponse:
    """What was published without a word."""
    change = get_object_or_404(Change.objects.live().select_related("page"), pk=pk)
    page = change.page.specific
    if not can_say(request.user, page):
        raise PermissionDenied
    if change.said_at is not None:
        return redirect("changes:one", change.pk)
    form = _form(request, page, change.changed, None, None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_afterwards(change=change, said=form.said(), actor=request.user)
        except ChangeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Said. Whoever it asks something of is told."))
            return redirect("changes:one", change.pk)
    return _screen(request, page, change.changed, form, "")


@require_http_methods(["GET", "POST"])
def say_of_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Another version of a question, once it is live."""
    change = get_object_or_404(QuestionChange.objects.select_related("question", "before", "after"), pk=pk)
    if not can_author(request.user):
        raise PermissionDenied
    back = redirect("wagtailsnippets_quizzes_question:edit", change.question_id)
    if change.said_at is not None:
        return back
    form = SayOfQuestionForm(request.POST or None, certifications=questions.certifications_asking(change.question))
    if request.method == "POST" and form.is_valid():
        actions.say_of_question(change=change, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Said. Whoever it asks something of is told."))
        return back
    before, after = questions.lines_of(change.before), questions.lines_of(change.after)
    sides = [(language, words_moved("\n".join(before[language]), "\n".join(after[language]))) for language in before]
    context = {
        "change": change,
        "form": form,
        "learned": questions.who_answers_again(change).count(),
        "sides": [(language, words) for language, words in sides if words],
        "certifications": form.fields["certifications"].queryset.exists(),
    }
    return render(request, "changes/admin/say_of_question.html", context, status=422 if form.errors else 200)


def ask_after_publishing_question(request: HttpRequest, instance) -> HttpResponse | None:
    """Published from its form: its author says now what another version asks."""
    if not isinstance(instance, Question) or "action-publish" not in request.POST:
        return None
    change = QuestionChange.objects.unsaid().filter(question=instance.pk).first()
    if change is None:
        return None
    messages.success(request, _("The new version is live. One thing more: say what it asks of people who have learned the one before."))
    return redirect("changes_admin:say_of_question", change.pk)


def ask_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A draft that changes what people have done is not published before somebody says what that asks of them."""
    if not queries.waits_to_be_said(Page.objects.get(pk=page.pk)):
        return None
    return redirect(reverse("changes_admin:say", args=[page.pk]) + f"?then={PUBLISH}")


def ask_after_sending(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Sent to approval from the editor: the author says now what it asks, and the approver reads it with the page."""
    if "action-submit" not in request.POST or not queries.waits_to_be_said(Page.objects.get(pk=page.pk)):
        return None
    messages.success(request, _("Sent to approval. One thing more: say what your change asks of people who have done this."))
    return redirect("changes_admin:say", page.pk)


def _form(request: HttpRequest, page: Page, changed: Sequence[Changed], before: Change | None, revision: int | None) -> SayForm:
    certifications = queries.certifications_with(page)
    return SayForm(request.POST or None, changed=changed, certifications=certifications, change=before, revision=revision)


def _screen(request: HttpRequest, page: Page, changed: Sequence[Changed], form: SayForm, then: str) -> HttpResponse:
    ticked = set(form["blocks"].value() or ())
    names = {"question": queries.question_names(changed), "module": queries.module_titles(changed)}
    context = {
        "page": page,
        "rows": [_compared(one, page, names, one.id in ticked) for one in changed],
        "affected": queries.affected(page),
        "form": form,
        "then": then,
        "only_slips": only_slips(changed),
        "certifications": form.fields["certifications"].queryset.exists(),
        "kinds": Kind,
    }
    return render(request, "changes/admin/say.html", context, status=422 if form.errors else 200)


def _compared(changed: Changed, page: Page, names: dict[str, dict[int, str]], ticked: bool) -> Compared:
    old, new = (_text(value, changed, names) for value in (changed.before, changed.after))
    words = words_moved(old, new)
    return Compared(
        changed,
        label_of(changed, type(page)),
        str(Difference(changed.what).label),
        tuple((how, text) for how, text in words if how != "put"),
        tuple((how, text) for how, text in words if how != "out"),
        ticked,
    )


def _text(value, changed: Changed, names: dict[str, dict[int, str]]) -> str:
    if value is None:
        return ""
    if changed.kind in names:
        return names[changed.kind].get(value, "")
    return text_of(value) or (str(value) if isinstance(value, int) else "")


def _go_on(request: HttpRequest, page: Page, then: str) -> HttpResponse:
    module = page.approving_module()
    if then == PUBLISH:
        return _publish(request, page)
    messages.success(request, _("Kept with the draft: it counts from the moment that the draft goes live."))
    if then == SUBMIT and module:
        return redirect("catalogue_admin:submit_module", module.pk)
    if then == REVIEW:
        return redirect("catalogue_admin:review", (module or page).pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _publish(request: HttpRequest, page: Page) -> HttpResponse:
    """As the editor does it: what stands in its way, then now or on its day."""
    draft = page.get_latest_revision_as_object()
    for stop in hooks.get_hooks("before_publish_page"):
        if answer := stop(request, draft):
            return answer
    actions.publish_said(page=page, revision=page.latest_revision, actor=request.user)
    page = Page.objects.get(pk=page.pk).specific
    words = _("“%(title)s” goes live on its day, with what you said.") if page.scheduled_revision else _("“%(title)s” is live.")
    messages.success(request, words % {"title": page.title})
    for after in hooks.get_hooks("after_publish_page"):
        if answer := after(request, page):
            return answer
    return redirect("wagtailadmin_explore", page.get_parent().pk)
