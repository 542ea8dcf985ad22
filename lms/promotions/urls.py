from django.urls import include, path

from lms.promotions import views

app_name = "promotions"

candidate = [
    path("", views.application, name="application"),
    path("accept/", views.accept, name="accept"),
    path("reject/", views.reject, name="reject"),
    path("record/", views.record, name="record"),
    path("recuse/", views.recuse, name="recuse"),
    path("feedback/", views.feedback, name="feedback"),
    path("appoint/", views.appoint, name="appoint"),
    path("milestones/<int:milestone_id>/", views.milestone, name="milestone"),
    path("review/", views.assign_review, name="assign_review"),
]
panel = [
    path("", views.panel, name="panel"),
    path("conflict/", views.conflict, name="conflict"),
    path("close/", views.close_scoring, name="close_scoring"),
    path("<str:blind>/", views.sheet, name="sheet"),
    path("<str:blind>/draft/", views.draft, name="draft"),
    path("<str:blind>/correct/<int:score_id>/", views.correct, name="correct"),
]
call = [
    path("", views.call, name="call"),
    path("apply/", views.apply, name="apply"),
    path("withdraw/", views.withdraw, name="withdraw"),
    path("decline/", views.decline, name="decline"),
    path("suggest/", views.suggest, name="suggest"),
    path("mine/", views.mine, name="mine"),
    path("mine/put-right/", views.put_right, name="put_right"),
    path("mine/object/", views.object_to, name="object"),
    path("mine/review/", views.review, name="review"),
    path("panel/", include(panel)),
    path("decide/", views.deciding, name="deciding"),
    path("decide/<str:blind>/", views.decide, name="decide"),
    path("figures/", views.council, name="council"),
    path("manage/", views.manage, name="manage"),
    path("manage/edit/", views.edit, name="edit"),
    path("manage/amend/", views.amend, name="amend"),
    path("manage/discard/", views.discard, name="discard"),
    path("manage/needs/", views.needs, name="needs"),
    path("manage/needs/<int:need_id>/", views.answer_need, name="answer_need"),
    path("manage/exercises/", views.exercise, name="exercise_new"),
    path("manage/exercises/<int:exercise_id>/", views.exercise, name="exercise"),
    path("manage/exercises/<int:exercise_id>/remove/", views.remove_exercise, name="remove_exercise"),
    path("manage/panel/", views.member, name="member"),
    path("manage/panel/<int:member_id>/remove/", views.remove_member, name="remove_member"),
    path("manage/recusals/<int:recusal_id>/", views.recusal, name="recusal"),
    path("manage/file/", views.ask_for_file, name="ask_for_file"),
    path("manage/file/being-made/<int:job_id>/", views.file_progress, name="file_progress"),
    path("manage/file/<int:file_id>/", views.file, name="file"),
    path("manage/steps/<slug:name>/", views.act, name="act"),
    path("manage/applications/<str:blind>/", include(candidate)),
]
urlpatterns = [
    path("promotions/", views.calls, name="calls"),
    path("promotions/new/", views.new, name="new"),
    path("promotions/fairness/", views.fairness, name="fairness"),
    path("promotions/fairness/export/", views.fairness_export, name="fairness_export"),
    path("promotions/fairness/groups/", views.groups, name="groups"),
    path("promotions/reviews/<int:appeal_id>/", views.appeal_file, name="appeal_file"),
    path("promotions/letters/<int:letter_id>/", views.letter, name="letter"),
    path("promotions/calls/<slug:code>/", include(call)),
]
