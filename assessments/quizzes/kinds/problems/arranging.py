"""What keeps a question of order or pairs from being asked."""

from django.utils.translation import gettext_lazy as _

from assessments.quizzes.content import Content
from assessments.quizzes.kinds.problems.words import unwritten


def ordering_problems(content: Content) -> list:
    items = content.get("items") or ()
    found = [] if 2 <= len(items) <= 20 else [_("Put from two to twenty things in order.")]
    return found + unwritten(content, items, said=_("Item %(number)s has no text in %(language)s."))


def matching_problems(content: Content) -> list:
    prompts, targets, pairs = content.get("prompts") or (), content.get("targets") or (), content.get("pairs") or {}
    known = {one["key"] for one in targets}
    found = [] if 2 <= len(prompts) <= 20 else [_("Match from two to twenty pairs.")]
    if any(pairs.get(one["key"]) not in known for one in prompts):
        found.append(_("Say what each of them is matched with."))
    return (
        found
        + unwritten(content, prompts, said=_("Pair %(number)s has no first half in %(language)s."))
        + unwritten(content, targets, said=_("Pair %(number)s has no second half in %(language)s."))
    )
