"""What every screen of what we agreed begins with."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from lms.criteria.exceptions import GuidelineRefused
from lms.criteria.models import Guideline


def seen(user, code: str) -> Guideline:
    """A guideline that this person may read; 404 for any other."""
    return get_object_or_404(Guideline.objects.visible_to(user).select_related("unit"), code=code)


def tried(request: HttpRequest, act):
    """What an act returns; `None` when it is refused, and then the reason stands at the top of the page that follows."""
    try:
        return act()
    except GuidelineRefused as refusal:
        messages.warning(request, refusal.words)
        return None
