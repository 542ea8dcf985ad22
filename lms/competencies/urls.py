from django.urls import path, re_path

from lms.competencies.views import editing, evidence, frameworks, matrix, questions, record, rules, uploads

app_name = "competencies"
urlpatterns = [
    path("competencies/", record.mine, name="mine"),
    path("competencies/team/", matrix.matrix, name="matrix"),
    re_path(r"^competencies/team/export\.(?P<suffix>csv|xlsx)$", matrix.export, name="matrix_export"),
    path("competencies/questions/", questions.questions, name="questions"),
    path("competencies/frameworks/", frameworks.frameworks, name="frameworks"),
    path("competencies/frameworks/add/", editing.add, name="framework_add"),
    path("competencies/frameworks/upload/", uploads.upload, name="framework_upload"),
    path("competencies/frameworks/upload/<uuid:pk>/", uploads.preview, name="framework_upload_preview"),
    path("competencies/frameworks/upload/<uuid:pk>/confirm/", uploads.confirm, name="framework_upload_confirm"),
    path("competencies/frameworks/upload/<uuid:pk>/discard/", uploads.discard, name="framework_upload_discard"),
    path("competencies/frameworks/<slug:code>/", frameworks.framework, name="framework"),
    path("competencies/frameworks/<slug:code>/edit/", editing.edit, name="framework_edit"),
    path("competencies/frameworks/<slug:code>/compare/", frameworks.compare, name="framework_compare"),
    path("competencies/frameworks/<slug:code>/groups/add/", editing.group, name="group_add"),
    path("competencies/frameworks/<slug:code>/groups/<uuid:uid>/", editing.group, name="group_edit"),
    path("competencies/frameworks/<slug:code>/items/add/", editing.competency, name="competency_add"),
    path("competencies/frameworks/<slug:code>/items/<uuid:uid>/", editing.competency, name="competency_edit"),
    path("competencies/frameworks/<slug:code>/items/<uuid:uid>/archive/", editing.archive, name="framework_archive"),
    re_path(
        r"^competencies/frameworks/(?P<code>[-\w]+)/items/(?P<uid>[0-9a-f-]{36})/(?P<way>up|down)/$", editing.move, name="framework_move"
    ),
    path("competencies/frameworks/<slug:code>/publish/", frameworks.publish, name="framework_publish"),
    path("competencies/frameworks/<slug:code>/versions/<int:number>/", frameworks.version, name="framework_version"),
    re_path(r"^competencies/frameworks/(?P<code>[-\w]+)/export\.(?P<suffix>csv|xlsx|json)$", frameworks.export, name="framework_export"),
    path("competencies/rules/", rules.rules, name="rules"),
    path("competencies/rules/<int:pk>/", rules.rule, name="rule"),
    path("competencies/rules/<int:pk>/preview/", rules.preview, name="rule_preview"),
    path("competencies/rules/<int:pk>/publish/", rules.publish, name="rule_publish"),
    path("competencies/rules/<slug:code>/draft/", rules.draft, name="rule_draft"),
    path("competencies/questions/<int:pk>/", questions.answer, name="answer"),
    path("competencies/evidence/<int:pk>/question/", questions.ask, name="ask"),
    path("competencies/evidence/<int:pk>/void/", evidence.void, name="void"),
    path("competencies/evidence/<int:pk>/document/", evidence.document, name="document"),
    path("people/<int:pk>/competencies/", record.record, name="record"),
    re_path(r"^people/(?P<pk>\d+)/competencies/export\.(?P<suffix>csv|xlsx)$", record.export, name="record_export"),
    path("people/<int:pk>/competencies/<str:code>/", record.competency, name="competency"),
    path("people/<int:pk>/competencies/<str:code>/observation/", evidence.add, {"kind": "observation"}, name="observe"),
    re_path(
        r"^people/(?P<pk>\d+)/competencies/(?P<code>[^/]+)/(?P<kind>prior_learning|assessment_centre)/$", evidence.add, name="accredit"
    ),
]
