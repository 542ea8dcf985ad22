"""Rules that the apps above add: who else records and hears, and which recordings are still needed. Registered when they start."""

from collections.abc import Callable, Iterable

from django.db.models import Q

# May this user record this performance? By mode, for those that somebody else than the person records.
Records = Callable[..., bool]
# Which assessed performances else this user may hear, as a condition on performances.
Hears = Callable[..., Q]
# Of these ids of performances, those whose recording is still needed (an appeal is open).
Holds = Callable[[Iterable], Iterable]

recorders: dict[str, Records] = {}
listeners: list[Hears] = []
holders: list[Holds] = []


def records(mode: str, rule: Records) -> None:
    """`rule(user, performance) -> bool` for performances of this mode, besides the person themselves."""
    recorders[mode] = rule


def also_hears(rule: Hears) -> None:
    """`rule(user) -> Q` over performances. Practice stays its person's alone, whatever a rule says."""
    if rule not in listeners:
        listeners.append(rule)


def holds(rule: Holds) -> None:
    if rule not in holders:
        holders.append(rule)
