"""What a new scenario begins with, so that nobody starts from an empty page. Pure text, in the author's language."""

from django.utils.translation import gettext as _


def conversation() -> str:
    """A conversation of two turns that shows every sign of the text form."""
    return _(
        "start: n1\n"
        "mood: 4 of 0 to 10\n"
        "\n"
        "== n1\n"
        "What the other person says first.\n"
        "? What do you answer?\n"
        "- a) A first answer\n"
        "  [EMP 3] mood +2 -> n2\n"
        "  > Why it helps\n"
        "- b) Another answer\n"
        "  [EMP 0] mood -2 -> n2\n"
        "  > Why it does not help\n"
        "\n"
        "== n2\n"
        "What they say then.\n"
        "? How do you close?\n"
        "- a) A first answer\n"
        "  [EMP 1] mood -1 -> END\n"
        "  > Why it falls short\n"
        "- b) Another answer\n"
        "  [EMP 3] mood +2 -> END\n"
        "  > Why it helps\n"
        "\n"
        "== ending E1 good from 6\n"
        "How it ends when it went well.\n"
        "> What to take from it\n"
        "\n"
        "== ending E2 poor from -99\n"
        "How it ends when it did not.\n"
        "> What to try next time\n"
    )
