from django.urls import path

from lms.exports import views

app_name = "exports"
urlpatterns = [
    path("exports/<uuid:pk>/", views.export, name="export"),
    path("exports/<uuid:pk>/file/", views.download, name="download"),
]
