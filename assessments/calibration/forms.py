"""A sheet of a calibration as it is sent: by performance, the scores and the critical errors."""

from collections.abc import Iterable

from django.http import QueryDict

from assessments.calibration.actions import Sheet


def sheet_of(sent: QueryDict, letters: Iterable[str], codes: list[str]) -> Sheet:
    """What is missing or is no number is not in it: handing it in says so."""
    return {letter: (_values(sent, letter, codes), sent.getlist(f"critical_{letter}")) for letter in letters}


def _values(sent: QueryDict, letter: str, codes: list[str]) -> dict[str, int]:
    given = {code: sent.get(f"value_{letter}_{code}", "") for code in codes}
    return {code: int(value) for code, value in given.items() if value in ("1", "2", "3", "4", "5")}
