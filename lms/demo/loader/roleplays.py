"""The six scenarios with their rubrics, and the steps of the training that play them."""

from collections import defaultdict
from uuid import UUID, uuid4

from assessments.roleplays.actions.publishing import publish_scenario, save_draft
from assessments.roleplays.models import Scenario, ScenarioPage
from assessments.rubrics.actions import publish_rubric
from assessments.rubrics.models import CriticalError, Rubric
from courses.catalogue.models import ModulePage
from lms.competencies.models import Competency
from lms.demo.content import LANGUAGES, in_both, read
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.handbook import AUTHORS
from lms.demo.loader.people import person
from lms.demo.loader.planting import Planting

# Where each is played. A scenario has one language: the step is the same in both, and says so where it differs from the reader's.
PLAYED_IN = {"M05": "ESC-EN-03", "M07": "ESC-ES-02", "M08": "ESC-ES-01", "M09": "ESC-EN-02"}
SHEET = (
    "persona",
    "brief_for_agent",
    "brief_for_actor",
    "system_facts",
    "objective",
    "must_say",
    "must_not",
    "escalation",
    "success_criteria",
)
COLUMNS = ("language", "type", "channel", "difficulty", "ceiling_level", "minutes")
WRITTEN_DAYS_AGO = 30
NOTE = "Primera versión"


def are_there() -> bool:
    return Scenario.objects.exists()


def load() -> None:
    data = read("roleplay_scenarios")
    for row in data["critical_error_catalogue"]:
        CriticalError.objects.get_or_create(code=row["code"], defaults={"kind": row["kind"], **in_both("text", row["text"])})
    scenarios = {row["code"]: _scenario(row) for row in data["scenarios"]}
    _steps(scenarios)


def _scenario(row: dict) -> Scenario:
    author = person(AUTHORS[row["language"]])
    scenario = Scenario(
        code=row["code"],
        rungs=row["target_rungs"],
        rubric=_rubric(row, author),
        draft={
            "sheet": {name: row[name] for name in SHEET},
            "weights": row["competency_weights"],
            "conversation": row["dialogue"],
        },
        **in_both("title", row["title"]),
        **{name: row[name] for name in COLUMNS},
    )
    save_draft(scenario=scenario, actor=author)
    publish_scenario(scenario=scenario, actor=author, note=NOTE)
    return Scenario.objects.get(pk=scenario.pk)


def _rubric(row: dict, author) -> Rubric:
    rubric = Rubric.objects.create(code=f"RUB-{row['code'].removeprefix('ESC-')}", **in_both("name", row["title"]))
    criteria = [
        {**one, "anchors": {str(points): {row["language"]: text} for points, text in one["anchors"].items()}}
        for one in row["rubric"]["criteria"]
    ]
    errors = [error["code"] for error in row["rubric"]["critical_errors"]]
    publish_rubric(rubric=rubric, criteria=criteria, critical_errors=errors, note=NOTE, actor=author)
    return rubric


def _steps(scenarios: dict[str, Scenario]) -> None:
    keys: dict[str, UUID] = defaultdict(uuid4)
    for language in LANGUAGES:
        planting = Planting(actor=person(AUTHORS[language]), written_at=at(working_days_ago(WRITTEN_DAYS_AGO), "12:40"))
        for module_code, code in PLAYED_IN.items():
            module = ModulePage.objects.get(code=module_code, locale__language_code=language)
            planting.add(_step(scenarios[code], language, keys[code]), under=module)
        planting.plant()


def _step(scenario: Scenario, language: str, key: UUID) -> ScenarioPage:
    row = scenario.current_version.content
    page = ScenarioPage(
        title=row["title"][language],
        slug=f"roleplay-{scenario.code.lower()}",
        translation_key=key,
        code=f"RP-{scenario.code}",
        scenario=scenario,
        minutes=scenario.minutes,
        required=False,
    )
    page.competencies = list(Competency.objects.filter(code__in=row["weights"]))
    return page
