"""Fields kept in both languages: two plain columns, `name_es` and `name_en`, read through one property."""

from typing import Any

from django.utils.translation import get_language

LANGUAGES = ("es", "en")


def active_language() -> str:
    """The two-letter code in use now; Spanish when none is active."""
    language = (get_language() or "es")[:2]
    return language if language in LANGUAGES else "es"


def pick(texts: dict[str, str], language: str | None = None) -> str:
    """The text of `{"es": …, "en": …}` in `language` (or the active one); the other language when that one is empty."""
    wanted = language or active_language()
    return texts.get(wanted) or next((texts[code] for code in LANGUAGES if texts.get(code)), "")


class Bilingual:
    """A read-only property over `<name>_es` and `<name>_en`, falling back to the language that is there."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return pick({code: getattr(instance, f"{self.name}_{code}") for code in LANGUAGES})
