from string import ascii_uppercase

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from courses.catalogue.blocks.previews import PreviewedStruct
from courses.catalogue.blocks.structs import Struct


class CardBlock(Struct):
    front = blocks.TextBlock(label=_("Front"), rows=2)
    back = blocks.TextBlock(label=_("Back"), rows=2)

    class Meta:
        icon = "copy"
        label = _("Card")


class FlipCardsBlock(PreviewedStruct):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    cards = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=1)

    def preview_data(self):
        card = {"front": gettext("How much is the television on its own?"), "back": gettext("€9 a month.")}
        return {"title": gettext("Do you remember?"), "cards": [card, card]}

    class Meta:
        icon = "copy"
        label = _("Flip cards")
        description = _("A question in front, its answer behind. Three to six cards.")
        template = "catalogue/blocks/flip_cards.html"


class ChecklistBlock(PreviewedStruct):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    items = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Points"), min_num=1)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        items = [{"id": item.id, "text": item.value} for item in value["items"].bound_blocks]
        return context | {"items": items}

    def preview_data(self):
        return {"title": gettext("Before your first call"), "items": [gettext("My headset works"), gettext("I know who my tutor is")]}

    class Meta:
        icon = "tick-inverse"
        label = _("Checklist")
        description = _("Points that each person ticks. A lesson can be done when all of them are.")
        template = "catalogue/blocks/checklist.html"


class CheckOptionBlock(Struct):
    text = blocks.TextBlock(label=_("Option"), rows=1)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Why"), rows=2)

    class Meta:
        icon = "help"
        label = _("Option")


class CheckBlock(PreviewedStruct):
    question = blocks.TextBlock(label=_("Question"), rows=2)
    options = blocks.ListBlock(CheckOptionBlock(), label=_("Options"), min_num=2)

    def clean(self, value):
        cleaned = super().clean(value)
        if sum(bool(option.get("correct")) for option in cleaned["options"]) != 1:
            raise StructBlockValidationError(block_errors={"question": ValidationError(_("Mark one option as right, and only one."))})
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        lettered = [{"letter": letter, "option": option} for letter, option in zip(ascii_uppercase, value["options"], strict=False)]
        return context | {"lettered": lettered, "block_id": context.get("block_id") or "check"}

    def preview_data(self):
        options = [
            {"text": gettext("That nine euros are saved"), "correct": False, "feedback": gettext("The discount of the pack goes too.")},
            {
                "text": gettext("That it comes to 44, one euro less"),
                "correct": True,
                "feedback": gettext("The customer knows before the bill."),
            },
        ]
        return {"question": gettext("A customer takes the television off a pack. What do you say first?"), "options": options}

    class Meta:
        icon = "help"
        label = _("Check (not scored)")
        description = _("A question with its answer at once. Nobody is scored and nothing is kept.")
        template = "catalogue/blocks/check.html"
