"""What this academy does differently from allauth's own way: closed sign-up, mails through the jobs, secrets sealed."""

import base64
import hashlib
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.jobs.actions import enqueue

WRONG_CODE = _("That code does not match. Codes change every half minute: try with the one shown now.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask whoever runs your training to open it again."),
        "email_password_mismatch": _("The e-mail or the password is not right. Check both and try again."),
        "enter_current_password": _("That is not your current password."),
        "incorrect_password": _("That is not your password."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": _("There have been many attempts in a short time. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up by themselves: people come by invitation."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whoever has signed in during the last minutes is not asked who they are again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        moments = [record["at"] for record in get_authentication_records(self.request, self.request.user)]
        return not moments or time.time() - max(moments) > app_settings.REAUTHENTICATION_TIMEOUT

    def send_notification_mail(self, template_prefix: str, user, context=None, email=None) -> None:
        """Tells the owner of an account what has changed in it, through a job: the mail server is not waited for."""
        change = template_prefix.rsplit("/", 1)[-1]
        enqueue(kind="people.account_mail", payload={"person": user.pk, "change": change})

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        """Signing in and out shows by itself; it needs no message on the next page."""
        if message_template not in ("account/messages/logged_in.txt", "account/messages/logged_out.txt"):
            super().add_message(request, level, message_template, *args, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("Your role needs a second step to sign in. Add another one before you remove this."),
    }

    def can_delete_authenticator(self, authenticator) -> bool:
        """Not the last second factor of somebody whose role asks for one."""
        from lms.people.middleware import needs_second_factor

        others = type(authenticator).objects.filter(user_id=authenticator.user_id, type__in=SECOND_FACTORS).exclude(pk=authenticator.pk)
        return others.exists() or not needs_second_factor(authenticator.user)

    def generate_authenticator_name(self, user, type) -> str:
        return gettext("My passkey")

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME


SECOND_FACTORS = ("totp", "webauthn")


def _seal() -> MultiFernet:
    """Seals with the server's key; opens with that or with any that came before it (SECRET_KEY_FALLBACKS)."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"lms.people.mfa:{key}".encode()).digest())) for key in keys])
