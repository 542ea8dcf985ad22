"""Refreshers: one's own, those of whom one leads, and the rules."""

from tests.access.table import ISSUES, SEES_TEAMS, TODAY, Row, everyone, only, only_post

DECIDES_OWNER = ("trainer", "coordinator", "supervisor", *ISSUES)
KEEPS_RULE = ("trainer", *ISSUES)
KEEPS = ("trainer_elsewhere", *KEEPS_RULE)
READS = (*SEES_TEAMS, "quality", "works_council")
OF_SERVICE = ("owner", "other_trainee", "agent", "trainer", "assessor", "coordinator", "coordinator_elsewhere", "supervisor", "quality")
NOT_THERE = {"trainer_elsewhere": 404}


def why(c) -> dict:
    return {"words": "Ahora"}


def rule(name: str, **fields) -> Row:
    return Row(f"refreshers:{name}", lambda c: [c.refresher_rule.code], **fields)


def decides(name: str, thing: str, data=lambda c: {"words": "Porque sí"}) -> Row:
    return only_post(f"refreshers:{name}", lambda c: [getattr(c, thing).pk], only(DECIDES_OWNER, ok=302, others=404), data)


REFRESHERS = [
    Row("refreshers:mine", get=everyone()),
    only_post(
        "refreshers:ask", lambda c: [], only(OF_SERVICE, ok=302, others=422),
        lambda c: {"module": c.refresher_rule.versions.first().module_id, "words": "Quiero mejorar"},
    ),
    Row("refreshers:one", lambda c: [c.refresher.pk], get=only(["owner", *DECIDES_OWNER], others=404)),
    Row("refreshers:team", get=only(SEES_TEAMS)),
    decides("give", "refresher_proposed", lambda c: {}),
    decides("decline", "refresher_proposed"),
    decides("withdraw", "refresher"),
    decides("answer", "refresher_request", lambda c: {"words": "Buena idea", "grants": "1"}),
    Row("refreshers:rules", get=only(READS)),
    Row(
        "refreshers:new",
        get=only(KEEPS),
        post=only(KEEPS_RULE, ok=302, trainer_elsewhere=422),
        data=lambda c: {"code": "otra", "name_es": "Otra", "name_en": "Another", "unit": c.service.pk, "trigger": "absence_return"},
    ),
    rule("rule", get=only(READS, **NOT_THERE)),
    rule(
        "draft",
        get=only(KEEPS_RULE, **NOT_THERE),
        post=only(KEEPS_RULE, ok=302, **NOT_THERE),
        data=lambda c: {"p_after_days": 30, "module": c.refresher_module.pk, "roles": ["agent"], "due_days": 5, "cooldown_days": 60},
        query="?trigger=absence_return",
    ),
    rule("preview", get=only(KEEPS_RULE, **NOT_THERE), post=only(KEEPS_RULE, ok=302, **NOT_THERE)),
    rule("dry_run", get=only(KEEPS_RULE, **NOT_THERE)),
    rule("effect", get=only(KEEPS_RULE, **NOT_THERE)),
    *(
        only_post(f"refreshers:{name}", lambda c: [c.refresher_rule.code], only(KEEPS_RULE, ok=302, **NOT_THERE), why)
        for name in ("publish", "stop", "start")
    ),
    Row(
        "refreshers:changes",
        get=only(KEEPS),
        post=only(KEEPS_RULE, ok=302, trainer_elsewhere=422),
        data=lambda c: {"title_es": "Router M3", "title_en": "Router M3", "effective_on": TODAY, "unit": c.service.pk},
    ),
]  # fmt: skip
