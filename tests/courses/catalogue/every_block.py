"""A lesson with one of each block, as plain data."""

import io

from django.core.files.base import ContentFile
from PIL import Image as Picture

from courses.catalogue.blocks import LessonBlocks

BLOCKS = LessonBlocks()


def image():
    from wagtail.images.models import Image

    held = io.BytesIO()
    Picture.new("RGB", (800, 450), "#2b6e73").save(held, "PNG")
    return Image.objects.create(title="Bill", file=ContentFile(held.getvalue(), "bill.png"))


def document(name: str = "sheet.pdf", content: bytes = b"%PDF-1.4 a sheet"):
    from wagtail.documents.models import Document

    return Document.objects.create(title=name, file=ContentFile(content, name))


def previews() -> list:
    """The examples of the editor's list of blocks, for those that need no file."""
    named = BLOCKS.child_blocks.items()
    return [(name, block.preview_data()) for name, block in named if hasattr(block, "preview_data")]


def with_files() -> list:
    said = "<p>Before I touch anything, may I see what you would pay?</p>"
    film, captions, call = document("film.mp4", b"0" * 1000), document("film.vtt", b"WEBVTT"), document("call.mp3", b"0" * 1000)
    return [
        ("image", {"image": image().pk, "alt": "The bill, with the discount on its third line", "caption": "A bill"}),
        ("video", {"title": "The packs", "file": film.pk, "captions": captions.pk, "transcript": said}),
        ("video", {"title": "Elsewhere", "embed": "https://youtu.be/abcdefghijk", "transcript": said}),
        ("audio", {"title": "A call", "file": call.pk, "transcript": said}),
        ("download", {"document": document().pk, "title": "The sheet of prices", "what_for": "Keep it beside you"}),
    ]


def body() -> list:
    """Stream data as the editor would save it, with ids."""
    raw = [{"type": name, "value": value} for name, value in [*previews(), *with_files()]]
    stream = BLOCKS.to_python(raw)
    list(stream)  # A block that nobody has looked at is written back as it came: without the ids of its points.
    return BLOCKS.get_prep_value(stream)
