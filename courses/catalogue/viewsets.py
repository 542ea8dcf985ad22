from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from courses.catalogue.models import HandbookPage, ModulePage, ProgrammePage

COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="14%"),
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="14%"),
]


class ModuleListing(PageListingViewSet):
    model = ModulePage
    name = "modules"
    menu_label = _("Modules")
    icon = "folder-open-inverse"
    columns = COLUMNS


class ProgrammeListing(PageListingViewSet):
    model = ProgrammePage
    name = "programmes"
    menu_label = _("Programmes")
    icon = "list-ul"
    columns = COLUMNS


class HandbookListing(PageListingViewSet):
    model = HandbookPage
    name = "handbook"
    menu_label = _("Handbook")
    menu_order = 120
    icon = "doc-full"
    columns = COLUMNS
    add_to_admin_menu = True


class Teaching(ViewSetGroup):
    menu_label = _("Training")
    menu_icon = "folder-open-inverse"
    menu_order = 100
    items = (ModuleListing(), ProgrammeListing())
