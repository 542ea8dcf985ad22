"""The whole file of a call: its parts as plain data, each with its hash. What people need to take part is not among them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lms.promotions.models import Application, PromotionRound
from lms.promotions.queries.arithmetic import Arithmetic, arithmetic_of, counting_scores
from lms.promotions.rules import canonical, digest


@dataclass(frozen=True)
class FilePart:
    """One entry of the list of contents. `content` is what the hash is of."""

    title: str
    kind: str
    content: str
    sha256: str
    application: Application | None = None
    arithmetic: Arithmetic | None = None

    @property
    def line(self) -> dict[str, Any]:
        return {"title": self.title, "kind": self.kind, "sha256": self.sha256, "bytes": len(self.content.encode())}


def rules_parts(round: PromotionRound) -> list[FilePart]:
    """Each publication of the rules, as published."""
    return [
        FilePart(_("Rules, version %(number)d") % {"number": rules.number}, "rules", rules.content, rules.sha256)
        for rules in round.published.all()
    ]


def process_part(round: PromotionRound) -> FilePart:
    """Who sat on the panel, who was replaced for whom and why, and the days on which each step was taken."""
    content = canonical(
        {
            "states": {name: _iso(getattr(round, name)) for name in ("opened_at", "assessing_at", "scored_at", "decided_at", "closed_at")},
            "panel": [{"name": str(one.person), "part": one.part} for one in round.panel.select_related("person").order_by("id")],
            "recusals": [_recusal(one) for one in round.recusals.select_related("member__person", "application", "replacement__person")],
        }
    )
    return FilePart(_("Panel, recusals and steps"), "process", content, digest(content))


def application_part(application: Application) -> FilePart:
    """Everything of one candidate: words, snapshots, scores with their corrections, decisions, letters, review, appointment."""
    content = canonical(
        {
            "code": application.code,
            "name": str(application.person),
            "submitted_at": _iso(application.submitted_at),
            "motivation": application.motivation,
            "eligibility": application.eligibility,
            "eligibility_reason": application.eligibility_reason,
            "snapshots": [_snapshot(one) for one in application.snapshots.all()],
            "scores": [_score(one) for one in application.scores.select_related("exercise", "scorer")],
            "decisions": [_decision(one) for one in application.decisions.select_related("decided_by").prefetch_related("letters")],
            "review": _appeal(application),
            "appointment": _appointment(application),
        }
    )
    return FilePart(
        title=f"{application.code} · {application.person}",
        kind="application",
        content=content,
        sha256=digest(content),
        application=application,
        arithmetic=arithmetic_of(application, counting_scores(application)),
    )


def _recusal(one) -> dict[str, Any]:
    return {
        "member": str(one.member.person),
        "candidate": one.application.code if one.application else "",
        "origin": one.origin,
        "reason": one.reason,
        "accepted": one.accepted,
        "answer": one.answer,
        "replacement": str(one.replacement.person) if one.replacement else "",
    }


def _snapshot(one) -> dict[str, Any]:
    return {
        "number": one.number,
        "taken_at": _iso(one.taken_at),
        "sha256": one.sha256,
        "rule_version": one.rule_version,
        "content": one.content,
    }


def _score(one) -> dict[str, Any]:
    return {
        "id": one.pk,
        "exercise": one.exercise.code,
        "scorer": str(one.scorer),
        "value": one.value,
        "evidence": one.evidence,
        "submitted_at": _iso(one.submitted_at),
        "replaces": one.replaces_id,
        "reason": one.reason,
    }


def _decision(one) -> dict[str, Any]:
    return {
        "number": one.number,
        "outcome": one.outcome,
        "reason": one.reason,
        "feedback": one.feedback,
        "plan": one.plan,
        "decided_by": str(one.decided_by),
        "decided_at": _iso(one.decided_at),
        "letters": [{"kind": letter.kind, "language": letter.language, "sha256": letter.sha256} for letter in one.letters.all()],
    }


def _appeal(application: Application) -> dict[str, Any] | None:
    one = getattr(application, "appeal", None)
    if one is None:
        return None
    return {
        "text": one.text,
        "made_at": _iso(one.made_at),
        "assigned_to": str(one.assigned_to or ""),
        "outcome": one.outcome,
        "fault": one.fault,
        "reason": one.reason,
        "settled_at": _iso(one.settled_at),
    }


def _appointment(application: Application) -> dict[str, Any] | None:
    one = getattr(application, "appointment", None)
    if one is None:
        return None
    return {
        "starts_on": one.starts_on.isoformat(),
        "early_reason": one.early_reason,
        "milestones": [
            {"day": m.day, "due_on": m.due_on.isoformat(), "held_on": str(m.held_on or ""), "note": m.note} for m in one.milestones.all()
        ],
    }


def _iso(moment) -> str:
    return moment.isoformat() if moment else ""
