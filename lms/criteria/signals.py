from django.dispatch import Signal

guideline_published = Signal()
"""Sent on commit when a version of a criterion or of a notice has come into force, also for a slip put right.

Arguments: `version_id`, of a `GuidelineVersion` (its `guideline`, `about`, `urgent`, `asks`, `valid_from`, `valid_to` say the rest);
`kind`, "criterion" or "notice"; `minor`, whether it only puts a slip right and asks nothing of anybody. Whom it is for today:
`lms.criteria.queries.audience(version)`. It may be sent again for the same version: what follows happens once.
"""
