from django.urls import path, re_path

from assessments.analysis import views

app_name = "analysis"
urlpatterns = [
    path("analysis/", views.quizzes, name="quizzes"),
    path("analysis/<uuid:step_key>/", views.quiz, name="quiz"),
    re_path(r"^analysis/(?P<step_key>[0-9a-f-]{36})/figures\.(?P<suffix>csv|xlsx)$", views.export, name="export"),
]
