from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.catalogue.models import ModulePage
from lms.people.models import Unit
from lms.refreshers.querysets import KEEPS_RULES

LONGEST = 1000


class WordsForm(forms.Form):
    """A decision in words."""

    words = forms.CharField(label=_("Why"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerForm(forms.Form):
    words = forms.CharField(label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class RequestForm(forms.Form):
    module = forms.ModelChoiceField(
        label=pgettext_lazy("what one asks for", "Refresher"), queryset=ModulePage.objects.none(), empty_label=_("Choose one")
    )
    words = forms.CharField(
        label=_("What for"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence is enough: what you would like to do better, or what has changed for you."),
    )

    def __init__(self, *args, modules, **kwargs):
        super().__init__(*args, **kwargs)
        self.modules = list(modules)
        field = self.fields["module"]
        field.queryset = ModulePage.objects.filter(pk__in=[one.pk for one in self.modules])
        field.choices = [("", field.empty_label), *((one.pk, one.title) for one in self.modules)]  # They are here: nothing is asked again.


class ChangeForm(forms.Form):
    title_es = forms.CharField(label=_("What changes, in Spanish"), max_length=120)
    title_en = forms.CharField(label=_("What changes, in English"), max_length=120)
    effective_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    unit = forms.ModelChoiceField(label=_("For the people of"), queryset=Unit.objects.none())

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer, KEEPS_RULES)
