"""The mails that let people in. Each looks at the rows when it is sent: what has changed meanwhile is not mailed."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.jobs.models import Job
from lms.jobs.registry import handles
from lms.people.emails import send
from lms.people.enums import InvitationState
from lms.people.models import Invitation, User
from lms.people.tokens import invitation_token


@handles("people.invitation_mail", title=_("Mail an invitation"))
def mail_invitation(job: Job) -> None:
    invitation = Invitation.objects.select_related("unit", "invited_by").filter(pk=job.payload["invitation"]).first()
    if invitation is None or invitation.state() != InvitationState.OPEN or invitation.times_sent != job.payload["times_sent"]:
        return
    path = reverse("people:invitation", args=[invitation_token(invitation.pk, invitation.times_sent)])
    context = {"invitation": invitation, "link": settings.SITE_URL.rstrip("/") + path}
    send(job, to=invitation.email, template="invitation", context=context, language=invitation.language)


@handles("people.password_reset_mail", title=_("Mail the way to a new password"))
def mail_password_reset(job: Job) -> None:
    """For an address that nobody here has, nothing is sent, and whoever asked cannot tell."""
    person = User.objects.filter(email__iexact=job.payload["email"], is_active=True).first()
    if person is None:
        return
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    link = settings.SITE_URL.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)
    send(job, to=person.email, template="password_reset", context={"person": person, "link": link}, language=person.language)


@handles("people.account_mail", title=_("Mail what changed in an account"))
def mail_account_change(job: Job) -> None:
    person = User.objects.filter(pk=job.payload["person"]).first()
    if person is None or not person.is_active:
        return
    context = {
        "person": person,
        "change": job.payload["change"],
        "at": job.created_at,
        "link": settings.SITE_URL.rstrip("/") + reverse("people:settings"),
    }
    send(job, to=person.email, template="account_changed", context=context, language=person.language)
