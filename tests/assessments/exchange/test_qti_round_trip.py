"""What is written as a QTI package and read again is the same, in one language or in two."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.exchange.items import Item, Verdict
from assessments.exchange.reading.qti import read_qti
from assessments.exchange.reading.safety import parse_xml
from assessments.exchange.writing.qti import write_qti
from tests.assessments.exchange.strategies import KINDS, PNG, items

LANGUAGES = st.sampled_from([("es",), ("en",), ("es", "en")])
FORMATS = st.sampled_from(["plain", "html"])
MANY = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def bare(item):
    return replace(item, line=None, notes=())


def files_of(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), languages=LANGUAGES, text_format=FORMATS, chosen=st.sampled_from([None, "es", "en"]))
@MANY
def test_a_question_comes_back_as_it_was(kind, data, languages, text_format, chosen):
    item = data.draw(items(kind, languages=languages, text_format=text_format))

    written, _notes = write_qti([item], language=chosen)

    assert [bare(one) for one in read_qti(written).items] == [item]
    assert [bare(one) for one in read_qti(written, language="en").items] == [item]


@given(data=st.data(), kinds=st.lists(st.sampled_from(KINDS), min_size=2, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_several_questions_come_back_in_their_order(data, kinds):
    # No two questions of a bank have the same code.
    several = [replace(data.draw(items(kind)), code=f"q-{place}") for place, kind in enumerate(kinds)]

    reading = read_qti(write_qti(several)[0])

    assert [bare(one) for one in reading.items] == several
    assert all(one.verdict is Verdict.READY for one in reading.items)


@given(data=st.data(), kind=st.sampled_from(KINDS))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_item_is_well_formed_in_the_language_chosen_and_the_bytes_are_always_the_same(data, kind):
    item = data.draw(items(kind, languages=("es", "en"), text_format="html"))

    package = write_qti([item], language="en")[0]

    assert package == write_qti([item], language="en")[0]
    for name, content in files_of(package).items():
        if name.startswith("items/"):
            root, _notes = parse_xml(content)
            assert root.tag == "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}qti-assessment-item"
            assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
            declared = [one.get("identifier") for one in root.iter("{*}qti-outcome-declaration")]
            assert len(declared) == len(set(declared))


def test_an_image_stands_in_the_package_once_and_is_named_by_the_manifest():
    text = {"es": "Sí", "en": ""}
    area = {"shape": "rect", "coords": [0, 0, 5, 5], "label": text, "feedback": {"es": "", "en": ""}}
    content = {
        "format": "plain",
        "stem": text,
        "explanation": {"es": "", "en": ""},
        "image": {"media": "plano.png", "width": 9, "height": 9},
        "alt": text,
        "areas": [{**area, "key": "a", "correct": True}, {**area, "key": "b", "correct": False}],
        "rule": "all",
    }
    item = Item(kind="hotspot", verdict=Verdict.READY, content=content, code="una", media={"plano.png": PNG})

    files = files_of(write_qti([item, replace(item, code="otra")])[0])

    (image,) = [name for name in files if name.startswith("media/")]
    assert files[image] == PNG
    assert files["imsmanifest.xml"].count(f'<file href="{image}"/>'.encode()) == 2
