"""Inviting, giving and ending roles, and looking people up."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.enums import InvitationState, Role
from lms.people.forms.fields import PASSWORD_RULES, DayField, LanguageField, TimeZoneField, UnitField
from lms.people.models import Unit, User
from lms.people.permissions import can_give, givable_roles


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Name or e-mail"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    unit = UnitField(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All units"))
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args, viewer: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer)
        self.fields["role"].choices = [("", _("All roles")), *Role.choices]

    def answers(self) -> dict:
        """What was asked, without what cannot be understood."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class RoleForm(forms.Form):
    """A role in a unit: only those that the actor may give, where they may give it."""

    unit = UnitField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("Choose one"))
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, actor: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        roles = givable_roles(actor)
        self.fields["unit"].queryset = Unit.objects.givable_by(actor)
        self.fields["role"].choices = [choice for choice in Role.choices if choice[0] in roles]

    def clean(self) -> dict:
        values = super().clean()
        if values.get("unit") and values.get("role") and not can_give(self.actor, values["unit"], values["role"]):
            self.add_error("role", _("You cannot give this role in this unit."))
        return values


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocapitalize": "none", "spellcheck": "false"})
    )
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Surname"), max_length=150, required=False)
    language = LanguageField(help_text=_("The invitation is written in this language; each person may change it."))

    field_order = ["email", "first_name", "last_name", "unit", "role", "language"]


class GrantForm(RoleForm):
    valid_from = DayField(label=_("From"), initial=timezone.localdate)
    valid_to = DayField(label=_("To"), required=False, help_text=_("Empty: until somebody ends it."))

    def clean(self) -> dict:
        values = super().clean()
        if values.get("valid_to") and values.get("valid_from") and values["valid_to"] < values["valid_from"]:
            self.add_error("valid_to", _("It cannot end before it starts."))
        return values


class EndForm(forms.Form):
    last_day = DayField(label=_("Last day"), initial=timezone.localdate, help_text=_("From the day after, it no longer counts."))

    def __init__(self, *args, starts_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean_last_day(self):
        last_day = self.cleaned_data["last_day"]
        if last_day < max(self.starts_on, timezone.localdate()):
            raise ValidationError(_("Choose today or a day to come."))
        return last_day


class InvitationFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All states")), *InvitationState.choices]


class AcceptForm(forms.Form):
    """What a new person says of themselves."""

    first_name = forms.CharField(label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = forms.CharField(label=_("Surname"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    language = LanguageField()
    time_zone = TimeZoneField()
    password = forms.CharField(
        label=_("Choose a password"),
        max_length=128,
        strip=False,
        help_text=PASSWORD_RULES,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict:
        values = super().clean()
        if values.get("password"):
            person = User(email=self.email, first_name=values.get("first_name", ""), last_name=values.get("last_name", ""))
            try:
                validate_password(values["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return values
