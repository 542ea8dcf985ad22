from django.urls import path

from assessments.exchange import views

app_name = "exchange"
urlpatterns = [
    path("questions/import/", views.imports, name="imports"),
    path("questions/import/template/", views.blank, name="template"),
    path("questions/import/<uuid:run_id>/", views.run, name="run"),
    path("questions/import/<uuid:run_id>/columns/", views.columns, name="columns"),
    path("questions/import/<uuid:run_id>/take-in/", views.carry_out, name="carry_out"),
    path("questions/import/<uuid:run_id>/undo/", views.undo, name="undo"),
    path("questions/import/<uuid:run_id>/quiz/", views.make_quiz, name="make_quiz"),
    path("questions/export/", views.export, name="export"),
    path("questions/export/apart/", views.export_apart, name="export_apart"),
]
