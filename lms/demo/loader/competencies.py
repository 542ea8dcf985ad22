"""The competency framework: groups, competencies, the anchor of each level, and the ways of proving them."""

from lms.competencies.models import Competency, CompetencyGroup, CompetencyKind, CompetencyLevel, EvidenceKind, Framework
from lms.demo.content import in_both, read

CODE = "alborada"
# Of what is known rather than done a quiz may prove more: the note to quizzes in `competencies.yaml` names them.
KNOWLEDGE = ("PRO", "PRC", "DPR", "REG", "VUL")


def are_there() -> bool:
    return Framework.objects.filter(code=CODE).exists()


def load() -> None:
    data = read("competencies")
    framework = Framework.objects.create(code=CODE, name_es="Competencias de Alborada Contact", name_en="Competencies of Alborada Contact")
    groups = {
        row["code"]: CompetencyGroup.objects.create(framework=framework, code=row["code"], sort_order=order, **in_both("name", row["name"]))
        for order, row in enumerate(data["groups"], 1)
    }
    Competency.objects.bulk_create(_competency(row, groups[row["group"]], order) for order, row in enumerate(data["competencies"], 1))
    found = {competency.code: competency for competency in Competency.objects.all()}
    CompetencyLevel.objects.bulk_create(
        CompetencyLevel(competency=found[row["code"]], level=anchor["level"], **in_both("anchor", anchor))
        for row in data["competencies"]
        for anchor in row["anchors"]
    )
    for row in data["evidence_types"]:
        words = in_both("name", row["name"]) | in_both("note", row["note"])
        most = {"max_level": row["max_level"], "max_level_knowledge": row.get("max_level_knowledge")}
        EvidenceKind.objects.update_or_create(code=row["code"], defaults=most | words)
    kinds = {kind.code: kind for kind in EvidenceKind.objects.all()}
    CompetencyKind.objects.bulk_create(
        CompetencyKind(competency=found[row["code"]], kind=kinds[kind], qualifier=qualifier)
        for row in data["competencies"]
        for kind, _colon, qualifier in (expected.partition(":") for expected in row["evidence"])
    )


def _competency(row: dict, group: CompetencyGroup, order: int) -> Competency:
    return Competency(
        group=group,
        code=row["code"],
        validity_months=row.get("validity_months"),
        is_knowledge=row["code"] in KNOWLEDGE,
        sort_order=order,
        **in_both("name", row["name"]),
        **in_both("definition", row["definition"]),
    )
