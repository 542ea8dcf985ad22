"""What we write as QTI 3.0 keeps to the published order and number of elements, and to the attributes that must be there.

The schema itself is not at hand in the project; this is the subset that we write, from the tables of the published information model:
https://www.imsglobal.org/spec/qti/v3p0/info (assessment, section and item, chapters 4 and 5) and its binding
https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd.
"""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from assessments.exchange.writing.qti import write_qti
from tests.assessments.exchange.strategies import KINDS, items
from tests.assessments.exchange.test_qti_round_trip import files_of

# The children of each element in their order: a regular expression over their names, each followed by a blank.
EXPRESSION = r"(?:qti-(?:variable|correct|base-value|map-response|match|equal|and|sum) )"
RULE = r"(?:qti-(?:set-outcome-value|response-condition) )"
CHILDREN = {
    "qti-assessment-item": (
        r"(qti-context-declaration )*(qti-response-declaration )*(qti-outcome-declaration )*(qti-template-declaration )*"
        r"(qti-template-processing )?(qti-assessment-stimulus-ref )*(qti-companion-materials-info )?(qti-stylesheet )*"
        r"(qti-item-body )?(qti-catalog-info )?(qti-response-processing )?(qti-modal-feedback )*"
    ),
    "qti-response-declaration": r"(qti-default-value )?(qti-correct-response )?(qti-mapping )?(qti-area-mapping )?",
    "qti-outcome-declaration": r"(qti-default-value )?(qti-match-table |qti-interpolation-table )?",
    "qti-correct-response": r"(qti-value )+",
    "qti-default-value": r"(qti-value )+",
    "qti-mapping": r"(qti-map-entry )+",
    "qti-choice-interaction": r"(qti-prompt )?(qti-simple-choice )+",
    "qti-order-interaction": r"(qti-prompt )?(qti-simple-choice )+",
    "qti-match-interaction": r"(qti-prompt )?(qti-simple-match-set ){2}",
    "qti-simple-match-set": r"(qti-simple-associable-choice )*",
    "qti-inline-choice-interaction": r"(qti-label )?(qti-inline-choice )+",
    "qti-text-entry-interaction": r"",
    "qti-extended-text-interaction": r"(qti-prompt )?",
    "qti-hotspot-interaction": r"(qti-prompt )?(object |img |picture )(qti-hotspot-choice )+",
    "qti-modal-feedback": r"(qti-stylesheet )*qti-content-body (qti-catalog-info )?",
    "qti-rubric-block": r"(qti-stylesheet )*qti-content-body (qti-catalog-info )?",
    "qti-response-processing": rf"{RULE}*",
    "qti-response-condition": r"qti-response-if (qti-response-else-if )*(qti-response-else )?",
    "qti-response-if": rf"{EXPRESSION}{RULE}*",
    "qti-response-else-if": rf"{EXPRESSION}{RULE}*",
    "qti-set-outcome-value": EXPRESSION,
    "qti-match": rf"{EXPRESSION}{{2}}",
    "qti-equal": rf"{EXPRESSION}{{2}}",
    "qti-and": rf"{EXPRESSION}+",
    "qti-sum": rf"{EXPRESSION}+",
    # Flow content, of which we write these blocks: no text of its own stands in it.
    "qti-item-body": r"((p|div|ul|ol|pre|blockquote|table|h[1-6]|qti-[a-z-]+-interaction|qti-rubric-block) )*",
}
REQUIRED = {
    "qti-assessment-item": {"identifier", "title", "time-dependent", "adaptive"},
    "qti-response-declaration": {"identifier", "cardinality", "base-type"},
    "qti-outcome-declaration": {"identifier", "cardinality", "base-type"},
    "qti-mapping": set(),
    "qti-map-entry": {"map-key", "mapped-value"},
    "qti-choice-interaction": {"response-identifier"},
    "qti-order-interaction": {"response-identifier"},
    "qti-match-interaction": {"response-identifier"},
    "qti-hotspot-interaction": {"response-identifier", "max-choices"},
    "qti-inline-choice-interaction": {"response-identifier"},
    "qti-text-entry-interaction": {"response-identifier"},
    "qti-extended-text-interaction": {"response-identifier"},
    "qti-simple-choice": {"identifier"},
    "qti-inline-choice": {"identifier"},
    "qti-simple-associable-choice": {"identifier", "match-max"},
    "qti-hotspot-choice": {"identifier", "shape", "coords"},
    "qti-modal-feedback": {"outcome-identifier", "identifier", "show-hide"},
    "qti-rubric-block": {"view", "use"},
    "qti-equal": {"tolerance-mode"},
    "qti-base-value": {"base-type"},
    "img": {"src", "alt"},
}
MEANS = {
    "cardinality": {"single", "multiple", "ordered", "record"},
    "base-type": {"boolean", "directedPair", "duration", "file", "float", "identifier", "integer", "pair", "point", "string", "uri"},
    "shape": {"circle", "default", "ellipse", "poly", "rect"},
    "show-hide": {"show", "hide"},
    "tolerance-mode": {"absolute", "exact", "relative"},
    "view": {"author", "candidate", "proctor", "scorer", "testConstructor", "tutor"},
    "use": {"instructions", "scoring", "navigation"},
    "external-scored": {"human", "externalMachine"},
}
KNOWN = set(CHILDREN) | {"qti-value", "qti-map-entry", "qti-simple-choice", "qti-inline-choice", "qti-simple-associable-choice"} | {
    "qti-hotspot-choice", "qti-content-body", "qti-variable", "qti-correct", "qti-base-value", "qti-map-response"
}  # fmt: skip
# Unlike the identifier of an item, which may be any text, that of a part is an NCName.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def problems(root) -> list[str]:
    """What of an item is not as the published model has it."""
    found = []
    for element in root.iter(etree.Element):
        name, attributes = etree.QName(element).localname, dict(element.attrib)
        children = "".join(f"{etree.QName(one).localname} " for one in element)
        if name.startswith("qti-") and name not in KNOWN:
            found.append(f"{name} is no element that we write")
        if name in CHILDREN and not re.fullmatch(CHILDREN[name], children):
            found.append(f"{name} holds {children}")
        if missing := REQUIRED.get(name, set()) - set(attributes):
            found.append(f"{name} has no {sorted(missing)}")
        found += [f"{name} {key}={value}" for key, value in attributes.items() if key in MEANS and value not in MEANS[key]]
        if name == "qti-item-body" and any((text or "").strip() for text in (element.text, *(one.tail for one in element))):
            found.append("text that stands in no block")
        if name.startswith("qti-") and name != "qti-assessment-item" and "identifier" in attributes:
            found += [] if IDENTIFIER.fullmatch(attributes["identifier"]) else [f"{name} identifier={attributes['identifier']}"]
    return found + unknown_names(root)


