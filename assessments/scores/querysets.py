"""Who sees which reading. An assessor never sees another's before their own is handed in: here, so that no screen can forget it."""

from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q


class CaseQuerySet(models.QuerySet):
    def open(self) -> "CaseQuerySet":
        return self.filter(closed_at__isnull=True)

    def short_of_readers(self) -> "CaseQuerySet":
        given = Count("performance__scores")
        return self.annotate(given=given).filter(given__lt=F("readers"))


class ScoreQuerySet(models.QuerySet):
    def drafts(self) -> "ScoreQuerySet":
        return self.filter(state="draft")

    def submitted(self) -> "ScoreQuerySet":
        return self.filter(state="submitted")

    def by(self, user) -> "ScoreQuerySet":
        return self.filter(assessor=user)

    def visible_to(self, user) -> "ScoreQuerySet":
        """One's own. Those of others, handed in: of what one has handed in oneself, and of what has its result for whoever may
        see the performance and does not have it to read. The same for every role, a superuser's too."""
        from assessments.roleplays.models import Performance
        from assessments.scores.models import RoleplayResult

        if not user.is_authenticated:
            return self.none()
        mine = self.model.objects.by(user).filter(performance=OuterRef("performance"))
        told = Exists(RoleplayResult.objects.filter(performance=OuterRef("performance")))
        seen = Q(performance__in=Performance.objects.visible_to(user)) & told & ~Exists(mine.drafts())
        return self.filter(Q(assessor=user) | Q(state="submitted") & (Exists(mine.submitted()) | seen))


class CriterionScoreQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CriterionScoreQuerySet":
        from assessments.scores.models import Score

        return self.filter(score__in=Score.objects.visible_to(user))


class ResultQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ResultQuerySet":
        """Of the performances that one sees, and of those one has read; not while one's own reading waits."""
        from assessments.roleplays.models import Performance
        from assessments.scores.models import Score

        if not user.is_authenticated:
            return self.none()
        own = Score.objects.by(user).filter(performance=OuterRef("performance"))
        seen = Q(performance__in=Performance.objects.visible_to(user)) | Exists(own.submitted())
        return self.filter(seen).exclude(Exists(own.drafts()))

    def latest_first(self) -> "ResultQuerySet":
        return self.order_by("-number")


class AppealQuerySet(models.QuerySet):
    def open(self) -> "AppealQuerySet":
        return self.filter(outcome="")

    def visible_to(self, user) -> "AppealQuerySet":
        """One's own, and those given to one."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(result__performance__person=user) | Q(assigned_to=user))


class LicenceQuerySet(models.QuerySet):
    def valid_on(self, day: date) -> "LicenceQuerySet":
        return self.filter(revoked_at__isnull=True, valid_from__lte=day, valid_to__gte=day)
