"""What is typed about sessions and attendance. What it means is decided in `actions`."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.attendance.actions import Entry, Stretch
from courses.attendance.enums import Presence
from courses.attendance.models import ClassSession
from courses.attendance.queries import Register
from courses.enrolments.forms import PersonChoice, day_input
from lms.people.enums import ENROLS_PEOPLE
from lms.people.models import User

LONGEST = 600
PARTS = ("presence", "late", "early", "words")
FARTHEST = timedelta(days=2 * 366)


def clock_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PlanForm(forms.Form):
    """The hours of each day in class: one stretch, or two around a meal."""

    morning_from = forms.TimeField(label=_("From"), widget=clock_input())
    morning_to = forms.TimeField(label=_("To"), widget=clock_input())
    afternoon_from = forms.TimeField(label=_("Again from"), widget=clock_input(), required=False)
    afternoon_to = forms.TimeField(
        label=_("Again to"), widget=clock_input(), required=False, help_text=_("Only where the day has a second part, after a meal.")
    )
    room = forms.CharField(label=_("Room"), max_length=80, required=False)

    def clean(self) -> dict:
        found = super().clean()
        for first, last in (("morning_from", "morning_to"), ("afternoon_from", "afternoon_to")):
            starts_at, ends_at = found.get(first), found.get(last)
            if (starts_at is None) != (ends_at is None) and first not in self.errors and last not in self.errors:
                self.add_error(last if ends_at is None else first, _("Write both hours, or leave both empty."))
            elif starts_at and ends_at and ends_at <= starts_at:
                self.add_error(last, _("It ends before it starts."))
        return found

    @property
    def stretches(self) -> list[Stretch]:
        hours = self.cleaned_data
        pairs = ((hours["morning_from"], hours["morning_to"]), (hours["afternoon_from"], hours["afternoon_to"]))
        return [Stretch(starts_at, ends_at) for starts_at, ends_at in pairs if starts_at]


class SessionForm(forms.ModelForm):
    class Meta:
        model = ClassSession
        fields = ["on", "starts_at", "ends_at", "topic", "room", "trainer"]
        field_classes = {"trainer": PersonChoice}
        widgets = {"on": day_input(), "starts_at": clock_input(), "ends_at": clock_input()}
        help_texts = {"topic": _("Whoever comes reads it. Empty: the module of that day.")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(user, ENROLS_PEOPLE).filter(is_active=True)
        known = User.objects.filter(pk__in=[self.instance.trainer_id, self.instance.cohort.trainer_id])
        self.fields["trainer"].queryset = (people | known).distinct().by_surname()
        self.fields["trainer"].empty_label = _("Nobody yet")
        self.fields["topic"].required = self.instance.module_id is None

    def clean_on(self) -> date:
        day = self.cleaned_data["on"]
        if abs(day - timezone.localdate()) > FARTHEST:
            raise forms.ValidationError(_("This day is too far away. Check the year."))
        return day

    def _post_clean(self) -> None:
        """Whether it fits is the action's to say, of what is then in the database; the instance stays as it was read."""


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Whoever is in it reads it."), widget=forms.Textarea(attrs={"rows": 2})
    )


class MadeUpForm(forms.Form):
    on = forms.DateField(label=_("Day"), widget=day_input())
    words = forms.CharField(label=_("How it was made up"), max_length=300)


class TakenBackForm(forms.Form):
    reason = forms.CharField(label=_("Why it is taken back"), max_length=300)


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("What is not so"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class RegisterForm(forms.Form):
    """A row of fields for each person, named by their enrolment, and how the whole is kept."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    from_paper = forms.BooleanField(
        label=_("Keyed in from the signed sheet"),
        required=False,
        help_text=_("The sheet on paper is kept; this says where these rows come from."),
    )
    reason = forms.CharField(
        label=_("Why it is put right"),
        max_length=300,
        required=False,
        help_text=_("Whoever it is about reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data=None, *, register: Register, viewer):
        session = register.session
        super().__init__(data, initial={"revision": session.revision, "from_paper": session.from_paper})
        self.register, self.viewer = register, viewer
        if register.is_signed:
            self.fields["reason"].needed_later = True  # once something is changed
        else:
            del self.fields["reason"]
        for row in register.rows:
            if row.enrolment.person_id != viewer.pk:
                self._add(row)

    def _add(self, row) -> None:
        name, mark, person = f"p{row.enrolment.pk}", row.mark, row.enrolment.person.surname_first
        there = mark.presence if mark else Presence.LEAVE if row.on_leave else Presence.PRESENT
        self.fields[f"{name}-presence"] = forms.ChoiceField(
            label=f"{person}, {_('presence')}", choices=Presence.choices, initial=there, widget=forms.RadioSelect
        )
        for part, label in (("late", _("minutes late")), ("early", _("left early, minutes"))):
            self.fields[f"{name}-{part}"] = forms.IntegerField(
                label=f"{person}, {label}",
                required=False,
                min_value=0,
                max_value=600,
                initial=(getattr(mark, part) if mark else 0) or None,
                widget=forms.NumberInput(attrs={"class": "input input--minutes"}),
            )
        self.fields[f"{name}-words"] = forms.CharField(
            label=f"{person}, {_('remark')}",
            required=False,
            max_length=200,
            initial=mark.words if mark else "",
            widget=forms.TextInput(attrs={"class": "input"}),
        )

    @property
    def rows(self):
        """(row of the register, its four fields or None for oneself)."""
        for row in self.register.rows:
            name = f"p{row.enrolment.pk}"
            own = f"{name}-presence" not in self.fields
            yield row, None if own else {part: self[f"{name}-{part}"] for part in PARTS}

    def over(self, register: Register) -> "RegisterForm":
        """What was typed, over a register that somebody else saved meanwhile."""
        data = self.data.copy()
        data["revision"] = str(register.session.revision)
        return RegisterForm(data, register=register, viewer=self.viewer)

    @property
    def entries(self) -> list[Entry]:
        return [self._entry(row.enrolment.pk) for row, fields in self.rows if fields]

    def _entry(self, enrolment_id: int) -> Entry:
        """Minutes missed are put away on the screen for whoever was not there: what was typed before that no longer holds."""
        said = {part: self.cleaned_data[f"p{enrolment_id}-{part}"] for part in PARTS}
        if said["presence"] != Presence.PRESENT:
            said |= {"late": 0, "early": 0}
        return Entry(enrolment_id, said["presence"], late=said["late"] or 0, early=said["early"] or 0, words=said["words"])
