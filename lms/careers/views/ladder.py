"""A person's ladder: their own, and the same page for those who may see it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from lms.careers.enums import ReadinessState, Result
from lms.careers.models import Requirement
from lms.careers.permissions import can_license
from lms.careers.queries.ladder import Ladder, ladder_of
from lms.careers.queries.readiness import standing_of
from lms.careers.querysets import SEES_READINESS
from lms.competencies.permissions import can_see_record
from lms.people.models import User

ROWS = ("met", "later")  # Most of the page, and seldom opened: they come when they are asked for.


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _ladder(request, request.user, reverse("careers:mine"))


@never_cache
@login_required
@require_safe
def ladder(request: HttpRequest, pk: int) -> HttpResponse:
    return _ladder(request, _seen(request, pk), reverse("careers:ladder", args=[pk]))


@never_cache
@vary_on_headers("HX-Request")
@login_required
@require_safe
def facts(request: HttpRequest, pk: int, requirement: int) -> HttpResponse:
    """What one requirement rests on: a fragment of the ladder, or a page where there is no script."""
    person = _seen(request, pk)
    asked = get_object_or_404(Requirement.objects.select_related("rung"), pk=requirement)
    standing = standing_of(person, asked)
    if standing is None:
        raise Http404
    context = _who(request, person) | {"standing": standing, "rung": asked.rung}
    return render(request, "careers/facts.html#facts" if request.htmx else "careers/facts.html", context)


def _ladder(request: HttpRequest, person: User, address: str) -> HttpResponse:
    context = _who(request, person)
    found = ladder_of(person, lambda rung: f"{address}?rung={rung.code}", request.GET.get("rung", ""), is_own=context["is_own"])
    context |= {"ladder": found, "at": _addresses(person), "says": _said(), "now": _now(found, person) if context["is_own"] else None}
    rows = request.GET.get("rows")
    if rows in ROWS and found.readiness:
        return render(request, f"careers/ladder.html#{rows}", context)
    return render(request, "careers/ladder.html", context | {"opened": request.GET.get("open", "")})


def _addresses(person: User) -> dict[str, str]:
    """Where the links of the rows begin: one address resolved, not one a row."""
    return {
        "facts": reverse("careers:facts", args=[person.pk, 0]).removesuffix("0/"),
        "record": reverse("competencies:competency", args=[person.pk, "-"]).removesuffix("-/"),
        "licences": reverse("careers:licences", args=[person.pk]),
    }


def _said() -> dict[str, str]:
    """The words that every row repeats, looked up once."""
    return {"must": _("must be met"), "rests": _("What it rests on"), "facts": _("See the facts"), "evidence": _("See the evidence")}


def _now(found: Ladder, person: User) -> dict[str, str] | None:
    """The one thing to do, as `components/now.html` takes it: with its own address, or that of the screen where it is done."""
    if found.readiness and found.readiness.state == ReadinessState.READY:
        text = _("Everything is met. When a call opens you apply yourself; nobody's permission is needed.")
        return {"title": _("See the calls"), "text": text, "url": reverse("promotions:calls"), "action": _("To the calls")}
    if found.next_move is None:
        return None
    standing, step = found.next_move
    said = {"title": step.words, "text": f"{standing.words}. {standing.note}."}
    if step.url:
        return said | {"url": step.url, "action": _("Do it now")}
    if step.code == "roleplay":
        return said | {"url": reverse("roleplays:list"), "action": _("Choose a roleplay")}
    if standing.kind == "certificate" and standing.result == Result.EXPIRED:
        return said | {"url": reverse("renewals:mine"), "action": _("To my renewals")}
    if standing.kind == "competency":
        return said | {"url": reverse("competencies:competency", args=[person.pk, standing.code]), "action": _("See what it rests on")}
    return said


def _seen(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user, SEES_READINESS), pk=pk)


def _who(request: HttpRequest, person: User) -> dict:
    is_own = person == request.user
    return {
        "person": person,
        "is_own": is_own,
        "sees_record": is_own or can_see_record(request.user, person),
        "may_license": SimpleLazyObject(lambda: can_license(request.user, person)),
    }
