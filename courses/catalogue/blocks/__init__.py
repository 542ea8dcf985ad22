"""The blocks a lesson is written with. Each has its template in `templates/catalogue/blocks/` and a preview in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.catalogue.blocks.conversations import SayingsBlock, TranscriptBlock
from courses.catalogue.blocks.exercises import CheckBlock, ChecklistBlock, FlipCardsBlock
from courses.catalogue.blocks.media import AudioBlock, DownloadBlock, FigureBlock, VideoBlock
from courses.catalogue.blocks.prose import AccordionBlock, CalloutBlock, ProcedureBlock, ProseBlock

READ = _("To read")
WATCH = _("To see and hear")
DO = _("To do")


class LessonBlocks(blocks.StreamBlock):
    text = ProseBlock(group=READ)
    callout = CalloutBlock(group=READ)
    transcript = TranscriptBlock(group=READ)
    sayings = SayingsBlock(group=READ)
    procedure = ProcedureBlock(group=READ)
    accordion = AccordionBlock(group=READ)
    image = FigureBlock(group=WATCH)
    video = VideoBlock(group=WATCH)
    audio = AudioBlock(group=WATCH)
    download = DownloadBlock(group=WATCH)
    check = CheckBlock(group=DO)
    checklist = ChecklistBlock(group=DO)
    flip_cards = FlipCardsBlock(group=DO)
