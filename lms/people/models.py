import uuid
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from lms.language.bilingual import Bilingual
from lms.language.folding import FoldedField
from lms.people.enums import InvitationState, Role, UnitKind
from lms.people.querysets import InvitationQuerySet, MembershipQuerySet, UnitManager, UserQuerySet
from lms.statements import Statement


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person: whoever learns or works here. Signs in by e-mail; what they may do comes from their memberships."""

    username = None
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=[("es", "Español"), ("en", "English")], default="es")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Madrid")
    hired_on = models.DateField(_("in the company since"), null=True, blank=True)
    folded_last_name = FoldedField(of="last_name", max_length=150)
    folded_first_name = FoldedField(of="first_name", max_length=150)
    # Raised whenever what the door asks of this person may have changed, so that a session's "passed" stops being true.
    door_version = models.PositiveIntegerField(default=0, editable=False)
    # Raised whenever what this person's first screen says may have changed: what is held of it under another number is old.
    today_version = models.PositiveIntegerField(default=0, editable=False)
    # How many things this person was told and has not read: it stands on every page, and their own row is read for every page.
    unread = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["folded_last_name", "folded_first_name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]
        indexes = [models.Index(fields=["folded_last_name", "folded_first_name"], name="people_by_folded_surname")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def surname_first(self) -> str:
        return f"{self.last_name}, {self.first_name}" if self.last_name else str(self)

    @cached_property
    def current_memberships(self) -> list["Membership"]:
        """This person's memberships in force today, with their units: one query, kept for the request."""
        found = _CURRENT.all(person=self.pk, today=timezone.localdate()) if self.pk else []
        for membership in found:
            membership.person = self
        return found

    @property
    def roles(self) -> set[str]:
        """The roles held today; a superuser counts as an administrator."""
        held = {membership.role for membership in self.current_memberships}
        return held | {Role.ADMINISTRATOR} if self.is_superuser else held

    def has_role(self, roles) -> bool:
        return not self.roles.isdisjoint(roles)

    def is_at_top(self, roles) -> bool:
        """Whether this person now holds one of `roles` where nothing stands above, or runs everything."""
        return self.is_superuser or any(len(path) <= Unit.steplen for path in self.branches(roles))

    def branches(self, roles) -> list[str]:
        """Tree paths of the units where this person now holds one of `roles`. A superuser's is the root, where every path begins."""
        if self.is_superuser and Role.ADMINISTRATOR in roles:
            return [""]
        return sorted({m.unit.path for m in self.current_memberships if m.role in roles})


class Unit(MP_Node):
    """A node of the organisation: a company has centres, a centre has services, a service has teams."""

    kind = models.CharField(_("kind"), max_length=10, choices=UnitKind.choices)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    name = Bilingual()
    node_order_by: list[str] = []

    objects = UnitManager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in a unit, from a day and maybe to a day. Ended, never deleted: it says who could see what, and when."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="membership_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["person", "unit", "role", "valid_from"], name="one_membership_per_role_and_start"),
        ]
        indexes = [models.Index(fields=["role", "unit"], name="memberships_by_role_and_unit")]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()} · {self.unit}"


# Nearly every page asks for them.
_CURRENT = Statement(
    lambda person, today: Membership.objects.current(today).filter(person=person).select_related("unit"),
    person=999_999_999,
    today=date(2001, 2, 3),
)


class RolePolicy(models.Model):
    """What a role asks of a sign-in. One row a role; none means nothing more than a password."""

    role = models.CharField(_("role"), max_length=16, choices=Role.choices, unique=True)
    mfa_required = models.BooleanField(_("second factor required"), default=False)

    class Meta:
        verbose_name = _("sign-in rule of a role")
        verbose_name_plural = _("sign-in rules of roles")

    def __str__(self) -> str:
        return self.get_role_display()


class Invitation(models.Model):
    """A mailed link that lets one person in, once, until a day. Only the hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("e-mail"))
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("surname"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[("es", "Español"), ("en", "English")], default="es")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, default=Role.TRAINEE)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=1)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=Q(accepted_at__isnull=True, revoked_at__isnull=True), name="one_open_invitation_per_email"
            )
        ]
        indexes = [models.Index(fields=["email"], name="invitations_by_email")]

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.email

    def state(self, now: datetime | None = None) -> InvitationState:
        """Where it stands at a moment (now unless told)."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if self.expires_at <= (now or timezone.now()) else InvitationState.OPEN
