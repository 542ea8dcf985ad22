from lms.promotions.models.applications import Adjustment, Application, Recusal, Snapshot
from lms.promotions.models.outcomes import Appeal, Appointment, Decision, Letter, Milestone
from lms.promotions.models.rounds import AccessRecord, Exercise, PanelMember, PromotionFile, PromotionRound, PublishedRules
from lms.promotions.models.scores import Score, ScoreDraft
from lms.promotions.models.tallies import GroupAttributes, Tally, TallyGroup

__all__ = [
    "AccessRecord",
    "Adjustment",
    "Appeal",
    "Application",
    "Appointment",
    "Decision",
    "Exercise",
    "GroupAttributes",
    "Letter",
    "Milestone",
    "PanelMember",
    "PromotionFile",
    "PromotionRound",
    "PublishedRules",
    "Recusal",
    "Score",
    "ScoreDraft",
    "Snapshot",
    "Tally",
    "TallyGroup",
]
