"""A framework out of rows: those written here, and lists of skills by others (ESCO) with columns of other names."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from lms.competencies.exchange.faults import Fault, Unreadable, refuse
from lms.competencies.exchange.jsons import plain_json
from lms.competencies.exchange.table_writing import COLUMNS, LEVELS
from lms.competencies.exchange.tree import Anchor, Proof, Tree, TreeCompetency, TreeGroup, tidy, unnamed

ALIASES = {
    "preferredlabel_es": "name_es",
    "preferredlabel_en": "name_en",
    "description_es": "definition_es",
    "description_en": "definition_en",
    "concepturi": "id",
    "uid": "id",
    "group": "within",
    "parent": "within",
    "order": "sort_order",
}
ROOT = "root"
_MANY = {"within": {"parent", "group"}, "evidence": {"kinds"}, **dict.fromkeys(LEVELS, {"levels"})}


@dataclass
class Row:
    line: int
    cells: dict[str, str]
    more: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    @property
    def place(self) -> str:
        return _("line %(line)d") % {"line": self.line}

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    def number(self, name: str) -> int | None:
        if not self[name]:
            return None
        if re.fullmatch(r"-?[0-9]{1,9}", self[name]):
            return int(self[name])
        self.wrong(_("“%(text)s” in %(column)s is no whole number.") % {"text": self[name][:40], "column": name}, _("Write digits only."))
        return None

    def wrong(self, said: str, mend: str) -> None:
        self.faults.append(Fault(self.place, said, mend))


def from_rows(lines: Iterable[tuple[int, list[str]]], *, code: str, name: str, language: str) -> Tree:
    """Raises Unreadable for what is no framework, with the line of each fault."""
    says, rows = _rows(lines, language)
    by_type: dict[str, list[Row]] = {"framework": [], "group": [], "competency": []}
    for row in rows:
        kind = (row["type"] or "competency").lower()
        if kind in by_type:
            by_type[kind].append(row)
        else:
            row.wrong(_("“%(type)s” is no type of row.") % {"type": kind[:40]}, _("Write framework, group or competency."))
    heads = by_type["framework"]
    if len(heads) > 1:
        heads[1].wrong(_("There is more than one framework."), _("Keep one framework a file."))
    uids = {row["code"]: _uid(row) or unnamed(row["code"]) for row in by_type["group"]}
    groups = [_group(row, uids) for row in by_type["group"]]
    competencies = [_competency(row, uids) for row in by_type["competency"]]
    if any(one.group == unnamed(ROOT) for one in competencies) and ROOT not in uids:
        groups.append(TreeGroup(uid=unnamed(ROOT), code=ROOT, name_es="General", name_en="General", foreign={"implicit": True}))
    tree = _framework(heads[0] if heads else Row(1, {}, {}), code, name, language)
    faults = [fault for row in rows for fault in row.faults]
    if faults:
        raise Unreadable(faults)
    return replace(tree, groups=tuple(groups), competencies=tuple(competencies), says=says)


def _rows(lines: Iterable[tuple[int, list[str]]], language: str) -> tuple[frozenset[str], list[Row]]:
    header, rows = None, []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = _header(cells, language)
            continue
        named = list(zip(header, cells, strict=False))
        known = {name: tidy(cell) for name, cell in named if name in COLUMNS}
        rows.append(Row(line, known, {name: tidy(cell) for name, cell in named if name and name not in COLUMNS and cell.strip()}))
    if header is None or not rows:
        raise refuse(_("The file is empty."), _("Choose the file that has the framework."))
    says = set().union(*(_MANY.get(name, {name}) for name in header if name in COLUMNS))
    return frozenset(says | {"code", "foreign"}), rows


def _header(cells: list[str], language: str) -> list[str]:
    aliases = {**ALIASES, "name": f"name_{language}", "definition": f"definition_{language}"}
    names = [aliases.get(cell.strip().lower(), cell.strip()) for cell in cells]
    names = [name.lower() if name.lower() in COLUMNS else name for name in names]
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise refuse(
            _("Two columns are called “%(name)s”.") % {"name": twice[:60]},
            _("Give one of them another name."),
            _("line %(line)d") % {"line": 1},
        )
    if not {"name_es", "name_en"} & set(names):
        raise refuse(_("No column is called name_es or name_en."), _("Is this the right file? Its first line names the columns."))
    return names


def _framework(row: Row, code: str, name: str, language: str) -> Tree:
    names = {"name_es": row["name_es"], "name_en": row["name_en"]}
    if not any(names.values()):
        names[f"name_{language}"] = name or code
    texts = {"publisher": row["publisher"], "archived_on": row["archived_on"], "foreign": _foreign(row)}
    return Tree(uid=_uid(row), code=row["code"] or code, **names, **texts)


def _group(row: Row, uids: dict[str, str]) -> TreeGroup:
    names = {"name_es": row["name_es"], "name_en": row["name_en"], "code": row["code"]}
    values = {"sort_order": row.number("sort_order") or 0, "archived_on": row["archived_on"], "foreign": _foreign(row)}
    return TreeGroup(uid=uids[row["code"]], parent=_within(row, uids), place=row.place, **names, **values)


def _competency(row: Row, uids: dict[str, str]) -> TreeCompetency:
    texts = {name: row[name] for name in ("name_es", "name_en", "definition_es", "definition_en", "archived_on")}
    uid = _uid(row)
    code = row["code"] or uid[:8]
    return TreeCompetency(
        uid=uid or unnamed(code),
        code=code,
        group=_within(row, uids) or uids.get(ROOT, unnamed(ROOT)),
        is_knowledge=row["is_knowledge"].lower() in ("1", "true", "yes", "sí", "si", "x"),
        validity_months=row.number("validity_months"),
        sort_order=row.number("sort_order") or 0,
        levels=tuple(_anchors(row)),
        kinds=tuple(_proofs(row)),
        foreign=_foreign(row),
        place=row.place,
        **texts,
    )


def _within(row: Row, uids: dict[str, str]) -> str:
    within = row["within"]
    if within and within not in uids:
        row.wrong(_("There is no group “%(code)s”.") % {"code": within[:60]}, _("Add a row for that group."))
    return uids.get(within, "")


def _anchors(row: Row) -> Iterable[Anchor]:
    for number in range(1, 6):
        texts = {f"anchor_{language}": row[f"level_{number}_{language}"] for language in ("es", "en")}
        if any(texts.values()):
            yield Anchor(level=number, **texts)


def _proofs(row: Row) -> Iterable[Proof]:
    for piece in filter(None, map(str.strip, row["evidence"].split("|"))):
        found = re.fullmatch(r"([-\w]+)(?::([^=|]*?))?\s*(?:=\s*(\d))?", piece)
        if found:
            yield Proof(found[1], (found[2] or "").strip(), int(found[3]) if found[3] else None)
        else:
            row.wrong(_("“%(text)s” is no kind of evidence.") % {"text": piece[:60]}, _("Write them as quiz | kpi:fcr = 3."))


def _uid(row: Row) -> str:
    text = row["id"]
    if not text:
        return ""
    try:
        return str(uuid.UUID(text.rstrip("/").rpartition("/")[2]))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, text))


def _foreign(row: Row) -> dict[str, Any]:
    kept: dict[str, Any] = dict(row.more)
    if "://" in row["id"]:
        kept["uri"] = row["id"]
    if not row["foreign"]:
        return kept
    try:
        given = plain_json(row["foreign"])
    except ValueError:
        given = None
    if not isinstance(given, dict):
        row.wrong(_("The column foreign holds no JSON object."), _("Leave it as it was exported, or empty."))
        return kept
    return {**given, **kept}
