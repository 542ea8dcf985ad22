from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from courses.catalogue.blocks.previews import PreviewedStruct
from courses.catalogue.blocks.structs import Struct


class LineValue(blocks.StructValue):
    @property
    def said(self) -> str:
        """The words of the line with the marked ones underlined."""
        before, mark, after = self["text"].partition(self.get("mark") or "\0")
        return format_html("{}<mark>{}</mark>{}", before, mark, after) if mark else before


class LineBlock(Struct):
    who = blocks.CharBlock(label=_("Who"), max_length=60)
    role = blocks.ChoiceBlock(
        label=_("Part"),
        choices=[("customer", _("Customer")), ("agent", _("Agent")), ("colleague", _("Colleague")), ("system", _("System"))],
        default="customer",
    )
    text = blocks.TextBlock(label=_("What is said"), rows=2)
    at = blocks.CharBlock(label=_("When"), required=False, max_length=10, help_text=_("0:42 in a call, 10:05 in a chat."))
    mark = blocks.CharBlock(label=_("Words to underline"), required=False, help_text=_("Exactly as written above."))
    comment_title = blocks.CharBlock(label=_("Note in the margin"), required=False, max_length=80)
    comment = blocks.TextBlock(label=_("What the note says"), required=False, rows=2)

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.get("mark") and cleaned["mark"] not in cleaned["text"]:
            raise StructBlockValidationError(block_errors={"mark": ValidationError(_("These words are not in the line above."))})
        return cleaned

    class Meta:
        icon = "comment"
        label = _("Line")
        value_class = LineValue


class TranscriptBlock(PreviewedStruct):
    channel = blocks.ChoiceBlock(
        label=_("Channel"),
        choices=[("call", _("Call")), ("chat", _("Chat")), ("email", _("E-mail")), ("in_person", _("In person"))],
        default="call",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    lines = blocks.ListBlock(LineBlock(), label=_("Lines"), min_num=1)
    note = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    def preview_data(self):
        lines = [
            {"at": "0:04", "who": "Elvira", "role": "customer", "text": gettext("I never watch the television. Take it off.")},
            {
                "at": "0:11",
                "who": gettext("Agent"),
                "role": "agent",
                "text": gettext("Before I touch anything, may I see what you would pay?"),
                "mark": gettext("what you would pay"),
                "comment_title": gettext("Looks before speaking"),
                "comment": gettext("Asks, and says what for."),
            },
        ]
        return {"channel": "call", "title": gettext("Hear how a colleague says it"), "lines": lines}

    class Meta:
        icon = "openquote"
        label = _("Annotated call or e-mail")
        description = _("What was said, line by line, with your notes in the margin.")
        template = "catalogue/blocks/transcript.html"


class SayingsBlock(PreviewedStruct):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    say = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Say"), min_num=1)
    avoid = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Avoid"), min_num=1)

    def preview_data(self):
        return {
            "title": gettext("How to say it"),
            "say": [gettext("I will look it up and give you the exact figure.")],
            "avoid": [gettext("It will be more or less the same.")],
        }

    class Meta:
        icon = "list-ul"
        label = _("Say and avoid")
        description = _("The very words to say beside those to avoid. Write them without quotation marks.")
        template = "catalogue/blocks/sayings.html"
