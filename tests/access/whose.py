"""Whose evidence, levels, readiness, licences, postings, scores and reviews somebody sees: the doors to them, and what opens each.

A person's place in the tree decides as much as the role of who asks. A door to a page that is about one person says which roles
open it for the people of their branches, and whether the person themselves comes in. A new address of these apps stands here, or
among those that are about nobody, with its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass

PROVES = {"trainer", "coordinator", "supervisor", "hr", "administrator"}
OBSERVES = {"trainer", "coordinator", "supervisor"}
JUDGES = {"supervisor", "hr"}
READY = {"coordinator", "supervisor", "hr", "administrator"}
POSTS = {"hr", "administrator"}


@dataclass(frozen=True)
class Door:
    """`of`: its arguments, from the things of one person. `says`: what only a page that is open says, by those things."""

    name: str
    shows: str
    roles: frozenset[str]
    of: Callable[[dict], list]
    own: bool = True
    query: str = ""


def door(name: str, shows: str, roles: set[str], of: Callable[[dict], list] = lambda of: [of["person"].pk], **more) -> Door:
    return Door(name, shows, frozenset(roles), of, **more)


DOORS = [
    door("competencies:record", "levels", PROVES),
    door("competencies:record_export", "levels and evidence", PROVES, lambda of: [of["person"].pk, "csv"]),
    door("competencies:competency", "evidence", PROVES, lambda of: [of["person"].pk, "EMP"]),
    door("competencies:document", "the document of evidence", PROVES, lambda of: [of["evidence"].pk]),
    door("competencies:observe", "a form about them", OBSERVES, lambda of: [of["person"].pk, "EMP"], own=False),
    door("competencies:accredit", "a form about them", JUDGES, lambda of: [of["person"].pk, "EMP", "prior_learning"], own=False),
    door("competencies:void", "evidence", JUDGES, lambda of: [of["evidence"].pk], own=False),
    door("competencies:ask", "evidence", set(), lambda of: [of["evidence"].pk]),
    # Whoever wrote the evidence does not answer: the superuser did.
    door("competencies:answer", "a question about evidence", JUDGES, lambda of: [of["question"].pk], own=False),
    door("careers:ladder", "readiness", READY),
    door("careers:facts", "readiness and what it rests on", READY, lambda of: [of["person"].pk, of["requirement"].pk]),
    door("careers:licences", "licences", PROVES),
    door("careers:licence_document", "the document of a licence", PROVES, lambda of: [of["licence"].pk]),
    door("careers:withdraw_licence", "licences", PROVES, lambda of: [of["licence"].pk], own=False),
    door("careers:person_postings", "postings", POSTS, own=False),
    door("careers:add_posting", "a form about them", POSTS, own=False),
    door("careers:end_posting", "postings", POSTS, lambda of: [of["posting"].pk], own=False),
    door("careers:correct_posting", "postings", POSTS, lambda of: [of["posting"].pk], own=False),
]

# Lists of people: who is on them, by the roles that see them there.
LISTS = {
    "competencies:matrix": PROVES,
    "competencies:matrix_export": PROVES,
    "competencies:questions": JUDGES,
    "careers:board": READY,
    "careers:export": READY,
    "careers:postings": POSTS,
}

OF_NOBODY = {
    "one's own": {"competencies:mine", "careers:mine", "careers:save_filter", "careers:forget_filter"},
    "rules and their versions": {
        *(f"competencies:framework{what}" for what in ("s", "", "_export", "_publish", "_version", "_compare", "_add", "_edit")),
        *(f"competencies:framework_upload{what}" for what in ("", "_preview", "_confirm", "_discard")),
        *(f"competencies:{what}" for what in ("group_add", "group_edit", "competency_add", "competency_edit")),
        *(f"competencies:{what}" for what in ("framework_archive", "framework_move", "rules", "rule", "rule_draft")),
        "competencies:rule_publish",
        *(f"careers:{what}" for what in ("ladders", "draft", "version", "discard", "publish", "add_rung", "rung", "move_rung")),
        *(f"careers:{what}" for what in ("remove_rung", "add_requirement", "requirement", "move_requirement", "remove_requirement")),
        *(f"careers:{what}" for what in ("licence_kinds", "add_licence_kind", "licence_kind", "archive_licence_kind")),
    },
    "how many, of the units that one sees": {"careers:pipeline"},
    "people of one's branches, tested with the preview itself": {"careers:preview", "competencies:rule_preview"},
}

# Calls: each address, and to whom of those below it shows somebody's name, scores, readiness or review. `call` is of one centre.
# manages: HR and administrators of its branch · own: the candidate · panel: by code · reviews: given the review · council: aggregates
CALLS = {
    "promotions:application": {"manages"},
    "promotions:record": {"manages"},
    "promotions:recuse": {"manages"},
    "promotions:decide": {"manages", "chair"},
    "promotions:deciding": {"manages", "chair"},
    "promotions:feedback": {"manages"},
    "promotions:appoint": {"manages"},
    "promotions:assign_review": {"manages"},
    "promotions:manage": {"manages"},
    "promotions:file": {"manages"},
    "promotions:letter": {"manages", "own"},
    "promotions:appeal_file": {"manages", "reviews"},
    "promotions:council": {"manages", "council"},
    "promotions:panel": {"panel", "chair"},
    "promotions:sheet": {"panel", "chair"},
}
CALLS_OF_NOBODY = {
    "what everybody may read": {"promotions:calls", "promotions:call"},
    "figures in which nobody can be found": {"promotions:fairness", "promotions:fairness_export"},
    "one's own acts": {
        *(f"promotions:{what}" for what in ("apply", "withdraw", "decline", "put_right", "object", "review", "suggest", "conflict")),
        *(f"promotions:{what}" for what in ("draft", "correct", "file_progress", "mine")),
    },
    "preparing a call, and acts without a page": {
        *(f"promotions:{what}" for what in ("new", "edit", "discard", "exercise_new", "exercise", "remove_exercise", "member")),
        *(f"promotions:{what}" for what in ("remove_member", "act", "amend", "close_scoring", "ask_for_file", "accept", "reject")),
        *(f"promotions:{what}" for what in ("needs", "answer_need", "recusal", "milestone", "groups")),
    },
}
