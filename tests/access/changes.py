"""Content that changed: what one reads, and what those who teach and lead see and say."""

from tests.access.table import (
    AUTHORS,
    OPENS_CMS,
    READS_CATALOGUE,
    SEES_LEARNING,
    SEES_LEARNING_OF_OWNER,
    Row,
    everyone,
    only,
    only_post,
)
from tests.changes import LAW, WHY

SEES = {*READS_CATALOGUE, *SEES_LEARNING}
CMS_ONLY = {"others": ("back", 403)}
SAID = {"kind": "read", "blocks": [LAW], "due_days": 5, **WHY}


def draft(c) -> dict:
    return SAID | {"revision": type(c.changed_draft).objects.values_list("latest_revision", flat=True).get(pk=c.changed_draft.pk)}


CHANGES = [
    Row("changes:mine", get=everyone()),
    Row("changes:read", lambda c: [c.change_to_read.pk], get=only(["owner"], others=404)),
    only_post("changes:done", lambda c: [c.change_to_read.pk], only(["owner"], ok=302, others=404), lambda c: {}),
    Row("changes:version", lambda c: [c.lesson_done.pk], get=only(["owner", *SEES_LEARNING_OF_OWNER], others=404)),
    Row("changes:list", get=only(SEES)),
    Row("changes:one", lambda c: [c.content_change.pk], get=only(SEES)),
    only_post("changes:end", lambda c: [c.content_change.pk], only(OPENS_CMS, ok=302), lambda c: {"why": "Por error"}),
    Row(
        "changes_admin:say",
        lambda c: [c.changed_draft.pk],
        get=only(OPENS_CMS, **CMS_ONLY),
        post=only(OPENS_CMS, ok=302, **CMS_ONLY),
        data=draft,
    ),
    Row(
        "changes_admin:say_afterwards",
        lambda c: [c.unsaid_change.pk],
        get=only(OPENS_CMS, **CMS_ONLY),
        post=only(OPENS_CMS, ok=302, **CMS_ONLY),
        data=lambda c: {"kind": "minor", "due_days": 5},
    ),
    Row(
        "changes_admin:say_of_question",
        lambda c: [c.unsaid_question.pk],
        get=only(AUTHORS, **CMS_ONLY),
        post=only(AUTHORS, ok=302, **CMS_ONLY),
        data=lambda c: {"kind": "minor"},
    ),
]
