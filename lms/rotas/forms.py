from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.rotas.reading import Layout

SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
BIGGEST = 10 * 1024 * 1024


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX. Nothing is written before you have seen what would happen."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    source = forms.CharField(label=_("Source"), max_length=80, help_text=_("The system that writes these files."))
    whom = forms.CharField(label=_("Column that says whose it is"), max_length=120, help_text=_("The e-mail of the person."))
    domain = forms.CharField(
        label=_("What follows the @"),
        max_length=120,
        required=False,
        help_text=_("Where the file says only the beginning of the e-mail: example.com, say."),
    )
    day = forms.CharField(label=_("Column of the day"), max_length=120, help_text=_("A day of the week, for every week, or a date."))
    starts = forms.CharField(
        label=_("Column of the beginning"), max_length=120, help_text=_("An hour; or whole stretches: 09:00-13:00, 16:00-20:00.")
    )
    ends = forms.CharField(
        label=_("Column of the end"), max_length=120, required=False, help_text=_("Empty where the other one holds whole stretches.")
    )
    order = forms.ChoiceField(
        label=_("Dates are written"), choices=[("dmy", _("day first")), ("mdy", _("month first")), ("ymd", _("year first"))]
    )
    header_line = forms.IntegerField(
        label=_("Line of the header"),
        min_value=0,
        max_value=100,
        initial=1,
        help_text=_("0 where the file names no columns: they are called 1, 2, 3 and so on."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError(_("This is neither CSV nor XLSX. Save it as one of these."))
        if file.size > BIGGEST:
            raise ValidationError(_("The file is too big for a browser. Use manage.py import_hours, which has no limit."))
        return file

    def clean_domain(self) -> str:
        return self.cleaned_data["domain"].strip().lstrip("@")

    def layout(self) -> Layout:
        return Layout.from_json(self.cleaned_data)
