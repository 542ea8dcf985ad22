from django.urls import path

from lms.rotas import views

app_name = "rotas"
urlpatterns = [
    path("hours/files/", views.imports, name="list"),
    path("hours/files/upload/", views.upload, name="upload"),
    path("hours/files/<int:import_id>/", views.detail, name="detail"),
    path("hours/files/<int:import_id>/confirm/", views.confirm, name="confirm"),
    path("hours/files/<int:import_id>/discard/", views.discard, name="discard"),
    path("hours/files/<int:import_id>/undo/", views.undo, name="undo"),
]
