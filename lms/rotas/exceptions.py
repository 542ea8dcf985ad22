from lms.reading.faults import Said


class CannotImport(Said, Exception):
    """The whole file cannot be taken; nothing was changed."""

    def __init__(self, code: str, /, **told):
        super().__init__(code)
        self.code, self.told = code, told

    def __str__(self) -> str:
        return self.what
