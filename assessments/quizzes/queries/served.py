"""The versions of questions that a process holds: they never change, so what has been read once is not read again."""

from collections.abc import Collection, Iterable

from django.core.cache import caches

from assessments.quizzes.models import QuestionVersion, Response


def with_versions(responses: Iterable[Response]) -> list[Response]:
    """The same rows, each with the version it was served: no query when this process has read them before, one otherwise."""
    rows = list(responses)
    versions = versions_of({one.version_id for one in rows})
    for one in rows:
        one.version = versions[one.version_id]
    return rows


def versions_of(ids: Collection[int]) -> dict[int, QuestionVersion]:
    """By their id. They are everybody's in this process: read their kind and their content, and follow no relation from them."""
    held = caches["held"]
    names = {pk: f"version:{pk}" for pk in ids}
    found = {pk: version for pk, name in names.items() if (version := held.get(name))}
    for pk, version in QuestionVersion.objects.in_bulk(names.keys() - found.keys()).items():
        held.set(names[pk], version)
        found[pk] = version
    return found
