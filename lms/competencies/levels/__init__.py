"""What evidence proves: pure rules, without a database or a clock of their own.

`pieces` says what one piece of evidence is worth, `rules` what it takes to prove a level, `reading` reads a person's pieces by
a rule on a day.
"""

from lms.competencies.levels.pieces import Pause, Piece, ceiling_of, extended
from lms.competencies.levels.reading import Reading, read
from lms.competencies.levels.rules import DEFAULT_RULE, LEVELS, Rule, RuleFault, compiled, faults_of

__all__ = [
    "DEFAULT_RULE",
    "LEVELS",
    "Pause",
    "Piece",
    "Reading",
    "Rule",
    "RuleFault",
    "ceiling_of",
    "compiled",
    "extended",
    "faults_of",
    "read",
]
