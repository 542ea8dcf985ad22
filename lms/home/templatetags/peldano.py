"""What every template of ours may say: the stylesheet, a behaviour, an icon, a state, a date as people say it."""

from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from django import template
from django.http import QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lms.home.stylesheet import current
from lms.language import days
from lms.language.bilingual import active_language

register = template.Library()

FONTS = ("fonts/bricolage-grotesque-display.woff2", "fonts/atkinson-hyperlegible-next.woff2")
STATE_WORDS = {
    "met": pgettext_lazy("state", "Met"),
    "progress": pgettext_lazy("state", "In progress"),
    "missing": pgettext_lazy("state", "To do"),
    "expired": pgettext_lazy("state", "Expired"),
}
CALLOUTS = {
    "remember": ("bookmark", gettext_lazy("Remember")),
    "law": ("scale", gettext_lazy("What the law says")),
    "careful": ("triangle-alert", gettext_lazy("Careful")),
}
NOTICES = {"success": ("done", "circle-check"), "warning": ("careful", "triangle-alert"), "error": ("problem", "circle-alert")}
LONG_DAY = {"es": r"l, j \d\e F", "en": "l j F"}
PARTICLES = {"de", "del", "la", "las", "los", "y", "e", "da", "do", "dos", "von", "van"}
NO_BREAK = "\u00a0"


@register.simple_tag
def stylesheet() -> SafeString:
    """The one stylesheet, and its fonts before anybody asks for them."""
    return _linked(current().url)


@register.simple_tag
@cache
def script(name: str) -> SafeString:
    """A behaviour of `static/js`. A module runs once however often it is named, so a component may bring its own."""
    return format_html('<script type="module" src="{}"></script>', static(f"js/{name}.js"))


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A picture beside words, never instead of them."""
    return _drawing(name, f"icon {classes}".strip())


@register.simple_tag
def glyph(name: str, quiet: bool = False) -> SafeString:
    """The shape of a state, with its word for those who do not see it, unless the words are beside it (`quiet=True`)."""
    return _shape(name) if quiet else _spoken(name, active_language())


@register.simple_tag
def state(name: str, word: str = "") -> SafeString:
    """A shape and a word: the state's own, or the one given."""
    return format_html('<span class="state" data-state="{}">{}{}</span>', name, _bare(f"step-{name}"), word or STATE_WORDS[name])


@register.simple_tag
def symbol(name: str) -> str:
    """The address of a drawing, for an <svg> of one's own."""
    return _symbol(name)


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, number: int, name: str = "page") -> str:
    """This address with another page number; without a request, the number alone."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def is_checkbox(widget_type: str) -> bool:
    """Whether the control is one box, whose label stands behind it."""
    return widget_type == "checkbox"


@register.filter
def state_word(name: str) -> str:
    return str(STATE_WORDS.get(name, ""))


@register.simple_tag
def callout_icon(tone: str) -> SafeString:
    return icon(CALLOUTS[tone][0])


@register.filter
def callout_word(tone: str) -> str:
    return str(CALLOUTS[tone][1])


@register.filter
def notice_kind(level: str) -> str:
    return NOTICES.get(level, ("", "info"))[0]


@register.filter
def notice_icon(level: str) -> str:
    return NOTICES.get(level, ("", "info"))[1]


@register.filter
def day_month(value: date | None) -> str:
    """9 nov; with its year when that is not this year's."""
    day = _local_day(value)
    return days.day_month(day) if day else ""


@register.filter
def long_day(value: date | None) -> str:
    """Miércoles, 11 de noviembre; Wednesday 11 November."""
    day = _local_day(value)
    return capfirst(date_format(day, LONG_DAY[active_language()])) if day else ""


@register.filter
def minutes(value: int | timedelta | None) -> str:
    """45 min; from two hours on, 6 h 20 min."""
    if value is None or value == "":
        return ""
    total = round(value.total_seconds() / 60) if isinstance(value, timedelta) else int(value)
    return _minutes(total, active_language())


@register.filter
def clock(seconds: int | str | None) -> str:
    """Minutes and seconds of a sound: 83 is 1:23; nothing for what is not known."""
    return "" if seconds in (None, "") else f"{int(seconds) // 60}:{int(seconds) % 60:02}"


@register.filter
def initials(person: object) -> str:
    """The first letters of the name and of the first surname: Carmen de la Rosa Gil is CR."""
    words = [word for word in str(person or "").split("@")[0].replace(".", " ").split() if word.lower() not in PARTICLES]
    return "".join(word[0] for word in words[:2]).upper()


@lru_cache(maxsize=2048)
def _minutes(total: int, language: str) -> str:
    hours, rest = divmod(total, 60)
    if total < 120:
        words = _("%(minutes)d min") % {"minutes": total}
    elif not rest:
        words = _("%(hours)d h") % {"hours": hours}
    else:
        words = _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
    return words.replace(" ", NO_BREAK)


def _local_day(value: date | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value or None


# What follows depends on nothing but the names, which are written in templates and are few: each is put together once a process.
@cache
def _symbol(name: str) -> str:
    return f"{static('icons.svg')}#{name}"


@cache
def _drawing(name: str, classes: str) -> SafeString:
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, _symbol(name))


@cache
def _shape(name: str) -> SafeString:
    return format_html('<svg class="glyph" data-state="{}" aria-hidden="true"><use href="{}"/></svg>', name, _symbol(f"step-{name}"))


@cache
def _spoken(name: str, language: str) -> SafeString:
    return format_html('<span>{}<span class="sr-only">{}.</span></span>', _shape(name), STATE_WORDS[name])


@cache
def _bare(name: str) -> SafeString:
    return format_html('<svg aria-hidden="true"><use href="{}"/></svg>', _symbol(name))


@cache
def _linked(stylesheet_url: str) -> SafeString:
    fonts = format_html_join(
        "\n", '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', ((static(name),) for name in FONTS)
    )
    return format_html('{}\n<link rel="stylesheet" href="{}">', fonts, stylesheet_url)
