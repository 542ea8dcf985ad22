"""How far a person is from a rung: the ladder's published rules, pure, without a database or a clock of their own."""

from lms.careers.readiness.assessing import Assessment, assess
from lms.careers.readiness.facts import CertificateFact, Facts, LevelFact, Passed
from lms.careers.readiness.requirements import Ask, Outcome, Why, judge

__all__ = ["Ask", "Assessment", "CertificateFact", "Facts", "LevelFact", "Outcome", "Passed", "Why", "assess", "judge"]
