"""Reasons, decisions, reviews: each in a person's own words."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.models import User
from lms.promotions.enums import AppealOutcome, Outcome
from lms.promotions.forms.candidates import MemberChoice, PersonChoice, words
from lms.promotions.forms.rounds import day_input
from lms.promotions.models import Application, PanelMember, PromotionRound

DECIDED = [(one.value, one.label) for one in (Outcome.SELECTED, Outcome.RESERVE, Outcome.NOT_SELECTED)]


class ReasonForm(forms.Form):
    reason = words(_("Which requirement is not met, and what would put it right"), help_text=_("The candidate reads it."))


class CandidateChoice(forms.ModelChoiceField):
    def label_from_instance(self, application: Application) -> str:
        return f"{application.code} · {application.person}"


def substitutes(user, round: PromotionRound):
    """Who could stand in: people of the house who are no candidates; the act looks closer."""
    from lms.promotions.enums import MANAGES

    people = User.objects.visible_to(user, MANAGES).filter(is_active=True)
    people = people.exclude(applications__round=round).exclude(panel_places__in=round.panel.exclude(part="substitute"))
    return people.filter(memberships__role__in=("supervisor", "coordinator", "quality", "trainer", "assessor")).distinct().by_surname()


class RecuseForm(forms.Form):
    member = MemberChoice(label=_("Who does not judge this candidate"), queryset=PanelMember.objects.none(), empty_label=_("Choose one"))
    replacement = PersonChoice(
        label=_("Who stands in"), queryset=User.objects.none(), required=False, empty_label=_("Nobody: it is the chair, who does not score")
    )
    reason = words(_("Why"), rows=3)

    def __init__(self, *args, user, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = round.panel.select_related("person")
        self.fields["replacement"].queryset = substitutes(user, round)


class SettleRecusalForm(forms.Form):
    accepted = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("1", _("Accept it")), ("0", _("Do not accept it"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    application = CandidateChoice(
        label=_("Which candidate"), queryset=Application.objects.none(), required=False, empty_label=_("As it was asked")
    )
    replacement = PersonChoice(
        label=_("Who stands in"), queryset=User.objects.none(), required=False, empty_label=_("Nobody: it is the chair, who does not score")
    )
    answer = words(_("What you answer"), rows=2, required=False, help_text=_("Needed when you do not accept it."))

    def __init__(self, *args, user, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = round.applications.standing().select_related("person").order_by("code")
        self.fields["replacement"].queryset = substitutes(user, round)


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Decision"), choices=DECIDED, widget=forms.RadioSelect)
    reason = words(
        _("Why"), rows=5, help_text=_("In the candidate’s language: it stands in their letter. Without it there is no decision.")
    )
    feedback = words(
        _("Three facts"), rows=4, required=False, help_text=_("One a line: what was seen and when. They are told in the talk.")
    )
    plan = words(
        _("What comes next for them"), rows=4, required=False, help_text=_("One step a line, with its date. It is their development plan.")
    )


class FeedbackForm(forms.Form):
    on = forms.DateField(label=_("Talked over on"), widget=day_input(), initial=timezone.localdate)


class AppointForm(forms.Form):
    starts_on = forms.DateField(label=_("First day on the rung"), widget=day_input(), initial=timezone.localdate)
    early_reason = words(
        _("Why it cannot wait for the reviews"),
        rows=2,
        required=False,
        help_text=_("Needed while a review may still be asked for or waits."),
    )


class MilestoneForm(forms.Form):
    held_on = forms.DateField(label=_("Talked on"), widget=day_input(), initial=timezone.localdate)
    note = words(_("What goes well, and what support is needed"), rows=4)


class AssignAppealForm(forms.Form):
    to = PersonChoice(
        label=_("Who looks at it"),
        queryset=User.objects.none(),
        empty_label=_("Choose one"),
        help_text=_("Only people who took no part in the call and lead nobody concerned are offered."),
    )

    def __init__(self, *args, reviewers: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = User.objects.filter(pk__in=[one.pk for one in reviewers]).by_surname()


class SettleAppealForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Answer"), choices=AppealOutcome.choices, widget=forms.RadioSelect)
    reason = words(_("Why"), rows=5, help_text=_("The candidate reads it, so in their language."))
    fault = words(_("What the process got wrong"), rows=3, required=False, help_text=_("Only this may be put right."))
    new_outcome = forms.ChoiceField(
        label=_("The decision that follows"), choices=[("", _("It stays as it is")), *Outcome.choices], required=False
    )
    plan = words(_("What comes next for them"), rows=3, required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("outcome") == AppealOutcome.CHANGED:
            if not cleaned.get("fault"):
                self.add_error("fault", _("Say what the process got wrong."))
            if not cleaned.get("new_outcome"):
                self.add_error("new_outcome", _("Say what follows from it."))
        return cleaned
