from django.urls import path

from assessments.quizzes import views

app_name = "quizzes"
urlpatterns = [
    path("programme/<int:enrolment_id>/quiz/<uuid:step_key>/", views.brief, name="brief"),
    path("programme/<int:enrolment_id>/quiz/<uuid:step_key>/start/", views.start, name="start"),
    path("programme/<int:enrolment_id>/quiz/<uuid:step_key>/another/", views.grant, name="grant"),
    path("attempt/<uuid:attempt_id>/<int:slot>/", views.question, name="attempt"),
    path("attempt/<uuid:attempt_id>/<int:slot>/answer/", views.answer, name="answer"),
    path("attempt/<uuid:attempt_id>/questions/", views.questions, name="questions"),
    path("attempt/<uuid:attempt_id>/state/", views.state, name="state"),
    path("attempt/<uuid:attempt_id>/review/", views.review, name="review"),
    path("attempt/<uuid:attempt_id>/submit/", views.submit, name="submit"),
    path("attempt/<uuid:attempt_id>/result/", views.result, name="result"),
    path("attempt/<uuid:attempt_id>/report/", views.report, name="report"),
    path("answers-file/", views.rescue, name="rescue"),
    path("answers-file/bring-in/", views.bring_in, name="bring_in"),
    path("question-picture/<str:name>", views.picture, name="picture"),
    path("people/<int:person_id>/time/", views.time, name="time"),
    path("people/time/<int:pk>/end/", views.end_time, name="end_time"),
]
