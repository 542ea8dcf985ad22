"""One's own settings, and allauth's forms in our words."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from lms.jobs.actions import enqueue
from lms.people.enums import Role
from lms.people.forms.fields import PASSWORD_RULES, LanguageField, TimeZoneField


class SettingsForm(forms.Form):
    first_name = forms.CharField(label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = forms.CharField(label=_("Surname"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    language = LanguageField()
    time_zone = TimeZoneField()


class SignInRulesForm(forms.Form):
    """The roles that need a second factor."""

    roles = forms.MultipleChoiceField(
        label=_("Roles that need a second step to sign in"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever holds one of them sets up a code app or a passkey before anything else."),
    )


class _InOurWords:
    """Labels say what a field is; a placeholder that repeats them only disappears when one begins to write."""

    labels: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if name == "password1":
                field.help_text = PASSWORD_RULES


class LoginForm(_InOurWords, account.LoginForm):
    labels = {"login": _("E-mail"), "password": _("Password")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class ResetPasswordForm(_InOurWords, account.ResetPasswordForm):
    """Asks a job to write the mail: the answer is the same, and takes the same, whether the address is anybody's or not."""

    labels = {"email": _("E-mail")}

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, request, **kwargs) -> str:
        enqueue(kind="people.password_reset_mail", payload={"email": self.cleaned_data["email"]})
        return self.cleaned_data["email"]


class ResetPasswordKeyForm(_InOurWords, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password, again")}


class ChangePasswordForm(_InOurWords, account.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), **ResetPasswordKeyForm.labels}


class ReauthenticateForm(_InOurWords, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class CodeForm(_InOurWords, mfa.AuthenticateForm):
    labels = {"code": _("Code")}


class ReauthenticateCodeForm(_InOurWords, mfa.ReauthenticateForm):
    labels = {"code": _("Code")}


class ActivateTOTPForm(_InOurWords, totp.ActivateTOTPForm):
    labels = {"code": _("The code it shows now")}


class AddPasskeyForm(_InOurWords, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name"), "passwordless": _("Sign in with it alone, without a password")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("So that you can tell it from another one: where it is kept, for example.")
        if "passwordless" in self.fields:
            self.fields["passwordless"].help_text = _("Your device asks for your finger, your face or its own code.")
            self.fields["passwordless"].initial = True


class RenamePasskeyForm(_InOurWords, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name")}
