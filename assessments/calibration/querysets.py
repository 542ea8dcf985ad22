"""Who sees which scores of a calibration: one's own, and everybody's once all are in."""

from django.db import models
from django.db.models import Q


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SessionQuerySet":
        """Those one takes part in, and those one leads."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(led_by=user) | Q(pk__in=self.model.objects.filter(people=user).values("pk")))


class AnchorScoreQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AnchorScoreQuerySet":
        """One's own; those of others once everybody's are in, and never before: not even for whoever leads."""
        from assessments.calibration.models import CalibrationSession

        if not user.is_authenticated:
            return self.none()
        open_to = CalibrationSession.objects.visible_to(user).exclude(state="scoring")
        return self.filter(Q(assessor=user) | Q(sample__session__in=open_to))


class AnchorQuerySet(models.QuerySet):
    def kept(self) -> "AnchorQuerySet":
        return self.filter(retired_at__isnull=True)

    def in_use(self) -> "AnchorQuerySet":
        """Those that are shown: nobody's words without their word."""
        return self.kept().filter(word__in=["", "agreed"])
