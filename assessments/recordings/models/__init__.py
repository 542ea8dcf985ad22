"""Recordings with their parts, who listened to them, and those kept as a reference."""

from assessments.recordings.models.anchors import Anchor
from assessments.recordings.models.recordings import Part, Recording, RecordingAccess

__all__ = ["Anchor", "Part", "Recording", "RecordingAccess"]
