"""The frame of every page: its head, top, foot and tabs. Drawn once for all who hold the same roles, then filled with what is one's own."""

import re
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.home.context import ACCOUNT, FOOT, Place, current, navigation, placed, places_of
from lms.home.templatetags.peldano import initials
from lms.language.bilingual import active_language
from lms.people.middleware import roles_to_show

register = template.Library()

# Characters that no text has. Where one stands in a drawn frame, something of this person or this page is put in.
NAME, EMAIL, INITIALS, TOKEN, ADDRESS, UNREAD = GAPS = "\ue000\ue001\ue002\ue003\ue004\ue005"
MOST_SHOWN = 100
_GAP = re.compile(f"([{GAPS}])")


@dataclass(frozen=True)
class Anybody:
    """Whoever is signed in, as a frame that is kept knows them."""

    email: str = EMAIL

    def __str__(self) -> str:
        return NAME


@register.tag
def once(parser: template.base.Parser, token: template.base.Token) -> "OnceNode":
    """{% once %}…{% endonce %}: text that is the same for everybody who reads this language. It sees no variable of the page."""
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodes)


class OnceNode(template.Node):
    def __init__(self, nodes: template.NodeList):
        self.nodelist = nodes
        self.drawn: dict[str, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        language = active_language()
        if language not in self.drawn:
            self.drawn[language] = self.nodelist.render(context.new())
        return self.drawn[language]


@register.simple_tag(takes_context=True)
def frame(context: template.Context, part: str) -> SafeString:
    """A part of the frame, by the name of its template in `components`: head, top, tools, foot, tabs."""
    request = context.get("request")
    person = getattr(request, "user", None)
    person = person if person and person.is_authenticated else None
    roles = roles_to_show(request) if person else frozenset()
    path = request.path if request else ""
    here = current(places_of(roles), path) if person else None
    pieces = _pieces(part, person is not None, roles, here)
    own = {
        NAME: lambda: str(person),
        EMAIL: lambda: person.email,
        INITIALS: lambda: initials(person),
        TOKEN: lambda: context.get("csrf_token", ""),
        ADDRESS: lambda: request.get_full_path() if request else "/",
        UNREAD: lambda: _number(person.unread) if person else "",
    }
    return mark_safe("".join(conditional_escape(own[piece]()) if piece in own else piece for piece in pieces))  # noqa: S308 - drawn or escaped


def _number(unread: int) -> SafeString:
    """How many things are new: a number to see and a sentence to hear; with none, the name of the place alone."""
    if not unread:
        return format_html('<span class="sr-only">{}</span>', _("What you have been told"))
    words = ngettext("What you have been told: %(number)d new thing", "What you have been told: %(number)d new things", unread)
    shown = unread if unread < MOST_SHOWN else f"{MOST_SHOWN - 1}+"
    return format_html('<b class="count" aria-hidden="true">{}</b><span class="sr-only">{}</span>', shown, words % {"number": unread})


def _pieces(part: str, signed_in: bool, roles: frozenset[str], here: Place | None) -> list[str]:
    """The drawn part, parted at its gaps; while somebody develops, drawn anew each time."""
    held, key = caches["held"], f"frame:{part}:{active_language()}:{signed_in}:{','.join(sorted(roles))}:{here.name if here else ''}"
    pieces = None if settings.DEBUG else held.get(key)
    if pieces is None:
        pieces = _GAP.split(_drawn(part, signed_in, roles, here))
        held.set(key, pieces)
    return pieces


def _drawn(part: str, signed_in: bool, roles: frozenset[str], here: Place | None) -> str:
    told = {"csrf_token": TOKEN, "address": ADDRESS, "footer_links": placed(FOOT if signed_in else FOOT[1:2])}
    if signed_in:
        told |= {
            "person": Anybody(),
            "initials": INITIALS,
            "unread": UNREAD,
            "navigation": navigation(roles, here),
            "account_links": placed(ACCOUNT),
        }
    return render_to_string(f"components/{part}.html", told)
