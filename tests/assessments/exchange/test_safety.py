"""Files that are made to do harm, or that are broken, end with a note that says why."""

import io
import stat
import struct
import time
import zipfile

import pytest

from assessments.exchange.items import Unreadable, Verdict
from assessments.exchange.reading.moodle import read_moodle
from assessments.exchange.reading.safety import MOST_FILES, Archive, parse_xml, resolved

QUESTION = (
    '<question type="truefalse"><name><text>Uno</text></name><questiontext><text>¿Sí o no, señor?</text></questiontext>'
    '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>'
)
QUIZ = f"<quiz>{QUESTION}</quiz>"


def zipped(*files, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def broken(data):
    with pytest.raises(Unreadable) as refused:
        parse_xml(data)
    return refused.value.note


def why(call, *arguments):
    with pytest.raises(Unreadable) as refused:
        call(*arguments)
    return refused.value.note.message


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    ) + "]><quiz>&j;</quiz>"
)  # fmt: skip
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
ATTRIBUTES = '<!DOCTYPE quiz [<!ATTLIST question type CDATA "essay">]><quiz/>'
PARAMETER = '<!DOCTYPE quiz SYSTEM "x.dtd" [%all;]><quiz/>'
UNCLOSED = '<!DOCTYPE quiz SYSTEM "x.dtd <!ENTITY a "b"><quiz/>'


@pytest.mark.parametrize("document", [LAUGHS, OUTSIDE, ATTRIBUTES, PARAMETER, UNCLOSED, f"<!-- x -->\n<?php ?>\n{OUTSIDE}"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_that_declares_anything_is_refused_before_anything_is_parsed(document, encoding):
    assert "DOCTYPE" in why(read_moodle, document.encode(encoding))


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE quiz>",
        "<!doctype quiz >",
        '<!DOCTYPE quiz SYSTEM "http://elsewhere.example/quiz.dtd">',
        "<!DOCTYPE quiz\nPUBLIC '-//A//DTD quiz//EN'\n'file:///etc/passwd'>",
    ],
)
def test_a_document_type_that_only_names_itself_is_passed_over_on_its_lines(doctype):
    (item,) = read_moodle(f'<?xml version="1.0"?>\n{doctype}\n<quiz>{QUESTION}</quiz>'.encode()).items

    assert (item.verdict, item.line) == (Verdict.READY, 3 + doctype.count("\n"))


@pytest.mark.parametrize("filling", [" a", ' "a', " 'a'", '"'])
def test_a_document_type_without_end_keeps_nobody_busy(filling):
    began = time.process_time()
    assert "DOCTYPE" in why(parse_xml, b"<!DOCTYPE quiz" + filling.encode() * 500_000)
    assert time.process_time() - began < 2


def test_a_second_document_type_cannot_hide_behind_a_harmless_one():
    assert "DOCTYPE" in why(parse_xml, b"<!DOCTYPE quiz><!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>")


def test_signs_by_their_html_names_are_read_and_those_of_cdata_stay_text():
    root, _notes = parse_xml(b"<quiz><a>caf&eacute;&nbsp;&lt;b&gt; &amp;eacute;</a><b><![CDATA[&eacute;]]></b></quiz>")

    assert (root[0].text, root[1].text) == ("caf\xe9\xa0<b> &eacute;", "&eacute;")
    assert "LT" in str(broken(b"<quiz>&LT;script></quiz>").values)


