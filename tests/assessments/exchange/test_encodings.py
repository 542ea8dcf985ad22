"""Whatever a program saved, its accents come through."""

import pytest

from assessments.exchange.items import Unreadable
from assessments.exchange.reading.encodings import decode

SPANISH = "¿Cuánto cuesta la línea móvil? Año, niño, güeña: 45 % — «sí» o “no”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_note(encoding):
    assert decode(SPANISH.encode(encoding)) == (SPANISH, ())


@pytest.mark.parametrize("mark, encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_either_order_of_utf_16_is_read(mark, encoding):
    assert decode(mark + SPANISH.encode(encoding)) == (SPANISH, ())


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("cp1252", "Windows-1252", SPANISH + "€"),
        ("latin-1", "Windows-1252", "¿Cuánto cuesta el año?"),  # the same bytes
        ("mac_roman", "Mac Roman", SPANISH),
        ("cp850", "DOS 850", "¿Cuánto cuesta la línea móvil? Año, niño, Ávila."),
    ],
)
def test_older_files_are_recognised_and_told(encoding, name, text):
    decoded, notes = decode(text.encode(encoding))

    assert decoded == text
    assert [(note.message % note.values, bool(note.mend)) for note in notes] == [
        (f"The file is not in UTF-8: it was read as {name}.", True)
    ]


def test_a_line_of_an_older_file_within_utf_8_does_not_spoil_the_rest():
    decoded, notes = decode((SPANISH * 3).encode() + "año".encode("cp1252"))

    assert decoded == SPANISH * 3 + "año"
    assert notes[0].values["count"] == 1


def test_lines_end_as_lines():
    assert decode(b"a\r\nb\rc\x1a") == ("a\nb\nc", ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n",
        b"a\x00b",
        b"PK\x03\x04 a zip",
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0 an old Word",
        b"\xff\xfea",
        b"\x01\x02\x03 text",
        "a\x00b".encode("utf-16"),
    ],
)
def test_what_is_no_text_is_unreadable(data):
    with pytest.raises(Unreadable) as unreadable:
        decode(data)
    assert unreadable.value.note.mend
