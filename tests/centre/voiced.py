"""What the owner has recorded: being sent, arrived, handed in, assessed, and asked for as a reference."""

from functools import cached_property


class Voiced:
    """What the owner has recorded: being sent, arrived, handed in, assessed, and asked for as a reference."""

    @cached_property
    def voice_being_sent(self):
        from tests import recordings

        sound = recordings.tone()
        return recordings.sent(recordings.begun(recordings.open_one(self.people["owner"]), sound), sound)

    @cached_property
    def voice_arrived(self):
        from tests import recordings

        return recordings.kept(recordings.open_one(self.people["owner"]))

    @cached_property
    def voice_practice(self):
        from tests import recordings

        return recordings.handed_in(self.people["owner"])

    @cached_property
    def voice_assessed(self):
        from tests import recordings

        return recordings.assessed(self.people["owner"])

    @cached_property
    def voice_reference(self):
        """Asked for, and not answered yet."""
        from assessments.recordings.actions import ask_anchor
        from tests import recordings

        asked = {"kind": "borderline", "note": "Se hace cargo a la segunda", "actor": self.people["assessor"]}
        return ask_anchor(recording=recordings.assessed(self.people["owner"]), **asked)
