"""Sample data for the gallery, so that it shows the very partials the product uses."""

import json
from pathlib import Path

from django import forms, template
from django.conf import settings
from django.core.paginator import Page, Paginator

register = template.Library()


class SampleForm(forms.Form):
    """One of each kind of field; bound and wrong in the gallery's second example."""

    name = forms.CharField(label="Nombre", help_text="Como aparece en tu certificado.")
    password = forms.CharField(label="Contraseña", widget=forms.PasswordInput)
    unit = forms.ChoiceField(label="Equipo", choices=[("", "Elige uno"), ("es1", "Posventa ES-1"), ("en1", "Posventa EN-1")])
    channel = forms.ChoiceField(label="Canal", choices=[("call", "Llamada"), ("chat", "Chat")], widget=forms.RadioSelect)
    note = forms.CharField(label="Nota", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="Archivo", required=False)
    read = forms.BooleanField(label="He leído cómo se usan mis datos")


@register.simple_tag
def samples() -> dict:
    return json.loads((Path(settings.BASE_DIR) / "templates" / "components" / "gallery.json").read_text())


@register.simple_tag
def sample_form(bound: bool = False) -> SampleForm:
    return SampleForm({"name": ""} if bound else None, prefix="wrong" if bound else "plain")


@register.simple_tag
def sample_page() -> Page:
    return Paginator(range(90), 20).page(2)
