"""The blocks a lesson is written with. Each has its template in `templates/catalogue/blocks/` and a preview in the editor."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

PROSE = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE = ["bold", "italic"]


class ProseBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("features", PROSE)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "catalogue/blocks/text.html"
        preview_value = "<p>…</p>"


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(label=_("What it shows, for someone who cannot see it"), max_length=300)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "catalogue/blocks/image.html"


class RecordingBlock(blocks.StructBlock):
    """A film or a sound: a file or an address, never without captions (film) and a transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    file = DocumentChooserBlock(label=_("File"), required=False)
    embed = EmbedBlock(label=_("Address"), required=False, help_text=_("YouTube or Vimeo. Leave empty when you upload a file."))
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=["bold", "italic", "ol", "ul"])

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("file")) == bool(cleaned.get("embed")):
            message = _("Choose a file or give an address: one of the two.")
            raise StructBlockValidationError(block_errors={"file": ValidationError(message)})
        return cleaned


class VideoBlock(RecordingBlock):
    captions = DocumentChooserBlock(label=_("Captions (.vtt)"), required=False, help_text=_("Required for a file. An address brings its own."))

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.get("file") and not cleaned.get("captions"):
            raise StructBlockValidationError(block_errors={"captions": ValidationError(_("A film needs captions: upload a .vtt file."))})
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video")
        template = "catalogue/blocks/video.html"


class AudioBlock(RecordingBlock):
    class Meta:
        icon = "volume-up"
        label = _("Audio")
        template = "catalogue/blocks/audio.html"


class LineBlock(blocks.StructBlock):
    at = blocks.CharBlock(label=_("When"), required=False, max_length=10, help_text=_("0:42 in a call, 10:05 in a chat."))
    who = blocks.CharBlock(label=_("Who"), max_length=60)
    role = blocks.ChoiceBlock(
        label=_("Part"),
        choices=[("customer", _("Customer")), ("agent", _("Agent")), ("colleague", _("Colleague")), ("system", _("System"))],
        default="customer",
    )
    text = blocks.TextBlock(label=_("What is said"), rows=2)
    mark = blocks.CharBlock(label=_("Words to underline"), required=False, help_text=_("Exactly as written above."))
    comment_title = blocks.CharBlock(label=_("Note in the margin"), required=False, max_length=80)
    comment = blocks.TextBlock(label=_("What the note says"), required=False, rows=2)

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.get("mark") and cleaned["mark"] not in cleaned["text"]:
            raise StructBlockValidationError(block_errors={"mark": ValidationError(_("These words are not in the line above."))})
        return cleaned


class TranscriptBlock(blocks.StructBlock):
    channel = blocks.ChoiceBlock(
        label=_("Channel"),
        choices=[("call", _("Call")), ("chat", _("Chat")), ("email", _("E-mail")), ("in_person", _("In person"))],
        default="call",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    lines = blocks.ListBlock(LineBlock(), label=_("Lines"), min_num=1)
    note = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "openquote"
        label = _("Annotated call or e-mail")
        template = "catalogue/blocks/transcript.html"


class SayingsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    say = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Say"), min_num=1)
    avoid = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Avoid"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Say and avoid")
        template = "catalogue/blocks/sayings.html"


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)


class AccordionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Parts"), min_num=1)

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        template = "catalogue/blocks/accordion.html"


class CardBlock(blocks.StructBlock):
    front = blocks.TextBlock(label=_("Front"), rows=2)
    back = blocks.TextBlock(label=_("Back"), rows=2)


class FlipCardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    cards = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=1)

    class Meta:
        icon = "copy"
        label = _("Flip cards")
        template = "catalogue/blocks/flip_cards.html"


class ChecklistBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    items = blocks.ListBlock(blocks.TextBlock(rows=1), label=_("Points"), min_num=1)

    class Meta:
        icon = "tick-inverse"
        label = _("Checklist")
        template = "catalogue/blocks/checklist.html"


class CheckOptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Option"), rows=1)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Why"), rows=2)


class CheckBlock(blocks.StructBlock):
    question = blocks.TextBlock(label=_("Question"), rows=2)
    options = blocks.ListBlock(CheckOptionBlock(), label=_("Options"), min_num=2)

    def clean(self, value):
        cleaned = super().clean(value)
        if sum(bool(option.get("correct")) for option in cleaned["options"]) != 1:
            raise StructBlockValidationError(block_errors={"question": ValidationError(_("Mark one option as right, and only one."))})
        return cleaned

    class Meta:
        icon = "help"
        label = _("Check (not scored)")
        template = "catalogue/blocks/check.html"


class ProcedureStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=200)
    text = blocks.TextBlock(label=_("How"), required=False, rows=2)


class ProcedureBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    steps = blocks.ListBlock(ProcedureStepBlock(), label=_("Steps"), min_num=1)
    see = blocks.PageChooserBlock(label=_("Handbook page"), required=False, page_type="catalogue.HandbookPage")

    class Meta:
        icon = "list-ol"
        label = _("Procedure")
        template = "catalogue/blocks/procedure.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    what_for = blocks.CharBlock(label=_("What it is for"), required=False, max_length=250)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "catalogue/blocks/download.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("remember", _("Remember")), ("law", _("The law says")), ("careful", _("Careful"))],
        default="remember",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "catalogue/blocks/callout.html"


class LessonBlocks(blocks.StreamBlock):
    text = ProseBlock()
    image = FigureBlock()
    video = VideoBlock()
    audio = AudioBlock()
    transcript = TranscriptBlock()
    sayings = SayingsBlock()
    accordion = AccordionBlock()
    flip_cards = FlipCardsBlock()
    checklist = ChecklistBlock()
    check = CheckBlock()
    procedure = ProcedureBlock()
    download = DownloadBlock()
    callout = CalloutBlock()
