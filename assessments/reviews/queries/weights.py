"""The weights of the model that hold for a person: those fitted to their centre, or the published ones."""

from dataclasses import dataclass

from django.core.cache import cache

from assessments.reviews.models import Parameters

IN_FORCE, KEPT_SECONDS = "reviews.weights", 60


@dataclass(frozen=True)
class Weights:
    """`values` is empty and `pk` None for the published ones."""

    pk: int | None = None
    values: tuple[float, ...] = ()


PUBLISHED = Weights()


def weights_of(person) -> Weights:
    """No query while no centre has weights of its own; at most one otherwise. Somebody in two centres has those of the first."""
    fitted = cache.get_or_set(IN_FORCE, _fitted, KEPT_SECONDS)
    if not fitted:
        return PUBLISHED
    paths = [one.unit.path for one in sorted(person.current_memberships, key=lambda one: (one.valid_from, one.pk))]
    return next((weights for path in paths for centre, weights in fitted.items() if path.startswith(centre)), PUBLISHED)


def weights_by_id() -> dict[int | None, Weights]:
    """Every fit that cards may have been worked out with."""
    rows = Parameters.objects.values_list("pk", "values")
    return {None: PUBLISHED} | {pk: Weights(pk, tuple(values)) for pk, values in rows}


def forget_weights() -> None:
    """New ones are in force: this process says so at once, the others within a minute."""
    cache.delete(IN_FORCE)


def _fitted() -> dict[str, Weights]:
    """By the tree path of the centre, its latest applied fit."""
    rows = Parameters.objects.applied().order_by("centre", "number").values_list("centre__path", "pk", "values")
    return {path: Weights(pk, tuple(values)) for path, pk, values in rows}
