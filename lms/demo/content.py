"""What the demo academy is made of: the YAML files of `data/`, each read once a process."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA_DIR = Path(__file__).with_name("data")
LANGUAGES = ("es", "en")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(name: str) -> dict[str, Any]:
    """The content of `data/<name>.yaml`. Do not change what it gives back: it is kept."""
    with (DATA_DIR / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_Loader)


def modules() -> list[dict]:
    """The modules of the initial training, in order, each with its lessons as the programme lists them."""
    return read("onboarding_programme")["modules"]


@cache
def lesson_texts() -> dict[str, dict]:
    """The written lessons by code. Quizzes are in the programme and have no text."""
    texts = [lesson for module in modules() for lesson in read(f"lessons/{module['code']}")["lessons"]]
    return {lesson["code"]: lesson for lesson in texts}


def questions() -> list[dict]:
    return read("quiz_questions")["questions"]


def in_both(template: str, field: dict[str, str]) -> dict[str, str]:
    """`{"name_es": …, "name_en": …}` from `"name"` and `{"es": …, "en": …}`: the columns of a bilingual field."""
    return {f"{template}_{language}": field[language] for language in LANGUAGES}
