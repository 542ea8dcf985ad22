from django.urls import path

from lms.figures.views import api, imports, sources

app_name = "figures"
urlpatterns = [
    path("figures/", imports.imports, name="list"),
    path("figures/upload/", imports.upload, name="upload"),
    path("figures/mappings/", sources.mappings, name="mappings"),
    path("figures/mappings/add/", sources.edit_mapping, name="add_mapping"),
    path("figures/mappings/<slug:name>/", sources.edit_mapping, name="mapping"),
    path("figures/systems/", sources.tokens, name="tokens"),
    path("figures/systems/<int:token_id>/revoke/", sources.revoke, name="revoke_token"),
    path("figures/<int:import_id>/", imports.detail, name="detail"),
    path("figures/<int:import_id>/confirm/", imports.confirm, name="confirm"),
    path("figures/<int:import_id>/discard/", imports.discard, name="discard"),
    path("figures/<int:import_id>/undo/", imports.undo, name="undo"),
    path("api/figures/", api.receive, name="api"),
    path("api/figures/<int:import_id>/", api.imported, name="api_import"),
]
