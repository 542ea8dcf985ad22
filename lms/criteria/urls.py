from django.urls import path

from lms.criteria import views
from lms.criteria.enums import GuidelineKind

app_name = "criteria"

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/<slug:code>/", views.people, name="people"),
    path("register/<slug:code>/export/<slug:suffix>/", views.export, name="export"),
    path("register/<slug:code>/remind/", views.remind, name="remind"),
    path("proofs/", views.proofs, name="proofs"),
    path("proofs/export/<slug:suffix>/", views.proofs_export, name="proofs_export"),
    path("agreed/begin/criterion/", views.begin, {"kind": GuidelineKind.CRITERION}, name="begin_criterion"),
    path("agreed/begin/notice/", views.begin, {"kind": GuidelineKind.NOTICE}, name="begin_notice"),
    path("agreed/", views.agreed_list, name="list"),
    path("agreed/<slug:code>/", views.read, name="read"),
    path("agreed/<slug:code>/answer/", views.give_answer, name="answer"),
    path("agreed/<slug:code>/confirm/", views.confirm, name="confirm"),
    path("agreed/<slug:code>/briefing/", views.briefing_sheet, name="briefing"),
    path("agreed/<slug:code>/write/", views.write, name="write"),
    path("agreed/<slug:code>/next/", views.next_version, name="next"),
    path("agreed/<slug:code>/next/<slug:step>/", views.act, name="act"),
]
