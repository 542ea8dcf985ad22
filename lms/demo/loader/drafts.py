"""What is being written: a framework in two versions, and the next version of the ladder with what it would change."""

from dataclasses import replace

from lms.careers.actions import ask_for_preview, draft_version, save_requirement
from lms.careers.models import Ladder, Requirement
from lms.competencies.actions.editing import edit_framework
from lms.competencies.actions.versions import publish_framework
from lms.competencies.exchange import Tree
from lms.competencies.models import Framework
from lms.demo.loader.competencies import CODE
from lms.demo.loader.people import person

HR = "elena.vidal"
FIRST, SECOND = "La primera que firman calidad y formación.", "Las definiciones dicen qué se ve, no qué se sabe."
EARLIER = {
    "EMP": {"definition_es": "Sabe ponerse en el lugar del cliente.", "definition_en": "Can put oneself in the customer's place."},
    "DIF": {"definition_es": "Sabe tratar con clientes difíciles.", "definition_en": "Can deal with difficult customers."},
    "WRI": {"name_es": "Redacción", "name_en": "Writing"},
}
# What the next version would ask otherwise of a coordinator.
ASKED = {"metric:qa": {"value": 88}, "time_in_rung": {"months": 24}}


def are_there() -> bool:
    return Framework.objects.get(code=CODE).versions.exists()


def load() -> None:
    _framework()
    _ladder()


def _framework() -> None:
    """As it is today is the second version; the first had other words in three places."""
    framework, actor = Framework.objects.get(code=CODE), person(HR)
    today: dict[str, dict[str, str]] = {}

    def earlier(tree: Tree) -> Tree:
        today.update(
            {one.code: {name: getattr(one, name) for name in EARLIER[one.code]} for one in tree.competencies if one.code in EARLIER}
        )
        return _worded(tree, EARLIER)

    edit_framework(framework=framework, change=earlier, actor=actor)
    publish_framework(framework=framework, note=FIRST, actor=actor)
    edit_framework(framework=framework, change=lambda tree: _worded(tree, today), actor=actor)
    publish_framework(framework=framework, note=SECOND, actor=actor)


def _worded(tree: Tree, words: dict[str, dict[str, str]]) -> Tree:
    return replace(tree, competencies=tuple(replace(one, **words.get(one.code, {})) for one in tree.competencies))


def _ladder() -> None:
    actor = person(HR)
    draft = draft_version(ladder=Ladder.objects.get(), actor=actor)
    for key, values in ASKED.items():
        asked = Requirement.objects.get(version=draft, rung__code="R3", key=key)
        save_requirement(requirement=asked, values=values, certifications=(), actor=actor)
    ask_for_preview(version=draft, actor=actor)
