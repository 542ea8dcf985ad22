"""How a block shows itself in the editor's list of blocks."""

from courses.catalogue.blocks.structs import Struct

TEMPLATE = "catalogue/block_preview.html"


class Previewed:
    """Shows `preview_data()` the way a learner would see it."""

    def preview_data(self):
        """Plain data of an example, in the language of whoever writes."""
        raise NotImplementedError

    def get_preview_value(self):
        return self.normalize(self.preview_data())

    def get_preview_template(self, value, context=None):
        return TEMPLATE


class PreviewedStruct(Previewed, Struct):
    pass


class PictureOfItself(Struct):
    """For blocks that need a file: a drawn example instead of one from the library."""

    def get_preview_value(self):
        return self.normalize({})

    def get_preview_template(self, value, context=None):
        return f"catalogue/blocks/examples/{self.name}.html"
