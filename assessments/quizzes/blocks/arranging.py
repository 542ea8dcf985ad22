"""Things to put in order, and things to match in pairs."""

from itertools import count
from string import ascii_lowercase

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.quizzes.blocks.body import Body
from assessments.quizzes.blocks.fields import RuleBlock, text_in, why_en, why_es
from assessments.quizzes.blocks.rows import Content, gathered, is_written, keyed, listed, spread

ORDERING_RULES = (
    ("all", _("All or nothing."), _("The point for the whole order."), _("Of four, two changed round: 0.")),
    ("positions", _("By places."), _("A share for each thing in its right place."), _("Of four, the last two changed round: 0.5.")),
    (
        "pairs",
        _("By neighbours."),
        _("A share for each thing that is followed by the right one."),
        _("Of four, the first put last: 0.67, for the other three still follow each other."),
    ),
)
MATCHING_RULES = (
    ("all", _("All or nothing."), _("The point for every pair right."), _("Of four, three right: 0.")),
    ("partial", _("In part."), _("A share for each pair that is right."), _("Of four, three right: 0.75.")),
)


class ItemBlock(blocks.StructBlock):
    text_es = text_in(_("In Spanish"))
    text_en = text_in(_("In English"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        form_classname = "struct-block question-row"
        label_format = "{text_es}{text_en}"


class OrderingBody(Body):
    rule = RuleBlock(ORDERING_RULES)
    items = blocks.ListBlock(
        ItemBlock(), label=_("In the right order"), help_text=_("Write them as they should be: people get them mixed.")
    )

    def rows_of(self, content: Content) -> dict:
        rows = [(one["key"], spread("text", one["text"])) for one in content.get("items") or ()]
        return {"items": listed(rows or [(None, spread("text", None))] * 3), "rule": content.get("rule") or "all"}

    def body_of(self, value, before: Content) -> dict:
        return {"items": _texts(value["items"]), "rule": value["rule"]}


class PairBlock(blocks.StructBlock):
    prompt_es = text_in(_("First half in Spanish"))
    prompt_en = text_in(_("First half in English"))
    target_es = text_in(_("Second half in Spanish"))
    target_en = text_in(_("Second half in English"))
    why_es = why_es()
    why_en = why_en()

    class Meta:
        icon = "link"
        label = _("Pair")
        form_classname = "struct-block question-row"
        label_format = "{prompt_es}{prompt_en}"


class DistractorBlock(blocks.StructBlock):
    text_es = text_in(_("In Spanish"))
    text_en = text_in(_("In English"))

    class Meta:
        icon = "cross"
        label = _("Second half without a pair")
        form_classname = "struct-block question-row"
        label_format = "{text_es}{text_en}"


class MatchingBody(Body):
    """Two pairs with the same second half share one target, so that it is offered once."""

    rule = RuleBlock(MATCHING_RULES)
    pairs = blocks.ListBlock(PairBlock(), label=_("Pairs"))
    distractors = blocks.ListBlock(
        DistractorBlock(),
        label=_("Second halves without a pair"),
        required=False,
        help_text=_("One or two make guessing by elimination harder."),
    )

    def rows_of(self, content: Content) -> dict:
        targets = {one["key"]: one["text"] for one in content.get("targets") or ()}
        pairs = content.get("pairs") or {}
        rows = [
            (
                one["key"],
                {
                    **spread("prompt", one["text"]),
                    **spread("target", targets.get(pairs.get(one["key"]))),
                    **spread("why", one.get("feedback")),
                },
            )
            for one in content.get("prompts") or ()
        ]
        blank = {**spread("prompt", None), **spread("target", None), **spread("why", None)}
        spare = [(key, spread("text", text)) for key, text in targets.items() if key not in pairs.values()]
        return {"pairs": listed(rows or [(None, blank)] * 3), "distractors": listed(spare), "rule": content.get("rule") or "all"}

    def body_of(self, value, before: Content) -> dict:
        written = [row for row in value["pairs"].bound_blocks if is_written(row.value, "prompt", "target")]
        rows = list(keyed(written, (str(number) for number in count(1))))
        spare = [row for row in value["distractors"].bound_blocks if is_written(row.value, "text")]
        targets = _Targets(before)
        pairs = {key: targets.key_of(gathered(row, "target"), key) for key, row in rows if is_written(row, "target")}
        for row in spare:
            targets.key_of(gathered(row.value, "text"), row.id)
        prompts = [{"key": key, "text": gathered(row, "prompt"), "feedback": gathered(row, "why")} for key, row in rows]
        return {"prompts": prompts, "targets": targets.listed(), "pairs": pairs, "rule": value["rule"]}


class _Targets:
    """The second halves, each text once, with the keys that they had."""

    def __init__(self, before: Content):
        self._pairs = before.get("pairs") or {}
        self._order = [one["key"] for one in before.get("targets") or ()]
        self._known = set(self._order)
        self._texts: dict[str, dict[str, str]] = {}

    def key_of(self, text: dict[str, str], owner: str | None) -> str:
        """`owner` is the prompt that it belongs to, or the key that a row without a pair has."""
        for key, known in self._texts.items():
            if known == text:
                return key
        had = self._pairs.get(owner, owner if owner in self._known else None)
        free = (letter for letter in ascii_lowercase if letter not in self._texts and letter not in self._known)
        key = had if had and had not in self._texts else next(free)
        self._texts[key] = text
        return key

    def listed(self) -> list[dict]:
        """In the order in which they were, then those that are new."""
        order = {key: place for place, key in enumerate(self._order)}
        keys = sorted(self._texts, key=lambda key: order.get(key, len(order)))
        return [{"key": key, "text": self._texts[key]} for key in keys]


def _texts(rows) -> list[dict]:
    written = [row for row in rows.bound_blocks if is_written(row.value, "text")]
    return [{"key": key, "text": gathered(row, "text")} for key, row in keyed(written)]
