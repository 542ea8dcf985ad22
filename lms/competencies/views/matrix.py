"""The people of a unit against the competencies."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.competencies import permissions, tables
from lms.competencies.forms import MatrixFilter
from lms.competencies.narrowing import narrowings
from lms.competencies.queries.matrix import competencies_of, people_of, rows_of, tally
from lms.exports.actions import ask_for_export
from lms.exports.sheets import as_download

PAGE = 25
AT_ONCE = 200  # people whose rows are made in the request; of more, a job makes them


@never_cache
@login_required
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    search = _search(request)
    answers = search.answers()
    narrow = {one.name: answers.get(one.name) or "" for one in narrowings()}
    asked = {"unit": answers["unit"], "words": answers["q"], "only": answers["only"], "group": answers["group"], "narrow": narrow}
    people = people_of(viewer=request.user, **asked)
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    competencies = competencies_of(answers["group"])
    rows = rows_of(list(page), competencies)
    context = {
        "search": search,
        "page": page,
        "rows": [(person, list(zip(competencies, cells, strict=True))) for person, cells in rows],
        "competencies": competencies,
        "tally": tally(people, competencies),
        "filtered": any(answers[name] for name in ("group", "only", "q")) or any(narrow.values()),
    }
    return render(request, "competencies/matrix.html", context)


@never_cache
@login_required
@require_POST
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The matrix as it is filtered: at once where it is small, by a job where it is not."""
    asked = asked_of(_search(request))
    people, competencies = tables.matrix_asked(request.user, asked)
    if people.count() <= AT_ONCE:
        name = f"competencies-{timezone.localdate().isoformat()}"
        return as_download(tables.table_of(people, competencies), name=name, suffix=suffix, title=_("Competencies"))
    title = _("Competencies of a team")
    return redirect(
        "exports:export", ask_for_export(kind="competencies.matrix", title=title, suffix=suffix, asked=asked, actor=request.user).pk
    )


def asked_of(search: MatrixFilter) -> dict[str, str]:
    """A filter as plain words, which a job can read again."""
    answers = search.answers()
    codes = {name: answers[name].code if answers[name] else "" for name in ("unit", "group")}
    narrow = {one.name: answers.get(one.name) or "" for one in narrowings()}
    return codes | narrow | {"only": answers["only"] or "", "q": answers["q"] or ""}


def _search(request: HttpRequest) -> MatrixFilter:
    if not permissions.can_see_teams(request.user):
        raise PermissionDenied
    return MatrixFilter(request.GET, viewer=request.user)
