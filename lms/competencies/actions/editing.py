"""A framework changed on screen, item by item, and files looked at before they are brought in. Both go through the import: one door."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from lms.competencies.actions.frameworks import import_framework, planned_import
from lms.competencies.exceptions import ChangedMeanwhile
from lms.competencies.exchange import Difference, Tree, as_content, from_content
from lms.competencies.exchange.checking import checked
from lms.competencies.exchange.editing import fingerprint, item_of
from lms.competencies.models import Framework, FrameworkUpload
from lms.competencies.queries.frameworks import tree_of


def edit_framework(
    *, framework: Framework, change: Callable[[Tree], Tree], actor, uid: str = "", seen: str | None = None
) -> list[Difference]:
    """Changes the tree and tells what became different; the same again changes nothing.

    `seen`: the fingerprint of the item `uid` (or, without one, of the framework) that the author had before them. Raises ChangedMeanwhile
    where it is another by now, Unreadable for what cannot be kept.
    """
    with transaction.atomic():
        list(Framework.objects.select_for_update(no_key=True).filter(pk=framework.pk).values_list("pk"))
        framework.refresh_from_db()
        tree = tree_of(framework)
        if seen is not None and seen != (fingerprint(item_of(tree, uid)) if uid else head(tree)):
            raise ChangedMeanwhile("Somebody has changed it meanwhile")
        return import_framework(tree=checked(change(tree)), actor=actor)


def head(tree: Tree) -> str:
    """The fingerprint of a framework without what hangs from it."""
    return fingerprint(replace(tree, groups=(), competencies=()))


def keep_upload(*, tree: Tree, file_name: str, archive_missing: bool, actor) -> FrameworkUpload:
    """Keeps what a file holds until its author has looked at what it would change. Raises Unreadable for what cannot be kept here."""
    planned_import(tree=tree, archive_missing=archive_missing)
    return FrameworkUpload.objects.create(
        file_name=file_name[:200], content=as_content(tree), says=sorted(tree.says), archive_missing=archive_missing, actor=actor
    )


def uploaded(upload: FrameworkUpload) -> Tree:
    return replace(from_content(upload.content), says=frozenset(upload.says))


def confirm_upload(*, upload: FrameworkUpload, actor) -> Framework:
    """Brings in what was looked at. Asked twice it is done once. Raises Unreadable when it no longer fits what is here."""
    with transaction.atomic():
        tree = uploaded(upload)
        import_framework(tree=tree, actor=actor, archive_missing=upload.archive_missing)
        FrameworkUpload.objects.filter(pk=upload.pk).delete()
    return Framework.objects.get(code=tree.code)
