from django.urls import path, re_path

from lms.careers.views import board, ladder

app_name = "careers"
urlpatterns = [
    path("ladder/", ladder.mine, name="mine"),
    path("people/<int:pk>/ladder/", ladder.ladder, name="ladder"),
    path("people/<int:pk>/ladder/<int:requirement>/", ladder.facts, name="facts"),
    path("readiness/", board.board, name="board"),
    re_path(r"^readiness/export\.(?P<suffix>csv|xlsx)$", board.export, name="export"),
    path("readiness/filters/", board.save_filter, name="save_filter"),
    path("readiness/filters/<int:pk>/forget/", board.forget_filter, name="forget_filter"),
    path("readiness/<slug:code>/pipeline/", board.pipeline, name="pipeline"),
]
