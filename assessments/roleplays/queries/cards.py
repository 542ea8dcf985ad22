"""What whoever plays may know of a scenario before and while they play it. The actor's card never comes here."""

from dataclasses import dataclass

from assessments.roleplays.enums import Channel
from assessments.roleplays.models import Scenario, ScenarioVersion

LONGEST_SOURCE = 20  # characters before the colon of "Brújula: three contacts in 48 hours"
IN_WRITING = (Channel.EMAIL, Channel.CHAT)
SPOKEN = (Channel.VOICE, Channel.IN_PERSON)


@dataclass(frozen=True)
class Fact:
    """Something that the systems say; `source` is which one, where that is told."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Card:
    """The agent's card. Its texts are in the scenario's `language`."""

    scenario: Scenario
    name: str
    situation: str
    quote: str
    brief: str
    objective: str
    facts: tuple[Fact, ...]

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name else ""

    @property
    def language(self) -> str:
        return self.scenario.language

    @property
    def can_be_written(self) -> bool:
        return self.scenario.channel in IN_WRITING

    @property
    def can_be_recorded(self) -> bool:
        return self.scenario.channel in SPOKEN


def card(version: ScenarioVersion) -> Card:
    """Needs the version's scenario: what it was called and where it was played is read from there."""
    sheet = version.content.get("sheet", {})
    persona = sheet.get("persona", {})
    return Card(
        scenario=version.scenario,
        name=persona.get("name", ""),
        situation=persona.get("situation", ""),
        quote=persona.get("quote", ""),
        brief=sheet.get("brief_for_agent", ""),
        objective=sheet.get("objective", ""),
        facts=tuple(_fact(one) for one in sheet.get("system_facts", ())),
    )


def _fact(line: str) -> Fact:
    source, colon, rest = line.partition(": ")
    return Fact(rest[:1].upper() + rest[1:], source) if colon and len(source) <= LONGEST_SOURCE else Fact(line)