def unknown_names(root) -> list[str]:
    """Interactions answer to what is declared, right answers name what is offered, and a name stands for one thing."""
    declared = [one.get("identifier") for one in root.iterfind("{*}qti-response-declaration")]
    outcomes = [one.get("identifier") for one in root.iterfind("{*}qti-outcome-declaration")]
    asked = [one.get("response-identifier") for one in root.iter("{*}*") if one.get("response-identifier")]
    found = [f"{names} stand twice" for names in (declared, outcomes) if len(names) != len(set(names))]
    found += [] if sorted(asked) == sorted(declared) else [f"{asked} is asked and {declared} declared"]
    offered = {one.get("identifier") for one in root.iter("{*}*") if "choice" in etree.QName(one).localname and one.get("identifier")}
    for one in root.iterfind("{*}qti-response-declaration"):
        if one.get("base-type") in ("identifier", "directedPair"):
            for value in one.iter("{*}qti-value"):
                found += [f"{name} is not offered" for name in (value.text or "").split() if name not in offered]
    set_ones = {one.get("identifier") for one in root.iter("{*}qti-set-outcome-value")}
    return found + [f"{name} is no outcome" for name in sorted(set_ones - set(outcomes))]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_kind_is_written_as_the_published_model_has_it(kind, data):
    item = data.draw(items(kind, languages=("es", "en"), text_format=data.draw(st.sampled_from(["plain", "html"]))))

    for name, content in files_of(write_qti([item], language=data.draw(st.sampled_from(["es", "en"])))[0]).items():
        if name.startswith("items/"):
            assert problems(etree.fromstring(content)) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("<qti-item-body>Hola</qti-item-body>", "text that stands in no block"),
        ("<qti-item-body/><qti-response-declaration identifier='R' cardinality='single' base-type='string'/>", "qti-assessment-item holds"),
        ("<qti-response-declaration identifier='1' cardinality='one' base-type='string'/>", "cardinality=one"),
        ("<qti-item-body><qti-order-interaction/></qti-item-body>", "qti-order-interaction holds"),
        ("<qti-magic/>", "is no element that we write"),
    ],
)
def test_what_is_not_as_published_is_found(wrong, told):
    head = '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="a" title="a" adaptive="false" '
    root = etree.fromstring(f'{head}time-dependent="false">{wrong}</qti-assessment-item>')
    assert any(told in one for one in problems(root))
