from django.urls import path

from assessments.marking import views

app_name = "marking"
urlpatterns = [
    path("marking/", views.queue, name="queue"),
    path("marking/<int:response_id>/", views.mark, name="mark"),
    path("marking/questions/<int:question_id>/", views.question, name="question"),
    path("marking/versions/<int:version_id>/correct/", views.correct, name="correct"),
]
