from itertools import count

from django import forms
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page


class CataloguePageForm(WagtailAdminPageForm):
    """Lets a draft be as unfinished as it likes, and nothing be published or submitted with something missing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and self.instance.first_published_at is None:
            self.fields["slug"].required = False  # made of the title, also for whoever saves before the script has done so
        if "approver" in self.fields:
            self.fields["approver"].empty_label = gettext_lazy("Anybody who approves content")

    def clean_slug(self) -> str:
        """Two steps of one title are no mistake. Until a page goes live its address is nobody's, and takes the next number by itself."""
        slug = self.cleaned_data["slug"]
        if self.instance.first_published_at is not None or not slug:
            return slug
        tried = (f"{slug}-{number}" if number > 1 else slug for number in count(1))
        return next(one for one in tried if Page._slug_is_available(one, self.parent_page, self.instance))

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        going_live = self._asked("action-publish") or self.data.get("workflow-action-name") == "approve"
        if going_live or self._asked("action-submit") or self._asked("action-restart-workflow"):
            self._refuse_what_is_missing(going_live)
        return not self.errors

    def _asked(self, action: str) -> bool:
        return bool(self.data.get(action))

    def _refuse_what_is_missing(self, going_live: bool) -> None:
        page = self.save(commit=False)  # nothing is written: only the form's children are handed to the page
        for problem in page.problems(going_live=going_live):
            if problem.stops:
                self.add_error(None, gettext("%(what)s %(mend)s") % {"what": problem.what, "mend": problem.mend})


class ClosingForm(forms.Form):
    """What the person who reported an error is told."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=gettext_lazy("They read it in their notices. Say what you changed, or why it is right as it is."),
    )


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("What to change"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The author reads it. Two facts and a next step are enough."),
    )
