from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, loader


def today(request: HttpRequest) -> HttpResponse:
    return render(request, "home/today.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception) if exception else ""}, status=403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database and no context processor: it is shown when those may be what broke."""
    return HttpResponse(loader.get_template("500.html").template.render(Context({})), status=500)
