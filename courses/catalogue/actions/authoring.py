"""What authors and approvers need before they can work: the languages, the tree, the groups and the workflow."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from courses.catalogue.models import HomePage, ModuleApprovalTask

WORKFLOW = "Peldaño"  # shown in both languages as it is
HOME_TITLES = {"es": "Academia", "en": "Academy"}
ON_PAGES = {
    "Authors": ("add_page", "change_page"),
    "Approvers": ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
ON_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
EVERYBODY = (("wagtailadmin", "access_admin"), ("wagtail_localize", "submit_translation"))
REPORTS = ("catalogue", "change_contentreport"), ("catalogue", "view_contentreport")


@transaction.atomic
def set_up_authoring() -> HomePage:
    """Makes what is missing of it and leaves the rest; safe to call at every start. Returns the home page in Spanish."""
    home = _homes()
    _workflow(home)
    for name, codenames in ON_PAGES.items():
        group, _created = Group.objects.get_or_create(name=name)
        for codename in codenames:
            for page in HomePage.objects.all():
                GroupPagePermission.objects.get_or_create(group=group, page=page, permission=_permission("wagtailcore", codename))
        for codename in ON_FILES:
            app = "wagtailimages" if codename.endswith("image") else "wagtaildocs"
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=Collection.get_first_root_node(), permission=_permission(app, codename)
            )
        group.permissions.add(*(_permission(app, codename) for app, codename in (*EVERYBODY, *REPORTS)))
    return home


def _homes() -> HomePage:
    """One home page a language, the Spanish one first; the site starts there."""
    root = Page.get_first_root_node()
    spanish, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("es", "en"))
    home = HomePage.objects.filter(locale=spanish).first()
    if home is None:
        home = root.add_child(instance=HomePage(title=HOME_TITLES["es"], slug="academia", locale=spanish))
    if not HomePage.objects.filter(locale=english).exists():
        copy = home.copy_for_translation(english)
        copy.title, copy.slug = HOME_TITLES["en"], "academy"
        copy.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    if site.root_page_id != home.pk:
        first_page = site.root_page if site.root_page_id else None
        site.root_page, site.site_name = home, "Peldaño"
        site.save()
        if first_page and type(first_page.specific) is Page and not first_page.get_children().exists():
            first_page.delete()
    return home


def _workflow(home: HomePage) -> None:
    task = ModuleApprovalTask.objects.first()
    if task is None:
        task = ModuleApprovalTask(active=True)
    workflow = Workflow.objects.filter(workflow_tasks__task=task.pk).first() or Workflow(active=True)
    for one in (task, workflow):
        if one.name != WORKFLOW:
            one.name = WORKFLOW
            one.save()
    WorkflowTask.objects.get_or_create(workflow=workflow, task=Task.objects.get(pk=task.pk), defaults={"sort_order": 1})
    for page in HomePage.objects.all():
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
