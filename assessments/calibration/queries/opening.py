"""What a session may be opened with."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assessments.calibration.permissions import LEADS
from assessments.recordings.models import Recording
from assessments.recordings.permissions import RECORDED_MODES
from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Performance
from assessments.rubrics.models import Rubric
from assessments.scores.models import RoleplayResult
from assessments.scores.permissions import SCORES
from lms.people.models import Membership, User

AT_MOST = 40


def rubrics_for() -> QuerySet[Rubric]:
    """Those that something can be scored by."""
    return Rubric.objects.in_use().with_number().filter(number__isnull=False).order_by("code")


def performances_for(rubric: Rubric, user) -> QuerySet[Performance]:
    """Those read by this rubric that have their result, written or with their sound: a session never meets a reading under way.

    The newest first.
    """
    latest = RoleplayResult.objects.filter(performance=OuterRef("pk")).latest_first()
    heard = Recording.objects.kept().filter(performance=OuterRef("pk"))
    can_be_met = Q(mode=Mode.WRITTEN) | Q(mode__in=RECORDED_MODES) & Exists(heard)
    rows = Performance.objects.visible_to(user).finished().filter(can_be_met, practice=False, case__closed_at__isnull=False)
    rows = rows.filter(version__rubric_version__rubric=rubric).select_related("version__scenario", "person")
    facts = {name: Subquery(latest.values(name)[:1]) for name in ("verdict", "percent", "critical")}
    return rows.annotate(**facts, milliseconds=Subquery(heard.values("milliseconds")[:1])).order_by("-ended_at", "pk")


def assessors_for(user) -> QuerySet[User]:
    """Whoever may score in the branches that the user leads."""
    paths = user.branches(LEADS)
    near = Membership.objects.current().filter(role__in=SCORES)
    found = [person for person, path in near.values_list("person_id", "unit__path") if any(path.startswith(one) for one in paths)]
    return User.objects.filter(pk__in=found, is_active=True).order_by("first_name", "last_name", "pk")
