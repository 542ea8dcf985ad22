"""Which roleplays people have passed, and which licences they hold. Whoever stages them lives elsewhere and says so here, at start.

Evidence already says it, for whatever has no app of its own: a piece of kind "roleplay" whose source is "roleplay:<type>:…" is a
passed roleplay of that type, and one whose source is "licence:<code>:…" a licence. What is passed once and proves several
competencies has one source, and counts once.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from lms.careers.readiness import Passed

ROLEPLAY, LICENCE = "roleplay", "licence"

# Of people, as known at a moment: by person, then by (roleplay or licence, its code), then by source.
Proofs = dict[int, dict[tuple[str, str], dict[str, Passed]]]
Provider = Callable[[Iterable[int], datetime], Proofs]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def registered() -> tuple[Provider, ...]:
    return tuple(_providers)


def subject_of(source: str) -> tuple[str, str] | None:
    """What a source names: ("roleplay", "written_reply") of "roleplay:written_reply:12". None for any other source."""
    kind, _colon, rest = source.partition(":")
    code, colon, _number = rest.partition(":")
    return (kind, code) if kind in (ROLEPLAY, LICENCE) and code and colon else None
