from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.home.forms import SearchForm
from lms.home.queries import search as find
from lms.home.queries import who_can_help


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    page = request.GET.get("page", "1")
    results = find(query, request.user, keep=form.cleaned_data["kind"], page=page, now=timezone.now()) if query else None
    helpers = who_can_help(request.user) if results and not results.hits else ()
    return render(request, "home/search.html", {"form": form, "query": query, "results": results, "helpers": helpers})
