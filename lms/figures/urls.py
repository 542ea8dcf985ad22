from django.urls import path

from lms.figures import views

app_name = "figures"
urlpatterns = [
    path("figures/", views.imports, name="list"),
    path("figures/upload/", views.upload, name="upload"),
    path("figures/mappings/", views.mappings, name="mappings"),
    path("figures/mappings/add/", views.edit_mapping, name="add_mapping"),
    path("figures/mappings/<slug:name>/", views.edit_mapping, name="mapping"),
    path("figures/<int:import_id>/", views.detail, name="detail"),
    path("figures/<int:import_id>/confirm/", views.confirm, name="confirm"),
    path("figures/<int:import_id>/discard/", views.discard, name="discard"),
    path("figures/<int:import_id>/undo/", views.undo, name="undo"),
]
