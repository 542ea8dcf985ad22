"""Questions of Moodle answered by matching and by ordering.

https://docs.moodle.org/en/Matching_question_type (a half without a question is a distractor), https://moodle.org/plugins/qtype_ddmatch,
https://docs.moodle.org/en/Ordering_question_type.
"""

from typing import Any

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.reading.formatted import Html, key
from assessments.exchange.reading.markup import as_html, clean
from assessments.exchange.reading.moodle.question import Question, value_in
from assessments.exchange.reading.refusing import Answered, broken

# qtype_ordering's grading types, by what ours are nearest. Moodle writes the names; old files have the numbers.
_EXACTLY = {
    "ALL_OR_NOTHING": "all", "-1": "all", "ABSOLUTE_POSITION": "positions", "0": "positions", "": "positions",
    "RELATIVE_NEXT_EXCLUDE_LAST": "pairs", "1": "pairs",
}  # fmt: skip


def read_matching(question: Question) -> Answered:
    prompts: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    pairs: dict[str, str] = {}
    for half in question.all("subquestion"):
        asked, answer = question.html(half), half.find("answer")
        text = _target(answer, question)
        if not text:
            continue
        target = next((one for one in targets if clean(one["text"].markup) == clean(text.markup)), None)
        if target is None:
            target = {"key": key(len(targets)), "text": text}
            targets.append(target)
        if asked:
            prompts.append({"key": str(len(prompts) + 1), "text": asked, "feedback": question.feedback(half)})
            pairs[prompts[-1]["key"]] = target["key"]
    if len(prompts) < 2:
        raise broken(_("It has fewer than two pairs."), _("Write at least two."))
    return Answered("matching", {"prompts": prompts, "targets": targets, "pairs": pairs, "rule": "partial"})


def read_ordering(question: Question) -> Answered:
    answers = [one for one in question.all("answer") if value_in(one)]
    # The place of each stands where others have what an answer is worth.
    answers.sort(key=lambda one: _place(one))
    if len(answers) < 2:
        raise broken(_("It has fewer than two things to put in order."), _("Write at least two."))
    grading = question.value("gradingtype").upper()
    if grading not in _EXACTLY:
        question.tell(
            _("Moodle marks it by %(rule)s, which is no rule of ours: the things in their right place count."),
            _("Choose the rule in the editor."),
            rule=grading[:60],
        )
    if question.value("selecttype").upper() not in ("", "ALL", "0"):
        question.tell(_("Moodle asks for only some of its things each time; here all of them are put in order."))
    if any(question.feedback(one) for one in answers):
        question.tell(
            _("What it says of each thing has no place here and was left out."), _("Put what matters of it into the explanation.")
        )
    items = [{"key": key(place), "text": question.html(one)} for place, one in enumerate(answers)]
    return Answered("ordering", {"items": items, "rule": _EXACTLY.get(grading, "positions")})


def _target(answer: Element | None, question: Question) -> Html:
    """Plain text in `match`, which filters go over all the same; HTML with its own format in `ddmatch`."""
    if answer is None:
        return Html("")
    if answer.get("format"):
        return question.html(answer)
    return Html(as_html(value_in(answer)))


def _place(answer: Element) -> float:
    try:
        return float(answer.get("fraction") or 0)
    except ValueError:
        return 0
