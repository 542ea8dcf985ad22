"""One set of names for every version of QTI: those of 2.x without their namespaces.

QTI 3 writes `qti-choice-interaction response-identifier` where 2.1 and 2.2 write `choiceInteraction responseIdentifier`:
https://www.imsglobal.org/spec/qti/v3p0/impl#h.migration. Drafts mix both.
"""

import re
from functools import lru_cache

from lxml.etree import _Element as Element

XML = "{http://www.w3.org/XML/1998/namespace}"
_TURN = re.compile(r"-([a-z])")
_QTI = "qti-"


def with_plain_names(root: Element) -> Element:
    """The same tree, its elements and attributes by their names in 2.x. `xml:lang` becomes `lang`."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.tag, is_qti = _element_name(element.tag)
        for name, value in list(element.attrib.items()):
            plain = _attribute_name(name, is_qti)
            if plain != name:
                del element.attrib[name]
                element.set(plain, value)
    return root


def words(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


@lru_cache(maxsize=1024)
def _element_name(tag: str) -> tuple[str, bool]:
    """The plain name, and whether it is one of QTI 3 and not of HTML."""
    local = tag.rpartition("}")[2]
    return (_camel(local[len(_QTI) :]), True) if local.startswith(_QTI) else (local, False)


@lru_cache(maxsize=1024)
def _attribute_name(name: str, is_qti: bool) -> str:
    plain = "lang" if name == f"{XML}lang" else name.rpartition("}")[2]
    # HTML keeps its own: data-… and aria-….
    return _camel(plain) if is_qti and not plain.startswith(("data-", "aria-")) else plain


def _camel(name: str) -> str:
    return _TURN.sub(lambda found: found[1].upper(), name)
