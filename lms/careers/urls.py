from django.urls import include, path, re_path

from lms.careers.views import board, drafting, kinds, ladder, ladders, licences, postings, preview

app_name = "careers"
draft = [
    path("discard/", ladders.discard, name="discard"),
    path("preview/", preview.preview, name="preview"),
    path("publish/", ladders.publish, name="publish"),
    path("rungs/", drafting.add_rung, name="add_rung"),
    path("rungs/<slug:rung>/", drafting.rung, name="rung"),
    re_path(r"^rungs/(?P<rung>[-\w]+)/(?P<way>up|down)/$", drafting.move_rung, name="move_rung"),
    path("rungs/<slug:rung>/remove/", drafting.remove_rung, name="remove_rung"),
    path("rungs/<slug:rung>/asks/<slug:kind>/", drafting.add_requirement, name="add_requirement"),
    path("asks/<int:pk>/", drafting.requirement, name="requirement"),
    re_path(r"^asks/(?P<pk>\d+)/(?P<way>up|down)/$", drafting.move_requirement, name="move_requirement"),
    path("asks/<int:pk>/remove/", drafting.remove_requirement, name="remove_requirement"),
]
urlpatterns = [
    path("ladder/", ladder.mine, name="mine"),
    path("people/<int:pk>/ladder/", ladder.ladder, name="ladder"),
    path("people/<int:pk>/ladder/<int:requirement>/", ladder.facts, name="facts"),
    path("ladders/", ladders.ladders, name="ladders"),
    path("ladders/<slug:code>/draft/", ladders.draft, name="draft"),
    path("ladders/<slug:code>/<str:label>/", ladders.version, name="version"),
    path("ladders/<slug:code>/<str:label>/", include(draft)),
    path("postings/", postings.postings, name="postings"),
    path("postings/<int:pk>/end/", postings.end, name="end_posting"),
    path("postings/<int:pk>/correct/", postings.correct, name="correct_posting"),
    path("people/<int:pk>/postings/", postings.person, name="person_postings"),
    path("people/<int:pk>/postings/new/", postings.add, name="add_posting"),
    path("people/<int:pk>/licences/", licences.licences, name="licences"),
    path("licences/kinds/", kinds.kinds, name="licence_kinds"),
    path("licences/kinds/add/", kinds.add, name="add_licence_kind"),
    path("licences/kinds/<slug:code>/", kinds.edit, name="licence_kind"),
    path("licences/kinds/<slug:code>/archive/", kinds.archive, name="archive_licence_kind"),
    path("licences/<int:pk>/document/", licences.document, name="licence_document"),
    path("licences/<int:pk>/withdraw/", licences.withdraw, name="withdraw_licence"),
    path("readiness/", board.board, name="board"),
    re_path(r"^readiness/export\.(?P<suffix>csv|xlsx)$", board.export, name="export"),
    path("readiness/filters/", board.save_filter, name="save_filter"),
    path("readiness/filters/<int:pk>/forget/", board.forget_filter, name="forget_filter"),
    path("readiness/<slug:code>/pipeline/", board.pipeline, name="pipeline"),
]
