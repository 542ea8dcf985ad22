"""Response processing: the standard templates where they say it, else the same written out."""

from collections.abc import Iterable

_TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"
FEEDBACK = '<qti-set-outcome-value identifier="FEEDBACK"><qti-variable identifier="RESPONSE"/></qti-set-outcome-value>'


def template(name: str) -> str:
    return f'<qti-response-processing template="{_TEMPLATES}/{name}.xml"/>'


def written_out(*rules: str) -> str:
    return f"<qti-response-processing>{''.join(rules)}</qti-response-processing>"


def score(value: str, *, name: str = "SCORE") -> str:
    return f'<qti-set-outcome-value identifier="{name}">{value}</qti-set-outcome-value>'


def number(value: str) -> str:
    return f'<qti-base-value base-type="float">{value}</qti-base-value>'


def mapped(identifier: str) -> str:
    return f'<qti-map-response identifier="{identifier}"/>'


def matches(identifier: str) -> str:
    return f'<qti-match><qti-variable identifier="{identifier}"/><qti-correct identifier="{identifier}"/></qti-match>'


def near(identifier: str, tolerance: str, value: str = "") -> str:
    """`value` is a number; where it is empty, what is declared to be right."""
    mode = "exact" if tolerance == "0" else f'absolute" tolerance="{tolerance} {tolerance}'
    right = number(value) if value else f'<qti-correct identifier="{identifier}"/>'
    return f'<qti-equal tolerance-mode="{mode}"><qti-variable identifier="{identifier}"/>{right}</qti-equal>'


def first_of(rules: Iterable[tuple[str, str]], *, name: str = "SCORE") -> str:
    """What the first condition that holds gives."""
    parts = [
        f"<qti-response-{'else-if' if at else 'if'}>{condition}{score(number(value), name=name)}</qti-response-{'else-if' if at else 'if'}>"
        for at, (condition, value) in enumerate(rules)
    ]
    return f"<qti-response-condition>{''.join(parts)}</qti-response-condition>"


def every(conditions: list[str]) -> str:
    both = conditions[0] if len(conditions) == 1 else f"<qti-and>{''.join(conditions)}</qti-and>"
    return first_of([(both, "1")])


def total(values: Iterable[str]) -> str:
    return score(f"<qti-sum>{''.join(values)}</qti-sum>")


def variable(name: str) -> str:
    return f'<qti-variable identifier="{name}"/>'
