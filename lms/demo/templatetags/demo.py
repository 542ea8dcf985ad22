from django import template
from django.conf import settings

from lms.demo.sign_ins import sign_ins

register = template.Library()


@register.inclusion_tag("demo/door.html", takes_context=True)
def demo_door(context) -> dict:
    """The people one can be at a click; nothing outside the demo."""
    return {"people": sign_ins() if settings.DEMO else [], "csrf_token": context.get("csrf_token")}
