from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.figures.models import Mapping
from lms.figures.reading.mapping import DECIMALS, Layout
from lms.operations.models import Metric
from lms.reading.faults import Unreadable
from lms.reading.files import SUFFIXES

BIGGEST = 200 * 1024 * 1024


class UploadForm(forms.Form):
    mapping = forms.ModelChoiceField(
        label=_("Mapping"),
        queryset=Mapping.objects.all(),
        empty_label=_("Choose one"),
        help_text=_("What the columns of this source mean."),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX. Nothing is written before you have seen what would happen."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    replace = forms.BooleanField(
        label=_("Replace what differs"),
        required=False,
        help_text=_("Figures of the same days are withdrawn, and the file's stand instead."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError(_("This is neither CSV nor XLSX. Save it as one of these."))
        if file.size > BIGGEST:
            raise ValidationError(_("The file is too big for a browser. Use manage.py import_kpis, which has no limit."))
        return file


class UndoForm(forms.Form):
    reason = forms.CharField(label=_("Why it is undone"), max_length=300)


class TokenForm(forms.Form):
    uid = forms.UUIDField(widget=forms.HiddenInput)  # of the token being made: sent twice, it is one
    name = forms.CharField(label=_("Which system"), max_length=120, help_text=_("By the name that you know it by."))
    mapping = forms.ModelChoiceField(
        label=_("Mapping"), queryset=Mapping.objects.all(), empty_label=_("Choose one"), help_text=_("Everything it sends is read by this.")
    )


class MappingForm(forms.ModelForm):
    """A source's columns by their names. The figures: one line each, as `metric = column ; unit ; column of cases`."""

    whom = forms.CharField(
        label=_("Column that says whose it is"), max_length=120, help_text=_("The e-mail of the person, or the code of the unit.")
    )
    of_units = forms.BooleanField(label=_("Figures of units, not of people"), required=False)
    day = forms.CharField(label=_("Column of the day"), max_length=120)
    until = forms.CharField(label=_("Column of the last day"), max_length=120, required=False)
    period = forms.ChoiceField(
        label=_("A row counts for"), choices=[("day", _("its day")), ("week", _("its week")), ("month", _("its month"))]
    )
    order = forms.ChoiceField(
        label=_("Dates are written"), choices=[("dmy", _("day first")), ("mdy", _("month first")), ("ymd", _("year first"))]
    )
    decimal = forms.ChoiceField(
        label=_("Before decimals stands"), choices=list(zip(DECIMALS, (_("whatever fits"), _("a comma"), _("a point")), strict=True))
    )
    zone = forms.CharField(label=_("Time zone of the file"), initial="Europe/Madrid", max_length=60)
    begins = forms.TimeField(
        label=_("The working day begins at"),
        initial="00:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("What is earlier belongs to the night shift of the day before."),
    )
    header_line = forms.IntegerField(
        label=_("Line of the header"),
        min_value=0,
        max_value=100,
        initial=1,
        help_text=_("0 where the file names no columns: they are called 1, 2, 3 and so on."),
    )
    domain = forms.CharField(
        label=_("What follows the @"),
        max_length=120,
        required=False,
        help_text=_("Where the file says only the beginning of the e-mail: example.com, say."),
    )
    measures = forms.CharField(
        label=_("Figures"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_("One a line: figure = column; number or seconds; column of cases. For example: aht = AHT; seconds; Handled."),
    )

    class Meta:
        model = Mapping
        fields = ["name", "source", "files", "replaces"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(
            [
                "name",
                "source",
                "whom",
                "domain",
                "of_units",
                "day",
                "until",
                "period",
                "order",
                "decimal",
                "zone",
                "begins",
                "header_line",
                "measures",
            ]
        )
        self.fields["measures"].help_text += " " + str(_("There are: %(codes)s.") % {"codes": ", ".join(_codes())})
        if self.instance.pk:
            kept = self.instance.layout
            self.initial |= {**kept, "measures": "\n".join(_line(one) for one in kept["measures"])}

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        layout = {
            name: values[name]
            for name in ("whom", "of_units", "day", "until", "period", "order", "decimal", "zone", "header_line", "domain")
        }
        layout["domain"] = layout["domain"].strip().lstrip("@")
        layout["begins"] = values["begins"].isoformat("minutes")
        layout["measures"] = [self._measure(line) for line in values["measures"].splitlines() if line.strip()]
        if self.errors:
            return values
        try:
            self.instance.layout = Layout.from_json(layout).to_json()
        except Unreadable as fault:
            self.add_error(None, f"{fault.what} {fault.mend}".strip())
        self.instance.updated_at = timezone.now()
        return values

    def _measure(self, line: str) -> dict[str, str]:
        metric, equals, rest = (part.strip() for part in line.partition("="))
        column, unit, sample = [*(part.strip() for part in rest.split(";")), "", ""][:3]
        if not equals or not column:
            self.add_error("measures", _("“%(line)s” is not as the example: figure = column; unit; cases.") % {"line": line.strip()[:80]})
        elif metric not in _codes():
            self.add_error("measures", _("There is no figure “%(code)s”.") % {"code": metric[:40]})
        return {"metric": metric, "column": column, "unit": unit or "number", "sample": sample}


def _codes() -> list[str]:
    return list(Metric.objects.filter(archived_at__isnull=True).order_by("code").values_list("code", flat=True))


def _line(one: dict[str, str]) -> str:
    return f"{one['metric']} = {one['column']}; {one.get('unit', 'number')}; {one.get('sample', '')}".rstrip("; ")
