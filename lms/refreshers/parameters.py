"""What each trigger asks for, as data: names, kinds, bounds and what holds when nothing is said. Checked before a rule is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lms.refreshers.exceptions import ParametersFaulty


@dataclass(frozen=True)
class Number:
    default: float | None = None
    least: float = 0
    most: float = 1_000_000
    whole: bool = True

    def read(self, value: Any) -> float | int | None:
        if value is None or value == "":
            return self.default if self.default is None or not self.whole else int(self.default)
        if isinstance(value, bool) or not isinstance(value, int | float) or (self.whole and value != int(value)):
            raise ValueError("no_number")
        if not self.least <= value <= self.most:
            raise ValueError("out_of_range")
        return int(value) if self.whole else float(value)


@dataclass(frozen=True)
class Code:
    """The code of something that the database knows; empty where it may be anything."""

    required: bool = False
    among: tuple[str, ...] = ()
    default: str = ""

    def read(self, value: Any) -> str:
        text = self.default if value is None or value == "" else value
        if not isinstance(text, str) or len(text) > 60:
            raise ValueError("no_code")
        if self.required and not text:
            raise ValueError("missing")
        if self.among and text not in self.among:
            raise ValueError("unknown")
        return text


@dataclass(frozen=True)
class Codes:
    """Several codes; none of them where all are meant."""

    def read(self, value: Any) -> list[str]:
        found = [] if value is None else value
        if not isinstance(found, list) or not all(isinstance(one, str) and one for one in found):
            raise ValueError("no_code")
        return sorted(set(found))


ASKED: dict[str, dict[str, Number | Code | Codes]] = {
    "product_change": {"change": Code()},
    "notice": {"guideline": Code(), "after_days": Number(3, 0, 60)},
    "kpi": {
        "metric": Code(required=True),
        "low": Number(whole=False, least=-1_000_000),
        "high": Number(whole=False, least=-1_000_000),
        "period": Code(among=("week", "month"), default="week"),
        "outside": Number(3, 2, 12),
        "of": Number(4, 2, 12),
        "cases": Number(30, 1, 100_000),
    },
    "quality_error": {"critical": Codes(), "competencies": Codes(), "times": Number(2, 1, 20), "days": Number(30, 1, 365)},
    "quiz_miss": {"competencies": Codes(), "wrong": Number(2, 1, 50)},
    "time_since": {"competencies": Codes(), "months": Number(12, 1, 60), "before_days": Number(30, 0, 120)},
    "absence_return": {"after_days": Number(30, 1, 365)},
    "new_service": {"unit": Code()},
    "expiry": {"competencies": Codes(), "certifications": Codes(), "days": Number(30, 14, 180)},
    "request": {},
}


def checked(trigger: str, params: dict[str, Any], banded: Collection[str] = ()) -> dict[str, Any]:
    """Every parameter of a trigger, with what holds by default. Raises ParametersFaulty with all that is wrong.

    `banded`: the codes of figures that belong within a band. A rule about one of them says both edges.
    """
    asked, faults, read = ASKED[trigger], {}, {}
    if not isinstance(params, dict):
        raise ParametersFaulty({"params": "no_object"})
    for name in params.keys() - asked.keys():
        faults[str(name)] = "unknown"
    for name, kind in asked.items():
        try:
            read[name] = kind.read(params.get(name))
        except ValueError as fault:
            faults[name] = str(fault)
    if not faults and trigger == "kpi":
        faults = _faults_of_band(read, both=read["metric"] in banded)
    if faults:
        raise ParametersFaulty(faults)
    return read


def _faults_of_band(read: dict[str, Any], *, both: bool) -> dict[str, str]:
    low, high = read["low"], read["high"]
    if low is None and high is None:
        return {"low": "no_edge"}
    if both and (low is None or high is None):
        return {"low" if low is None else "high": "both_edges"}
    if low is not None and high is not None and low >= high:
        return {"high": "below_low"}
    return {"outside": "more_than_of"} if read["outside"] > read["of"] else {}
