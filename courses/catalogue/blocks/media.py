from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from courses.catalogue.blocks.previews import PictureOfItself
from courses.catalogue.films import player_address


class FigureBlock(PictureOfItself):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("What it shows, for someone who cannot see it"),
        max_length=300,
        help_text=_("Say what the picture is there to teach: “The bill, with the discount on its third line”."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture or a screenshot, with words for those who cannot see it.")
        template = "catalogue/blocks/image.html"


class RecordingValue(blocks.StructValue):
    @property
    def player(self) -> str:
        return player_address(self.get("embed") or "")


class RecordingBlock(PictureOfItself):
    """A film or a sound: a file or an address, never without captions (film) and a transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    file = DocumentChooserBlock(label=_("File"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=["bold", "italic", "ol", "ul"],
        help_text=_("Everything that is said, for those who cannot hear it."),
    )

    class Meta:
        value_class = RecordingValue


class VideoBlock(RecordingBlock):
    embed = blocks.URLBlock(label=_("Address"), required=False, help_text=_("YouTube or Vimeo. Leave empty when you upload a file."))
    captions = DocumentChooserBlock(
        label=_("Captions (.vtt)"), required=False, help_text=_("Required for a file. An address brings its own.")
    )

    def clean(self, value):
        cleaned = super().clean(value)
        errors = {}
        if bool(cleaned.get("file")) == bool(cleaned.get("embed")):
            errors["file"] = ValidationError(_("Choose a file or give an address: one of the two."))
        elif cleaned.get("embed") and not cleaned.player:
            errors["embed"] = ValidationError(_("This is not the address of a film on YouTube or Vimeo."))
        elif cleaned.get("file") and not cleaned.get("captions"):
            errors["captions"] = ValidationError(_("A film needs captions: upload a .vtt file."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film of yours with its captions, or one on YouTube or Vimeo. Five minutes at most.")
        template = "catalogue/blocks/video.html"
        form_layout = ["title", "file", "captions", "embed", "transcript"]


class AudioBlock(RecordingBlock):
    file = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "comment"
        label = _("Audio")
        description = _("A recorded call or voice, always with its transcript.")
        template = "catalogue/blocks/audio.html"


class DownloadBlock(PictureOfItself):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    what_for = blocks.CharBlock(label=_("What it is for"), required=False, max_length=250)

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A file to keep: a template, a sheet to print.")
        template = "catalogue/blocks/download.html"
