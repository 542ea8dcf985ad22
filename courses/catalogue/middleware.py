import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Wagtail's page editor starts with two inline scripts: no other page of ours has any.
EDITORS = re.compile(r"(?:pages/(?:add/\w+/\w+/\d+|\d+/edit)|pages/\d+/convert_alias)/")


class EditorPolicyMiddleware:
    """Lets the inline scripts of the page editor run, there and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.admin) and EDITORS.fullmatch(request.path.removeprefix(self.admin)):
            response._csp_update = {"script-src": ["'unsafe-inline'"]}
        return response
