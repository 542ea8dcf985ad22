"""Who records a performance. Who hears one is a queryset: `Recording.objects.visible_to(user)`."""

from assessments.recordings.hearing import recorders
from assessments.roleplays.enums import Mode
from assessments.roleplays.querysets import SEES_PERFORMANCES

RECORDED_MODES = (Mode.RECORDED, Mode.LIVE)


def can_record(user, performance) -> bool:
    """The person themselves; what two people act, only whoever the rule of that mode says: both voices are on it."""
    if performance.mode not in RECORDED_MODES or not user.is_authenticated:
        return False
    rule = recorders.get(performance.mode)
    if performance.mode == Mode.LIVE:
        return bool(rule and rule(user, performance))
    return performance.person_id == user.pk or bool(rule and rule(user, performance))


def can_use_references(user) -> bool:
    """Whoever scores hears the recordings that are kept as a reference."""
    return user.is_authenticated and user.has_role(SEES_PERFORMANCES)
