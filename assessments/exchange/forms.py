"""The file to bring in, what its columns hold, and what to hand over."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.exchange.items import Format
from assessments.exchange.writing import WRITTEN
from assessments.quizzes.enums import QuestionKind, QuestionState
from assessments.quizzes.models import QuestionTag
from courses.catalogue.models import ModulePage
from lms.competencies.models import Competency
from lms.language.bilingual import active_language

NAMES = {
    Format.GIFT: "GIFT",
    Format.MOODLE: "Moodle XML",
    Format.AIKEN: "Aiken",
    Format.CSV: "CSV",
    Format.XLSX: "XLSX",
    Format.QTI: "QTI 2.1, 2.2, 3.0",
}
WRITTEN_NAMES = [(one.value, NAMES[one] if one != Format.QTI else "QTI 3.0") for one in WRITTEN]
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]


class QuizForm(forms.Form):
    """Which test of a file becomes a quiz, and of which module."""

    test = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    module = forms.ModelChoiceField(label=_("As a draft in the module"), queryset=ModulePage.objects.none(), empty_label=None)

    def __init__(self, *args, modules, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = modules


class ImportForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("GIFT, Moodle XML, Aiken, CSV, XLSX, or QTI as a file or a package."))
    format = forms.ChoiceField(
        label=_("Format"), required=False, choices=[("", _("Recognise it")), *((one.value, name) for one, name in NAMES.items())]
    )
    language = forms.ChoiceField(label=_("Texts that do not say their language are in"), choices=LANGUAGES)
    competency = forms.ModelChoiceField(
        label=_("Competency"),
        queryset=Competency.objects.filter(archived_at__isnull=True),
        required=False,
        empty_label=_("Later"),
        help_text=_("Of questions that do not say theirs. It can be set later too, for many at once."),
    )
    tags = forms.CharField(label=_("Tags to add"), required=False, max_length=200, help_text=_("Parted by commas."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = active_language()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_BYTES:
            most = settings.IMPORT_MAX_BYTES // 2**20
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB. Part it, or ask IT for the command line."), params={"most": most}
            )
        return file

    def clean_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]


class ColumnsForm(forms.Form):
    """One choice for each of our fields among the headers of the file."""

    def __init__(self, *args, headers: list[str], fields: list[tuple[str, str]], kept: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Nothing of it"))] + [(header, header) for header in headers]
        for name, label in fields:
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, initial=kept.get(name, ""))

    @property
    def columns(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class ExportForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), choices=WRITTEN_NAMES)
    competency = forms.ModelChoiceField(label=_("Competency"), queryset=Competency.objects.all(), required=False, empty_label=_("Any"))
    tag = forms.ModelChoiceField(
        label=_("Tag"), queryset=QuestionTag.objects.order_by("name"), to_field_name="slug", required=False, empty_label=_("Any")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any")), *QuestionKind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any")), *QuestionState.choices])
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("The one each question has")), *LANGUAGES],
        help_text=_("For a format that holds one. Ours keep both."),
    )

    @property
    def asked(self) -> dict[str, str]:
        """What an export keeps of it."""
        data = self.cleaned_data
        chosen = {"competency": data["competency"] and str(data["competency"].pk), "tag": data["tag"] and data["tag"].slug}
        return {name: value for name, value in {**data, **chosen}.items() if value}


class ChosenForm(forms.Form):
    """How the questions that somebody chose in the list of the bank are handed over."""

    format = forms.ChoiceField(label=_("Format"), choices=WRITTEN_NAMES)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("The one each question has")), *LANGUAGES])
