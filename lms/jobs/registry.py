"""Which function does which kind of job. Apps register theirs in `tasks.py`, which Celery imports at start."""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import autodiscover_modules

from lms.jobs.exceptions import UnknownJobKind

# A handler does the slow part outside any transaction and returns the effect: a function that writes what was made, in
# one transaction with the job's own "done". It may return None when there is nothing to write.
Effect = Callable[[], dict[str, Any] | None]
Handler = Callable[..., Effect | None]

_handlers: dict[str, Handler] = {}
_titles: dict[str, str] = {}


def handles(kind: str, title: str = "") -> Callable[[Handler], Handler]:
    """Registers a handler: `handler(job: Job) -> Effect | None`. It may run more than once for the same job.

    `title` says to administrators what is done, in their language (a lazy text).
    """

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        if title:
            _titles[kind] = title
        return handler

    return register


def title_of(kind: str) -> str:
    """What a kind of job does, in the language in use; the kind itself where nobody has said it."""
    if kind not in _handlers:
        autodiscover_modules("tasks")
    return str(_titles.get(kind, kind))


def handler_of(kind: str) -> Handler:
    """The handler of a kind; raises UnknownJobKind. A process that is no worker reads the apps' `tasks.py` when first asked."""
    if kind not in _handlers:
        autodiscover_modules("tasks")
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownJobKind(kind) from None
