"""A framework as plain values: what files hold, what is compared, and what a published version freezes."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

GROUP_FIELDS = ("code", "name_es", "name_en", "parent", "sort_order", "archived_on", "foreign")
COMPETENCY_FIELDS = (
    *("code", "name_es", "name_en", "definition_es", "definition_en", "group", "is_knowledge", "validity_months", "sort_order"),
    *("archived_on", "levels", "kinds", "foreign"),
)
FRAMEWORK_FIELDS = ("code", "name_es", "name_en", "publisher", "archived_on", "foreign")
TAKEN_BACK = "taken back"  # that what is not archived in the tree is to be so here: said by hand, by no file
EVERYTHING = frozenset({*FRAMEWORK_FIELDS, *GROUP_FIELDS, *COMPETENCY_FIELDS})


@dataclass(frozen=True)
class Anchor:
    level: int
    anchor_es: str = ""
    anchor_en: str = ""


@dataclass(frozen=True)
class Proof:
    """That a kind of evidence is expected, which of them, and up to which level it proves here (None: as everywhere)."""

    kind: str
    qualifier: str = ""
    max_level: int | None = None


@dataclass(frozen=True)
class TreeGroup:
    uid: str = ""
    code: str = ""
    name_es: str = ""
    name_en: str = ""
    parent: str = ""  # uid of the group around it; empty at the top
    sort_order: int = 0
    archived_on: str = ""
    foreign: dict[str, Any] = field(default_factory=dict)
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class TreeCompetency:
    uid: str = ""
    code: str = ""
    name_es: str = ""
    name_en: str = ""
    definition_es: str = ""
    definition_en: str = ""
    group: str = ""  # uid of its group
    is_knowledge: bool = False
    validity_months: int | None = None
    sort_order: int = 0
    archived_on: str = ""
    levels: tuple[Anchor, ...] = ()
    kinds: tuple[Proof, ...] = ()
    foreign: dict[str, Any] = field(default_factory=dict)
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class Tree:
    """A whole framework. `says` names the fields its source speaks of: the others stay as they are here."""

    uid: str = ""
    code: str = ""
    name_es: str = ""
    name_en: str = ""
    publisher: str = ""
    archived_on: str = ""
    foreign: dict[str, Any] = field(default_factory=dict)
    groups: tuple[TreeGroup, ...] = ()
    competencies: tuple[TreeCompetency, ...] = ()
    says: frozenset[str] = field(default=EVERYTHING, compare=False)


def as_content(tree: Tree) -> dict[str, Any]:
    """As JSON that `from_content` reads back to an equal tree."""
    content = asdict(tree)
    content.pop("says")
    for one in (*content["groups"], *content["competencies"]):
        one.pop("place")
    for name in ("groups", "competencies"):
        content[name] = list(content[name])
    for one in content["competencies"]:
        one["levels"], one["kinds"] = list(one["levels"]), list(one["kinds"])
    return content


def from_content(content: dict[str, Any]) -> Tree:
    """Older content may lack fields: they count as empty."""
    groups = tuple(TreeGroup(**_known(TreeGroup, one)) for one in content.get("groups", ()))
    competencies = tuple(_competency(one) for one in content.get("competencies", ()))
    return Tree(**{**_known(Tree, content), "groups": groups, "competencies": competencies})


def _competency(content: dict[str, Any]) -> TreeCompetency:
    levels = tuple(Anchor(**_known(Anchor, one)) for one in content.get("levels", ()))
    kinds = tuple(Proof(**_known(Proof, one)) for one in content.get("kinds", ()))
    return TreeCompetency(**{**_known(TreeCompetency, content), "levels": levels, "kinds": kinds})


def _known(shape: type, content: dict[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(shape)} - {"says", "place"}
    return {name: value for name, value in content.items() if name in names}


def unnamed(code: str) -> str:
    """Stands for the identifier of an item whose source gives only a code, until the tree is settled against what is here."""
    return f"code:{code}"


def tidy(text: object) -> str:
    """Text as it is kept: one kind of line end, no characters that no file could hold, no blanks around it."""
    lines = str(text if text is not None else "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if _holds(sign)).strip()


def _holds(sign: str) -> bool:
    return sign in "\n\t" or (
        sign >= " " and not "\x7f" <= sign <= "\x9f" and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"
    )
