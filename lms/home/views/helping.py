from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.home.queries import who_can_help
from lms.home.queries import who_sees as watching
from lms.home.queries.seeing import CAN_REVIEW
from lms.people.permissions import can_author, can_enrol, can_invite, can_see_people


@login_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How things work, for the roles one has."""
    person = request.user
    context = {
        "helpers": who_can_help(person),
        "teaches": can_author(person),
        "leads": can_see_people(person),
        "enrols": can_enrol(person),
        "invites": can_invite(person),
    }
    return render(request, "help/help.html", context)


@login_required
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    person = request.user
    return render(request, "help/who_sees_what.html", {"watching": watching(person), "reviewers": who_can_help(person, CAN_REVIEW)})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Open to everybody: whoever cannot use the sign-in page must be able to read it."""
    return render(request, "help/accessibility.html", {"helpers": who_can_help(request.user)})


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample data; only where the product is tried or built."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "components/gallery.html")
