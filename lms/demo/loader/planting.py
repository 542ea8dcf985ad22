"""Many pages at once, with what publishing each by hand would leave: a first revision that is live, and its lines in the log.

Wagtail's own way costs twenty queries a page; two hundred pages of demo would keep the first start waiting.
"""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update

from courses.catalogue.actions import bump_catalogue_version


class Planting:
    """Give it pages with `add`, parents before children; `plant` writes them all."""

    def __init__(self, *, actor, written_at: datetime):
        self.actor, self.written_at = actor, written_at
        self.pages: list[Page] = []
        self._children: dict[str, int] = {}
        self._parents: list[Page] = []

    def add(self, page: Page, *, under: Page) -> Page:
        """Gives the page its place as the last child of another, which may be one that is still to be planted."""
        page.depth = under.depth + 1
        page.path = Page._get_path(under.path, page.depth, self._next_place(under))
        page.url_path = f"{under.url_path}{page.slug}/"
        page.locale = under.locale
        page.owner = self.actor
        page.draft_title = page.title
        page.content_type = ContentType.objects.get_for_model(page)
        page.live, page.has_unpublished_changes = True, False
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = self.written_at
        under.numchild += 1
        self._parents.append(under)
        self.pages.append(page)
        return page

    def plant(self) -> list[Page]:
        bases = Page.objects.bulk_create(_base(page) for page in self.pages)
        with disable_reference_index_auto_update():
            for page, base in zip(self.pages, bases, strict=True):
                page.pk = page.page_ptr_id = page.id = base.pk
                page.save_base(raw=True, force_insert=True)  # Only the row of its own table: the base has its own.
            _commit_children(self.pages)
        self._count_children()
        self._revise()
        _index(self.pages)
        bump_catalogue_version()
        return self.pages

    def _next_place(self, under: Page) -> int:
        if under.path not in self._children:
            last = under.get_last_child() if under.pk else None
            self._children[under.path] = Page._str2int(last.path[-Page.steplen :]) if last else 0
        self._children[under.path] += 1
        return self._children[under.path]

    def _count_children(self) -> None:
        for parent in {parent.pk: parent for parent in self._parents}.values():
            Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)

    def _revise(self) -> None:
        base = ContentType.objects.get_for_model(Page)
        revisions = Revision.objects.bulk_create(
            Revision(
                content_type_id=page.content_type_id,
                base_content_type=base,
                object_id=str(page.pk),
                object_str=str(page),
                user=self.actor,
                created_at=self.written_at,
                content=page.serializable_data(),
            )
            for page in self.pages
        )
        for page, revision in zip(self.pages, revisions, strict=True):
            page.live_revision = page.latest_revision = revision
        Page.objects.bulk_update([_base(page) for page in self.pages], ["live_revision", "latest_revision"])
        actions = ("wagtail.create", "wagtail.publish")
        PageLogEntry.objects.bulk_create(self._line(page, action) for page in self.pages for action in actions)

    def _line(self, page: Page, action: str) -> PageLogEntry:
        return PageLogEntry(
            page_id=page.pk,
            content_type_id=page.content_type_id,
            label=str(page),
            action=action,
            user=self.actor,
            timestamp=self.written_at,
            content_changed=True,
            revision=page.live_revision if action == "wagtail.publish" else None,
        )


def _base(page: Page) -> Page:
    """The row of `wagtailcore_page` that belongs to a page of one of our kinds."""
    return Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields})


def _commit_children(pages: list[Page]) -> None:
    """Writes what the pages hold in memory: their inline rows one by one, what they choose among all at once."""
    chosen: dict[type, list] = {}
    for page in pages:
        for relation in get_all_child_relations(page):
            name = relation.get_accessor_name()
            if name in page.__dict__.get("_cluster_related_objects", {}):
                getattr(page, name).commit()
        for field in get_all_child_m2m_relations(page):
            through = field.remote_field.through
            owner, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
            rows = [through(**{owner: page.pk, target: one.pk}) for one in getattr(page, field.name).get_object_list()]
            chosen.setdefault(through, []).extend(rows)
    for through, rows in chosen.items():
        through.objects.bulk_create(rows)


def _index(pages: list[Page]) -> None:
    backend = get_search_backend()
    for page in pages:
        if hasattr(page, "folded_words"):
            page.folded_words = page.folded_words()  # Worked out once: the index asks for it six times.
    for model in {type(page) for page in pages}:
        backend.get_index_for_model(model).add_items(model, [page for page in pages if type(page) is model])
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
