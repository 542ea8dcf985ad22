"""`manage.py import_questions`: what it tells, in which shape, and with which status it ends."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.quizzes.models import Question
from tests import world

pytestmark = pytest.mark.django_db
GIFT = "::Precio:: ¿Cuánto cuesta? {=45 € ~39 €}\n"
OF_AN_ITEM = {
    "number", "line", "kind", "text", "result", "error", "notes", "title", "code", "tags", "category", "competency", "level", "difficulty",
    "media", "question", "content",
}  # fmt: skip
QTI = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="Uno" adaptive="false" timeDependent="false">'
    '<responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse>'
    '</responseDeclaration><itemBody><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>¿Cuál?</prompt>'
    '<simpleChoice identifier="A">Esta</simpleChoice><simpleChoice identifier="B">Otra</simpleChoice></choiceInteraction></itemBody>'
    "</assessmentItem>"
)
MANIFEST = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>'
    '<resource identifier="i1" type="imsqti_item_xmlv2p1" href="items/uno.xml"/></resources></manifest>'
)


def command(*args):
    out = io.StringIO()
    try:
        call_command("import_questions", *map(str, args), stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def told(*args):
    status, said = command(*args, "--dry-run", "--json")
    return status, json.loads(said)


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_the_shape_is_the_same_whatever_was_read(tmp_path):
    good, empty = written(tmp_path, "uno.gift", GIFT), written(tmp_path, "dos.gift", "")
    status, said = told(good, empty, tmp_path / "nada.gift")

    assert status == 1
    assert set(said) == {"dry_run", "files", "passed_over", "counts"}
    assert [set(file) for file in said["files"]] == [{"file", "format", "error", "notes", "items"}] * 3
    assert [bool(file["error"]) for file in said["files"]] == [False, True, True]
    assert [set(file["error"]) for file in said["files"][1:]] == [{"said", "mend", "line"}] * 2
    assert set(said["files"][0]["items"][0]) == OF_AN_ITEM
    assert said["counts"] == {"would import": 1, "imported": 0, "duplicate": 0, "unsupported": 0, "broken": 0}


def test_all_is_well_ends_with_nought_and_what_is_not_supported_too(tmp_path):
    status, said = told(written(tmp_path, "uno.gift", f"{GIFT}\nUn párrafo.\n"))

    assert (status, [item["result"] for item in said["files"][0]["items"]]) == (0, ["would import", "unsupported"])
    assert said["files"][0]["items"][1]["error"]


def test_an_item_that_is_broken_ends_with_one_and_says_its_line_and_its_mend(tmp_path):
    status, said = told(written(tmp_path, "uno.gift", f"{GIFT}\n\n¿Rota? {{=una ~otra\n"))
    broken = said["files"][0]["items"][1]

    assert (status, broken["result"], broken["line"]) == (1, "broken", 4)
    assert "4" in broken["error"] and broken["notes"][0]["mend"] in broken["error"]


def test_the_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GIFT.encode("cp1252"))))
    status, said = told("-")

    assert (status, said["files"][0]["file"], said["files"][0]["items"][0]["text"]) == (0, "-", "¿Cuánto cuesta?")
    assert "1252" in said["files"][0]["notes"][0]["said"]


def test_of_a_folder_what_is_no_file_of_questions_is_named_and_passed_over(tmp_path):
    written(tmp_path, "a/uno.gift", GIFT)
    written(tmp_path, "a/LICENSE", "MIT")
    written(tmp_path, "a/uno.json", "{}")
    written(tmp_path, ".git/config.txt", "x")
    status, said = told(tmp_path)

    assert (status, [Path(file["file"]).name for file in said["files"]]) == (0, ["uno.gift"])
    assert [Path(name).name for name in said["passed_over"]] == ["LICENSE", "uno.json"]


def test_a_folder_that_is_an_unpacked_package_is_read_as_one(tmp_path):
    written(tmp_path, "curso/imsmanifest.xml", MANIFEST)
    written(tmp_path, "curso/items/uno.xml", QTI)
    written(tmp_path, "otro.gift", GIFT)
    status, said = told(tmp_path)

    assert (status, [(file["format"], len(file["items"])) for file in said["files"]]) == (0, [("qti", 1), ("gift", 1)])


def test_a_folder_with_nothing_says_so(tmp_path):
    status, said = command(tmp_path, "--dry-run")

    assert (status, said.strip()) == (0, "Nothing was read.")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("vacio.txt", ""),
        ("foto.png", b"\x89PNG\r\n\x1a\n" + bytes(40)),
        ("datos.json", '[{"a": 1}]'),
        ("x.xml", "<html/>"),
        ("x.zip", b"PK\3\4x"),
    ],
)
def test_a_file_that_is_none_of_the_formats_says_what_to_send(tmp_path, name, data):
    status, said = told(written(tmp_path, name, data))

    assert (status, said["files"][0]["items"]) == (1, [])
    assert said["files"][0]["error"]["said"] and said["files"][0]["error"]["mend"]


@pytest.mark.parametrize("format", ["gift", "moodle", "aiken", "csv", "xlsx", "qti"])
def test_the_wrong_format_is_an_error_and_never_a_crash(tmp_path, format):
    right = {"csv": "gift", "gift": "csv"}.get(format, "gift")
    text = {"gift": GIFT, "csv": "pregunta;opción A;opción B;correcta\n¿Sí?;a;b;A\n"}[right]
    status, said = told(written(tmp_path, "uno.dat", text), "--format", format)

    assert status == (0 if format == "gift" and not said["files"][0]["error"] and not said["counts"]["broken"] else 1)
    assert said["counts"]["would import"] == 0


def test_a_format_that_there_is_not_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import_questions", "x", "--format", "word")


def test_a_name_that_is_no_text_does_not_break_the_json(tmp_path):
    path = Path(str(tmp_path) + "/a\udcf1o.gift")
    path.write_text(GIFT)
    status, said = told(tmp_path)

    assert (status, Path(said["files"][0]["file"]).name) == (0, "a\ufffdo.gift")


def test_what_is_written_is_told_with_its_number_and_the_second_time_is_a_duplicate(tmp_path):
    world.competency("PRO")
    path = written(tmp_path, "uno.gift", GIFT)
    _status, first = command(path, "--json", "--competency", "pro", "--tag", "enero")
    _status, again = command(path, "--json")
    question = Question.objects.get()

    assert json.loads(first)["files"][0]["items"][0]["question"] == str(question.pk)
    assert (question.competency.code, [tag.name for tag in question.tags.all()]) == ("PRO", ["enero"])
    assert (json.loads(again)["counts"]["imported"], json.loads(again)["counts"]["duplicate"]) == (0, 1)


def test_a_competency_that_there_is_not_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(CommandError, match="NADA"):
        call_command("import_questions", str(written(tmp_path, "uno.gift", GIFT)), "--competency", "NADA")
    assert not Question.objects.exists()


def test_a_package_in_a_zip_within_a_folder_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "curso.zip", "w") as package:
        package.writestr("imsmanifest.xml", MANIFEST)
        package.writestr("items/uno.xml", QTI)
    status, said = told(tmp_path)

    assert (status, [item["kind"] for item in said["files"][0]["items"]]) == (0, ["single"])
