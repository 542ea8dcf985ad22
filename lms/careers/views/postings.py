"""Who stands where, written down and put right by HR; and who has been acting up for too long."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.careers import actions
from lms.careers.enums import PostingKind
from lms.careers.forms import CorrectPostingForm, EndPostingForm, PostingForm
from lms.careers.models import Posting
from lms.careers.permissions import POSTS_PEOPLE, can_post, may_post
from lms.careers.queries import postings as queries
from lms.careers.queries.acting import alarms_for
from lms.careers.views.guards import tried
from lms.people.models import User

PAGE = 25


def posts_people(view):
    """Signed in, whoever posts anybody, and kept out of every cache."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_post(request.user):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


@posts_people
@require_safe
def postings(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:80]
    page = Paginator(queries.people_posted(request.user, words), PAGE).get_page(request.GET.get("page"))
    return render(request, "careers/postings.html", {"alarms": alarms_for(request.user), "page": page, "words": words})


@posts_people
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.visible_to(request.user, POSTS_PEOPLE), pk=pk)
    context = {"person": found, "found": queries.postings_of(found), "can_post": can_post(request.user, found)}
    return render(request, "careers/person_postings.html", context)


@posts_people
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_posted_by(request.user), pk=pk)
    form = PostingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and tried(request, lambda: _begin(found, form, request), form=form, done=_("Saved.")):
        return redirect("careers:person_postings", pk)
    return _page(request, form, found, _("Write down a posting"))


@posts_people
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_postings(request.user), pk=pk, withdrawn_at=None)
    form = EndPostingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.end_posting(posting=found, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved.")):
            return redirect("careers:person_postings", found.person_id)
    return _page(request, form, found.person, _("End a posting"), found)


@posts_people
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_postings(request.user), pk=pk)
    form = CorrectPostingForm(request.POST or None, posting=found)
    if request.method == "POST" and form.is_valid():
        act = lambda: _correct(found, form.cleaned_data, request.user)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved.")):
            return redirect("careers:person_postings", found.person_id)
    return _page(request, form, found.person, _("Correct a posting"), found)


def _posted_by(user):
    return User.objects.visible_to(user, POSTS_PEOPLE).exclude(pk=user.pk)


def _postings(user):
    return Posting.everywhere.filter(person__in=_posted_by(user)).select_related("person", "rung")


def _begin(person: User, form: PostingForm, request: HttpRequest) -> None:
    values = dict(form.cleaned_data)
    if values.pop("kind") == PostingKind.HELD:
        del values["ends_on"]
        actions.start_posting(person=person, actor=request.user, **values)
    else:
        actions.act_up(person=person, actor=request.user, **values)


def _correct(posting: Posting, values: dict, actor) -> None:
    if values["never_was"]:
        actions.withdraw_posting(posting=posting, reason=values["why"], actor=actor)
        return
    spans = {name: values[name] for name in ("rung", "starts_on", "ends_on")}
    actions.correct_posting(posting=posting, reason=values["why"], actor=actor, **spans)


def _page(request: HttpRequest, form, person: User, title: str, posting: Posting | None = None) -> HttpResponse:
    context = {"form": form, "person": person, "title": title, "posting": posting}
    return render(request, "careers/posting_form.html", context, status=422 if form.errors else 200)
