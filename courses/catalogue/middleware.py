import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Where one types: the text editor writes style attributes, and a chooser in a list of children starts with an inline script.
EDITORS = re.compile(r"pages/(?:add/\w+/\w+/\d+|\d+/edit|\d+/revisions/\d+/revert)/|localize/.*|(?:snippets|questions)/.*")
RELAXED = {"script-src": ["'unsafe-inline'"], "style-src": ["'unsafe-inline'"]}


class EditorPolicyMiddleware:
    """Lets the editors of the CMS run and style what they write into the page, there and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        admin = reverse("wagtailadmin_home")
        if request.path.startswith(admin) and EDITORS.fullmatch(request.path.removeprefix(admin)):
            response._csp_update = RELAXED
        return response
