"""Coming in as anybody by one click, which only a demo may offer."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from lms.demo.sign_ins import sign_ins


def only_in_a_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A door without a key: it must not exist where `DEMO` is off, even if somebody routes to it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@only_in_a_demo
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/people.html")


@only_in_a_demo
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    row = next((row for row in sign_ins() if row.username == request.POST.get("person")), None)
    if row is None:
        raise Http404
    login(request, row.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)
