"""Two things every request needs: the person's language and time zone, and the right door to the CMS."""

import zoneinfo
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from lms.language.bilingual import LANGUAGES
from lms.people.adapters import SECOND_FACTORS
from lms.people.enums import Role
from lms.people.models import Membership, RolePolicy, User
from lms.people.permissions import can_open_screen


class PersonMiddleware:
    """Speaks the person's language and clock; before sign-in, the browser's. Never by address: one page, one URL.

    Only the CMS's own addresses of pages have a language in front, and all they do is lead to the player or the reader.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        language = person.language if person.is_authenticated else self._browser_language(request)
        language = _language_of_a_page(request.path_info) or language
        zone = person.time_zone if person.is_authenticated else settings.TIME_ZONE
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(_zone(zone)):
            response = self.get_response(request)
            if hasattr(response, "render") and callable(response.render) and not response.is_rendered:
                response = response.render()
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    def _browser_language(self, request: HttpRequest) -> str:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen in LANGUAGES:
            return chosen
        return translation.get_language_from_request(request)[:2]


def _language_of_a_page(path: str) -> str | None:
    first, _slash, rest = path.lstrip("/").partition("/")
    return first if first in LANGUAGES and rest.startswith("content/") else None


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)


DOOR, ROLES = "door", "roles"  # what a session keeps of it


class DoorMiddleware:
    """The CMS opens only to those who work in it, and a role that asks for a second factor gets nowhere without one.

    A part of a page that is asked for after the session has ended leads the whole page to the door: followed where it stands, the
    sign-in page would be drawn inside the part.
    """

    # Whoever must set up a second factor first can do that, sign out, and read it in their language.
    ALWAYS_OPEN = frozenset({"people:second_factor", "account_logout", "account_reauthenticate", "language:switch", "home:stylesheet"})
    # Pages of allauth that this academy does not offer: addresses are HR's, and there is no sign-in without a password or a key.
    CLOSED = frozenset({"account_email", "account_email_verification_sent", "account_confirm_email", "account_set_password"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.htmx and response.status_code == 302 and response.url.partition("?")[0] in _doors():
            back = request.htmx.current_url_abs_path
            return HttpResponseClientRedirect(_sign_in(back) if response.url.startswith(_sign_in()) else response.url)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        name = request.resolver_match.view_name
        if name in self.CLOSED:
            raise Http404
        if not request.user.is_authenticated:
            return None
        if not self._lets_in(request) and name not in self.ALWAYS_OPEN and not name.startswith("mfa_"):
            if request.method in ("GET", "HEAD"):
                return redirect("people:second_factor")
            return render(request, "people/second_factor.html", status=403)
        if request.path.startswith(reverse("wagtailadmin_home")) and not _may_work_in_the_cms(request.user, name):
            raise PermissionDenied
        return None

    def _lets_in(self, request: HttpRequest) -> bool:
        """Asks the database once a day and session, and again when roles, rules or second factors change."""
        person = request.user
        answer = _door(person)
        if request.session.get(DOOR) == answer:
            return True
        if needs_second_factor(person) and not has_second_factor(person):
            return False
        request.session[DOOR], request.session[ROLES] = answer, sorted(person.roles)
        return True


def _sign_in(back: str | None = None) -> str:
    address = resolve_url(settings.LOGIN_URL)
    return f"{address}?{urlencode({'next': back})}" if back else address


def _doors() -> tuple[str, ...]:
    return _sign_in(), reverse("people:second_factor")


def roles_to_show(request: HttpRequest) -> frozenset[str]:
    """The roles held today, to show the way with: as they were when the door let this session in, which asks again when they change.

    What somebody may do is never decided by these, but by their memberships.
    """
    person, session = request.user, getattr(request, "session", {})  # the CMS draws its previews with a request that has none
    if ROLES in session and session.get(DOOR) == _door(person):
        return frozenset(session[ROLES])
    return frozenset(person.roles)


def _door(person) -> str:
    return f"{timezone.localdate().isoformat()}:{person.pk}:{person.door_version}"


def needs_second_factor(person) -> bool:
    """Whether a role that `person` holds today asks for a second factor. A superuser counts as an administrator."""
    roles = Q(role__in=Membership.objects.current().filter(person_id=person.pk).values("role"))
    if person.is_superuser:
        roles |= Q(role=Role.ADMINISTRATOR)
    return RolePolicy.objects.filter(roles, mfa_required=True).exists()


def has_second_factor(person) -> bool:
    return Authenticator.objects.filter(user_id=person.pk, type__in=SECOND_FACTORS).exists()


def forget_the_door(person) -> None:
    """The next request of each of this person's sessions asks again."""
    User.objects.filter(pk=person.pk).update(door_version=F("door_version") + 1)


def _may_work_in_the_cms(person, screen: str) -> bool:
    # Without the permission Wagtail itself would send a signed-in person to the sign-in page, for ever.
    return can_open_screen(person, screen) and person.has_perm("wagtailadmin.access_admin")
