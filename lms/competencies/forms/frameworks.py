from django import forms
from django.utils.translation import gettext_lazy as _


class PublishFrameworkForm(forms.Form):
    note = forms.CharField(label=_("What changed, and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
