"""The first screens, the search, the help, what machines ask, and what is shown when something goes wrong."""

from lms.home.views.errors import bad_request, csrf_failure, forbidden, not_found, server_error
from lms.home.views.helping import accessibility, gallery, help_page, who_sees_what
from lms.home.views.machines import health, manifest, robots
from lms.home.views.searching import search
from lms.home.views.today import today

__all__ = [
    "accessibility",
    "bad_request",
    "csrf_failure",
    "forbidden",
    "gallery",
    "health",
    "help_page",
    "manifest",
    "not_found",
    "robots",
    "search",
    "server_error",
    "today",
    "who_sees_what",
]
