"""A service with its leaders, two agents, and a guideline that may be signed."""

from lms.criteria import actions
from tests import world


def both(text: str) -> dict[str, str]:
    return {"es": f"{text} (es)", "en": text}


def question(key: str, right: str = "a") -> dict:
    options = [{"key": one, "text": both(f"Option {one}"), "correct": one == right} for one in "abc"]
    return {"key": key, "stem": both(f"Situation {key}"), "options": options, "explanation": both(f"Because of {key}")}


def texts(*questions: dict, **more) -> dict:
    named = {f"{name}_{code}": f"{name} {code}" for name in ("title", "says", "why", "change") for code in ("es", "en")}
    return {**named, "questions": list(questions) or [question("q1"), question("q2")], **more}


class Agreement:
    def __init__(self, code: str = "am-01", service=None) -> None:
        self.service = service or world.unit(kind="service", parent=world.unit(), name="Marenta")
        self.team = world.unit(kind="team", parent=self.service, name="Levante")
        self.supervisor = world.member("supervisor", self.service)
        self.coordinator = world.member("coordinator", self.team)
        self.agent = world.member("agent", self.team)
        self.version = self.drafted(code)
        self.guideline = self.version.guideline

    def drafted(self, code: str):
        return actions.draft(code=code, unit=self.service, roles=["agent", "trainee"], texts=texts(), actor=self.supervisor)

    def noticed(self, code: str = "n-01", *questions: dict, roles=("agent",), **more):
        """A plain notice in force; without questions it is only to be read."""
        content = texts(**more) | {"questions": list(questions)}
        version = actions.draft(code=code, unit=self.service, roles=roles, texts=content, actor=self.supervisor, kind="notice")
        return actions.publish(version=version, actor=self.supervisor)

    def published(self, version=None):
        version = version or self.version
        for who in (self.supervisor, self.coordinator):
            actions.sign(version=version, actor=who)
        return actions.publish(version=version, actor=self.supervisor)

    def revised(self, *questions: dict, **more):
        return self.published(actions.revise(guideline=self.guideline, texts=texts(*questions, **more), actor=self.supervisor))

    def answer(self, key: str, option: str = "a", counter: int = 1, version=None):
        version = version or self.guideline.versions.in_force().select_related("guideline").get()
        version.guideline.refresh_from_db()
        return actions.answer(version=version, question=key, option=option, counter=counter, actor=self.agent)

    def proved(self) -> None:
        for key in self.guideline.versions.in_force().get().keys:
            self.answer(key)
