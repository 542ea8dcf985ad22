"""Who one can be in the demo, and what is worth looking at as them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from lms.demo.loader.people import ADMINISTRATOR, address
from lms.people.models import User


@dataclass(frozen=True)
class SignIn:
    """`role` and `look_at` are in the reader's language."""

    username: str
    role: object
    look_at: object
    person: User | None = None

    @property
    def email(self) -> str:
        return address(self.username)


SIGN_INS = (
    SignIn("sofia.medina", gettext_lazy("Trainee"), gettext_lazy("Day three of ten: what to do now, the staircase, a quiz")),
    SignIn("ibrahim.toure", gettext_lazy("Trainee"), gettext_lazy("A day behind: a quiz not yet passed, and what waits for it")),
    SignIn("grace.bennett", gettext_lazy("Trainee"), gettext_lazy("The same programme in English, on the morning of day three")),
    SignIn("priya.nair", gettext_lazy("Trainee"), gettext_lazy("The programme done: her certificates")),
    SignIn("irene.salas", gettext_lazy("Agent, works council"), gettext_lazy("A refresher with its reason, an expired certificate")),
    SignIn("lucia.ferran", gettext_lazy("Agent"), gettext_lazy("A certificate that expires soon; tutor of the cohort")),
    SignIn("carmen.ibarra", gettext_lazy("Trainer"), gettext_lazy("Her cohort, a question to answer, errors reported, authoring")),
    SignIn("owen.price", gettext_lazy("Trainer"), gettext_lazy("In English: a draft that waits for approval")),
    SignIn("nuria.campos", gettext_lazy("Coordinator, assessor"), gettext_lazy("Her team ES-1 and its certificates")),
    SignIn("marta.oliver", gettext_lazy("Supervisor"), gettext_lazy("The Spanish service: people, progress, approval of content")),
    SignIn("james.whitlock", gettext_lazy("Supervisor"), gettext_lazy("Owen's refresher to approve")),
    SignIn("leire.zabala", gettext_lazy("Quality"), gettext_lazy("The service's people and the content she may approve")),
    SignIn(
        "elena.vidal", gettext_lazy("People (HR)"), gettext_lazy("Everybody: enrolments, certificates to issue and revoke, invitations")
    ),
    SignIn(ADMINISTRATOR, gettext_lazy("Administrator"), gettext_lazy("Roles, sign-in rules, the jobs of the queue")),
)


def sign_ins() -> list[SignIn]:
    """The people of the table who are in this database and may sign in, each with their account."""
    people = {person.email: person for person in _people()}
    return [SignIn(row.username, row.role, row.look_at, people[row.email]) for row in SIGN_INS if row.email in people]


def _people() -> QuerySet[User]:
    return User.objects.filter(email__in=[row.email for row in SIGN_INS], is_active=True)


def table() -> str:
    """The sign-ins as aligned text, in the language in use."""
    rows = [(gettext("Role"), gettext("Name"), gettext("E-mail"), gettext("What to look at"))]
    rows += [(str(row.role), str(row.person), row.email, str(row.look_at)) for row in sign_ins()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows)
