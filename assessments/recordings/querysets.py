"""Who may hear which recording: here, so that no screen, link or export can forget it."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q

from assessments.recordings.enums import AnchorState, RecordingState
from assessments.recordings.hearing import listeners


class RecordingQuerySet(models.QuerySet):
    def kept(self) -> "RecordingQuerySet":
        return self.filter(state=RecordingState.KEPT)

    def unfinished(self) -> "RecordingQuerySet":
        return self.filter(state=RecordingState.UPLOADING)

    def begun_before(self, moment: datetime) -> "RecordingQuerySet":
        return self.filter(begun_at__lt=moment)

    def due_to_go(self, day: date) -> "RecordingQuerySet":
        return self.kept().filter(expires_on__lt=day)

    def visible_to(self, user) -> "RecordingQuerySet":
        """Kept ones: of one's own performances, of the assessed ones that one sees or has to read, and those kept as a reference.

        Practice is nobody else's, whatever their role and whatever rule an app adds.
        """
        from assessments.recordings.permissions import can_use_references
        from assessments.roleplays.models import Performance

        if not user.is_authenticated:
            return self.none()
        seen = Q(performance__in=Performance.objects.visible_to(user))
        for rule in listeners:
            seen |= Q(performance__in=Performance.objects.filter(rule(user)))
        if can_use_references(user):
            seen |= Q(anchor__state=AnchorState.AGREED)
        return self.kept().filter(Q(performance__person=user) | Q(performance__practice=False) & seen)


class AccessQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AccessQuerySet":
        """Who listened is told to the person whose voice it is."""
        return self.filter(recording__performance__person=user) if user.is_authenticated else self.none()


class AnchorQuerySet(models.QuerySet):
    def agreed(self) -> "AnchorQuerySet":
        return self.filter(state=AnchorState.AGREED)

    def visible_to(self, user) -> "AnchorQuerySet":
        """Those in use to whoever scores; those one asked for; and, of one's own recordings, all."""
        from assessments.recordings.permissions import can_use_references

        if not user.is_authenticated:
            return self.none()
        seen = Q(recording__performance__person=user) | Q(asked_by=user)
        if can_use_references(user):
            seen |= Q(state=AnchorState.AGREED)
        return self.filter(seen)
