"""Where the source of a piece of evidence is read. Apps above register what their own sources are called and where they lead.

A resolver is given the reader and sources that begin with its prefix, and answers with the address of each that the reader may open.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

Resolver = Callable[[object, list[str]], dict[str, str]]
_resolvers: dict[str, Resolver] = {}


def register(prefix: str, resolver: Resolver) -> None:
    _resolvers[prefix] = resolver


def addresses_of(viewer, sources: Iterable[str]) -> dict[str, str]:
    """The address of each source that `viewer` may open; of the others nothing. A query or two for each kind of source there is."""
    by_prefix: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        by_prefix[source.partition(":")[0]].append(source)
    found: dict[str, str] = {}
    for prefix, theirs in by_prefix.items():
        if prefix in _resolvers:
            found |= _resolvers[prefix](viewer, theirs)
    return found
