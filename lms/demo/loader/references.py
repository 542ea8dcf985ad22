"""Notices, indicators and the glossary, written out as pages of the handbook in the shape of `handbook.yaml`."""

from collections.abc import Iterable
from html import escape

from lms.demo.content import LANGUAGES, read

Words = dict[str, str]
UNITS = {
    "s": {"es": "segundos", "en": "seconds"},
    "%": {"es": "%", "en": "%"},
    "% in 20 s": {"es": "% en 20 segundos", "en": "% in 20 seconds"},
    "/5": {"es": "sobre 5", "en": "out of 5"},
    "/7": {"es": "sobre 7", "en": "out of 7"},
    "pts": {"es": "puntos", "en": "points"},
    "weeks": {"es": "semanas", "en": "weeks"},
    "%/yr": {"es": "% al año", "en": "% a year"},
}
BOUNDS = {
    "band": {"es": "entre {} y {} {}", "en": "between {} and {} {}"},
    "min": {"es": "{} {} o más", "en": "{} {} or more"},
    "max": {"es": "{} {} como mucho", "en": "{} {} at most"},
}
# Whose number it is decides who can do something about it.
OWNERS = {
    "agent": {"es": "De cada persona", "en": "Each person's"},
    "agent+queue": {"es": "De cada persona, leído junto a su cola", "en": "Each person's, read with their queue"},
    "queue": {"es": "De la cola entera", "en": "The whole queue's"},
    "planning": {"es": "De planificación", "en": "Planning's"},
    "team": {"es": "Del equipo", "en": "The team's"},
    "cohort": {"es": "De la cohorte", "en": "The cohort's"},
    "brand": {"es": "De la marca", "en": "The brand's"},
}
LETTERS = ("AC", "DF", "GM", "NR", "SZ")


def notice_page(notice: dict) -> dict:
    """A minimum-criteria notice: why, its points, the rule on who prevails, and its comprehension check."""
    rules = read("minimum_criteria_notices")
    points = {language: _list(notice["points"][language]) for language in LANGUAGES}
    return {
        "code": notice["code"],
        "kind": "notice",
        "title": {language: f"{notice['code']} · {notice['title'][language]}" for language in LANGUAGES},
        "summary": notice["why"],
        "body": [
            {"type": "text", "html": _joined({"es": "<h3>Lo acordado</h3>", "en": "<h3>What we agreed</h3>"}, points)},
            {
                "type": "callout",
                "tone": "remember",
                "title": {"es": "Si alguien te dice otra cosa", "en": "If someone tells you otherwise"},
                "html": _paragraph(rules["conflict_rule"]),
            },
            *(check_block(question) for question in notice["check"]),
        ],
    }


def check_block(question: dict) -> dict:
    options = [{**option, "feedback": question["explanation"]} for option in question["options"]]
    return {"type": "check", "question": question["stem"], "options": options}


def indicators_page(data: dict) -> dict:
    """Every indicator with what it says, the house's target and what not to conclude from it, by whose number it is."""
    return {
        "code": "REF-KPIS",
        "kind": "reference",
        "title": {"es": "Indicadores: qué dicen y qué no", "en": "Indicators: what they say and what they do not"},
        "summary": {
            "es": "Un número nunca habla solo. Aquí tienes de quién es cada uno y con qué se lee.",
            "en": "A number never speaks alone. Here is whose each one is, and what to read it with.",
        },
        "body": [
            {"type": "accordion", "title": title, "items": [_indicator(row) for row in data["kpis"] if row["attribute_to"] == owner]}
            for owner, title in OWNERS.items()
        ],
    }


def _indicator(row: dict) -> dict:
    return {
        "title": {language: _named(row["name"][language], row["abbr"][language]) for language in LANGUAGES},
        "html": _joined(_paragraph(row["definition"]), _target(row["demo_target"]), _paragraph(row["caution"])),
    }


def _named(name: str, abbreviation: str) -> str:
    return name if abbreviation.lower() in name.lower() else f"{name} ({abbreviation})"


def _target(target: dict) -> Words:
    bound = next(bound for bound in BOUNDS if bound in target)
    figures = target[bound] if bound == "band" else [target[bound]]
    said = {}
    for language in LANGUAGES:
        numbers = [str(figure).replace(".", "," if language == "es" else ".") for figure in figures]
        said[language] = BOUNDS[bound][language].format(*numbers, UNITS[target["unit"]][language])
    label = {"es": "Objetivo de la casa", "en": "House target"}
    return {language: f"<p><strong>{label[language]}:</strong> {escape(said[language])}.</p>" for language in LANGUAGES}


def glossary_page(data: dict) -> dict:
    """The words of the trade, by letter in each language, with what they are called in the other one."""
    return {
        "code": "REF-GLOSSARY",
        "kind": "reference",
        "title": {"es": "Glosario del centro", "en": "Glossary of the centre"},
        "summary": {
            "es": "Las palabras que oirás en sala, y cómo se dicen en inglés.",
            "en": "The words you will hear on the floor, and what they are in Spanish.",
        },
        "body": [
            {"type": "text", "html": {language: _letter(data["terms"], letters, language) for language in LANGUAGES}} for letters in LETTERS
        ],
    }


def _letter(terms: Iterable[dict], letters: str, language: str) -> str:
    first, last = letters
    found = sorted((term for term in terms if first <= _initial(term[language]) <= last), key=lambda term: _plain(term[language]))
    return f"<h3>{first} – {last}</h3>" + _list_of_html(_term(term, language) for term in found)


def _term(term: dict, language: str) -> str:
    other = "en" if language == "es" else "es"
    also = term.get("also", {}).get(language)
    label = {"es": "También", "en": "Also"}[language]
    tail = f" {label}: {escape(', '.join(also))}." if also else ""
    return f"<strong>{escape(term[language])}</strong> (<em>{escape(term[other])}</em>). {escape(term['definition'][language])}{tail}"


def _initial(word: str) -> str:
    letter = _plain(word)[:1].upper()
    return letter if "A" <= letter <= "Z" else "A"


def _plain(word: str) -> str:
    return word.casefold().translate(str.maketrans("áéíóúüñ", "aeiouun")).lstrip("«\"'¿¡")


def _paragraph(words: Words) -> Words:
    return {language: f"<p>{escape(words[language])}</p>" for language in LANGUAGES}


def _joined(*parts: Words) -> Words:
    return {language: "".join(part[language] for part in parts) for language in LANGUAGES}


def _list(lines: Iterable[str]) -> str:
    return _list_of_html(escape(line) for line in lines)


def _list_of_html(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
