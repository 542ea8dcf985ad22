"""What is shown when something goes wrong, in the person's language. The words of an exception are for the log: they are in English."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, loader
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lms.home.queries import who_can_help

logger = logging.getLogger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    """Says who can help, by name."""
    return render(request, "403.html", {"reason": _who_can_help(request)}, status=403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database and no context processor: it is shown when those may be what broke."""
    return HttpResponse(loader.get_template("500.html").template.render(Context({})), status=500)


def _who_can_help(request: HttpRequest) -> SafeString | str:
    person = getattr(request, "user", None)
    try:
        helpers = who_can_help(person) if person else ()
    except DatabaseError:
        logger.exception("Who can help is not known")
        helpers = ()
    if not helpers:
        return ""
    names = format_html_join(", ", '<a href="mailto:{}">{}</a> ({})', ((one.email, one.name, one.note) for one in helpers))
    return format_html("{} {}.", _("Who can help:"), names)
