from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    COMPANY = "company", _("Company")
    CENTRE = "centre", _("Centre")
    SERVICE = "service", _("Service")
    TEAM = "team", _("Team")


class Role(models.TextChoices):
    TRAINEE = "trainee", _("Trainee")
    AGENT = "agent", _("Agent")
    TRAINER = "trainer", _("Trainer")
    ASSESSOR = "assessor", _("Assessor")
    COORDINATOR = "coordinator", _("Coordinator")
    SUPERVISOR = "supervisor", _("Supervisor")
    QUALITY = "quality", _("Quality")
    HR = "hr", _("People (HR)")
    WORKS_COUNCIL = "works_council", _("Works council")
    ADMINISTRATOR = "administrator", _("Administrator")


class InvitationState(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    EXPIRED = "expired", _("Expired")
    ACCEPTED = "accepted", _("Accepted")
    REVOKED = "revoked", _("Revoked")


# Who sees the people of their unit and of every unit below it. Assessors see a performance, not a person; the works
# council sees aggregates.
SEES_PEOPLE = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY, Role.HR, Role.ADMINISTRATOR})
ENROLS_PEOPLE = frozenset({Role.TRAINER, Role.HR, Role.ADMINISTRATOR})
INVITES_PEOPLE = frozenset({Role.TRAINER, Role.HR, Role.ADMINISTRATOR})
AUTHORS = frozenset({Role.TRAINER, Role.ADMINISTRATOR})
APPROVES_CONTENT = frozenset({Role.SUPERVISOR, Role.QUALITY, Role.ADMINISTRATOR})
ISSUES_CERTIFICATES = frozenset({Role.HR, Role.ADMINISTRATOR})

# Which roles each one may give to others, in its own branch of the tree.
GIVES = {
    Role.TRAINER: frozenset({Role.TRAINEE, Role.AGENT}),
    Role.HR: frozenset(Role) - {Role.ADMINISTRATOR},
    Role.ADMINISTRATOR: frozenset(Role),
}

# Groups of the CMS, kept in step with the roles that belong to them. What a group may edit is the catalogue's to say.
CMS_GROUPS = {"Authors": AUTHORS, "Approvers": APPROVES_CONTENT, "Administrators": frozenset({Role.ADMINISTRATOR})}
