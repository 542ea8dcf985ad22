"""What the owner plays, which nobody else sees."""

from functools import cached_property


class Played:
    """What the owner plays, which nobody else sees."""

    @cached_property
    def scenario(self):
        from tests import roleplays

        return roleplays.scenario()

    @cached_property
    def written_scenario(self):
        """Its draft has a conversation."""
        self.scenario.draft = {"conversation": self.scenario.current_version.content["conversation"]}
        self.scenario.save(update_fields=["draft"])
        return self.scenario

    @cached_property
    def roleplay(self):
        from tests import roleplays

        return roleplays.step(self.scenario, self.module, title="La queja de Rosa")

    @cached_property
    def open_performance(self):
        from assessments.roleplays.actions.starting import start_step

        asked = {"enrolment": self.enrolment, "step_key": self.roleplay.translation_key, "person": self.people["owner"]}
        return start_step(**asked, mode="alone")

    @cached_property
    def played_performance(self):
        from tests import roleplays

        call = roleplays.scenario(roleplays.TENNIS)
        return roleplays.play(roleplays.practice(call, self.people["owner"]), roleplays.best(roleplays.TENNIS))

    @cached_property
    def written_performance(self):
        """Handed in, and still practice."""
        from assessments.roleplays.actions.writing import hand_in
        from tests import roleplays

        begun = roleplays.practice(self.scenario, self.people["owner"], mode="written")
        return hand_in(performance_id=begun.pk, person=self.people["owner"], text="Buenos días, Rosa: el martes a las cuatro.")

    @cached_property
    def open_writing(self):
        from tests import roleplays

        done = self.written_performance
        return roleplays.practice(self.scenario, done.person, mode="written")
