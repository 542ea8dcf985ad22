from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies.base import ModelPermissionPolicy

from courses.catalogue.enums import ReportState
from courses.catalogue.models import ContentReport


class ContentReportFilters(WagtailFilterSet):
    state = ChoiceFilter(choices=ReportState.choices, label=_("State"))

    class Meta:
        model = ContentReport
        fields = ["state"]


class ContentReportsView(ReportView):
    """Every error that somebody reported, open ones first."""

    page_title = _("Errors reported in the content")
    header_icon = "warning"
    index_url_name = "catalogue_admin:reports"
    index_results_url_name = "catalogue_admin:reports_results"
    permission_policy = ModelPermissionPolicy(ContentReport)
    permission_required = "view"
    filterset_class = ContentReportFilters
    columns = [
        TitleColumn("text", label=_("What is wrong"), get_url=lambda report: reverse("catalogue_admin:report", args=[report.pk])),
        Column("page", label=_("Page")),
        Column("person", label=_("Reported by")),
        DateColumn("reported_at", label=_("When")),
        Column("get_state_display", label=_("State"), accessor="get_state_display"),
    ]
    list_export = ["text", "page.title", "person", "reported_at", "get_state_display", "answer", "closed_at"]

    def get_queryset(self):
        return ContentReport.objects.select_related("page", "person").order_by("-state", "-reported_at")
