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

# What HR keeps of the academy in the CMS, by the names of its screens: to them it is let in, and to nothing else there.
KEEPS_THINGS = frozenset({Role.HR})
KEEPERS = "Keepers"
SCREENS_OF_KEEPERS = (
    "wagtailsnippets_certificates_certificatedesign:",
    "wagtailimages_chooser:",  # for a logo
)
FRAME_OF_THE_CMS = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
    }
)

# Groups of the CMS, kept in step with the roles that belong to them. What a group may edit is the catalogue's to say.
CMS_GROUPS = {
    "Authors": AUTHORS,
    "Approvers": APPROVES_CONTENT,
    "Administrators": frozenset({Role.ADMINISTRATOR}),
    KEEPERS: KEEPS_THINGS,
}
