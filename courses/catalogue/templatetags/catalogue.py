from django import template
from wagtail.models import Page

from courses.catalogue.enums import TranslationState
from courses.catalogue.translation import translation_states

register = template.Library()


@register.inclusion_tag("catalogue/admin/translation_status.html", takes_context=True)
def translation_status(context: template.Context, page: Page) -> dict:
    """In a list of pages, what is not yet translated. The states of a page's siblings are asked for together."""
    request = context.get("request")
    held = getattr(request, "translation_states", {})
    if page.pk not in held:
        held = held | translation_states([page, *page.get_siblings()] if page.depth > 1 else [page])
        if request:
            request.translation_states = held
    state = held[page.pk]
    return {"state": state, "label": TranslationState(state).label, "told": page.depth > 2 and state != TranslationState.TRANSLATED}
