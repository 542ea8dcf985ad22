"""What stands on a certificate beside its words: the logo, and the square that leads from the paper to the public page."""

import base64
import mimetypes

import segno
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lms.certificates.sheet import Sheet
from lms.notifications.actions import absolute


def on_paper(sheet: Sheet) -> dict:
    """All that the templates of the sheet need."""
    return {
        "sheet": sheet,
        "logo": logo_address(sheet),
        "qr": qr_code(sheet),
        "address": verify_address(sheet.code),
        "place": _place(),
    }


def _place() -> SafeString:
    """The address of the public page as people type it. A long one breaks before a slash, not inside a word."""
    parts = absolute(reverse("certificates:verify_form")).split("://")[-1].rstrip("/").split("/")
    return format_html_join(mark_safe("<wbr>/"), "{}", ((part,) for part in parts))


def verify_address(code: str) -> str:
    return absolute(reverse("certificates:verify", args=[code]))


def qr_code(sheet: Sheet) -> SafeString:
    """Inline SVG of the address where the certificate is verified, with its words for who does not see it."""
    with translation.override(sheet.language):
        words = _("QR code that opens the page where this certificate is verified")
    drawing = segno.make(verify_address(sheet.code), error="m", micro=False).svg_inline(
        border=0, dark=sheet.ink, omitsize=True, svgclass="qr", lineclass=None, title=words
    )
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 - written by segno from our own address


def logo_address(sheet: Sheet) -> str:
    """The frozen logo as an address that a page can show, wherever files are kept; empty without one."""
    if not sheet.logo or not default_storage.exists(sheet.logo):
        return ""
    with default_storage.open(sheet.logo) as file:
        kind = mimetypes.guess_type(sheet.logo)[0] or "image/png"
        return f"data:{kind};base64,{base64.b64encode(file.read()).decode()}"