def test_an_entity_in_a_parameter_cannot_hide_behind_the_encoding():
    assert "encoding" in why(parse_xml, b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<quiz/>')


def test_a_tree_ten_thousand_deep_is_refused():
    assert "too deep" in why(read_moodle, b"<quiz><question>" + b"<a>" * 10_000 + b"</a>" * 10_000 + b"</question></quiz>")


def test_a_file_that_breaks_off_gives_the_questions_before_the_break_and_says_where():
    items = read_moodle(f"<quiz>\n{QUESTION}\n<question type='essay'><name><te".encode()).items

    assert [one.verdict for one in items] == [Verdict.READY, Verdict.BROKEN]
    assert items[1].line == 3
    assert "broken" in items[1].notes[0].message


@pytest.mark.parametrize("data", [b"", b"   \n", b"<quiz><question", b"\x89PNG\r\n", b"{}", b"GIFT {=yes ~no}", b"<quiz>&niente;</quiz>"])
def test_what_is_no_xml_is_unreadable(data):
    assert why(read_moodle, data)


def test_another_kind_of_xml_is_told_by_how_it_begins():
    with pytest.raises(Unreadable) as refused:
        read_moodle(b"<html><body/></html>")

    assert refused.value.note.values == {"name": "html"}


def test_a_quiz_without_questions_says_so():
    assert "no question" in why(read_moodle, b"<quiz><question type='category'><category><text>x</text></category></question></quiz>")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp1252", "windows-1252"),
     ("latin-1", "ISO-8859-1"), ("utf-8", "UTF-16"), ("utf-8", None)],
)  # fmt: skip
def test_accents_are_read_in_every_encoding_that_a_file_declares(encoding, declared):
    head = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""

    reading = read_moodle((head + QUIZ).encode(encoding))

    assert reading.items[0].stem["es"] == "¿Sí o no, señor?"
    assert reading.notes == ()


def test_a_file_that_is_not_in_the_encoding_it_declares_is_read_with_a_note():
    reading = read_moodle(f'<?xml version="1.0" encoding="UTF-8"?>{QUIZ}'.encode("cp1252"))

    assert reading.items[0].stem["es"] == "¿Sí o no, señor?"
    assert "Windows-1252" in reading.notes[0].message


def test_control_characters_that_no_xml_may_have_are_passed_over():
    assert read_moodle(QUIZ.replace("señor", "se\x0bñor\x00").encode()).items[0].stem["es"] == "¿Sí o no, señor?"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "a/../../evil", "C:/evil.xml", "\\\\host\\share"])
def test_a_zip_that_reaches_out_of_itself_is_refused(name):
    data = zipped(("plain.xml", "x"))
    entry = name.encode()
    forged = zipped((name.replace("\\", "/"), "x")) if len(entry) != len(b"plain.xml") else data.replace(b"plain.xml", entry)
    if name.startswith("\\\\"):
        forged = zipped(("x" * len(name), "x")).replace(b"x" * len(name), entry)

    assert "outside" in why(Archive, forged)


def test_a_link_in_a_zip_is_refused():
    link = zipfile.ZipInfo("link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")

    assert "link" in why(Archive, buffer.getvalue())


def test_a_bomb_is_refused_by_its_ratio_its_sum_or_its_count():
    assert "unpacks" in why(Archive, zipped(("zeros", b"\0" * 10 * 2**20)))
    assert "unpacks" in why(Archive, zipped(*((f"{n}", b"\0") for n in range(MOST_FILES + 1)), compression=zipfile.ZIP_STORED))


def test_a_file_that_is_larger_than_its_zip_says_is_damaged():
    data = bytearray(zipped(("a.xml", b"<quiz/>" * 1000)))
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 10)

    assert "damaged" in why(Archive(bytes(data)).read, "a.xml")


def test_a_zip_with_a_password_or_cut_short_is_refused():
    data = bytearray(zipped(("a.xml", b"<quiz/>")))
    struct.pack_into("<H", data, data.rindex(b"PK\x01\x02") + 8, 1)

    assert "password" in why(Archive, bytes(data))
    assert "damaged" in why(Archive, zipped(("a.xml", b"<quiz/>" * 100))[:-30])


@pytest.mark.parametrize(
    ("name", "beside", "meant"),
    [("a.png", "items/one.xml", "items/a.png"), ("../images/a.png", "items/one.xml", "images/a.png"), ("./a.png?x#y", "", "a.png"),
     ("../../a.png", "items/one.xml", ""), ("/a.png", "", ""), ("http://x/a.png", "", ""), ("..\\a.png", "a/b", "")],
)  # fmt: skip
def test_a_path_within_a_zip_stays_within_it(name, beside, meant):
    assert resolved(name, beside=beside) == meant
