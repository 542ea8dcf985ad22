class CompetencyError(ValueError):
    """Something about competencies or evidence that cannot be done, and why."""


class ReasonMissing(CompetencyError):
    """Evidence is only voided, and a question only answered, with a reason in words."""


class FactMissing(CompetencyError):
    """Evidence by hand says what was seen."""


class AboutOneself(CompetencyError):
    """Nobody writes or judges evidence about themselves."""


class DocumentMissing(CompetencyError):
    """Prior learning is proved by a document."""


class TooLateToQuestion(CompetencyError):
    """The days to question a piece of evidence have passed."""


class AlreadyAnswered(CompetencyError):
    """Somebody has answered this question."""


class JudgesOwnEvidence(CompetencyError):
    """A question about evidence is answered by somebody other than who wrote it."""


class NoDraft(CompetencyError):
    """Only a draft of a rule changes or is put in force."""


class RuleIsFaulty(CompetencyError):
    """A rule that does not say what it takes. `faults`: each with its place and its code."""

    def __init__(self, faults) -> None:
        super().__init__(", ".join(f"{fault.path}: {fault.code}" for fault in faults))
        self.faults = faults


class ChangedMeanwhile(CompetencyError):
    """Somebody else has written to it since it was opened."""
