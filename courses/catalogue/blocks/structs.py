"""What every block of several fields shares."""

from wagtail import blocks


class Struct(blocks.StructBlock):
    """A text that was left out is an empty text: the translator's editor takes no block whose text is nothing at all."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.child_blocks.values():
            if isinstance(child, blocks.CharBlock | blocks.TextBlock | blocks.URLBlock) and child.meta.default is None:
                child.meta.default = ""
