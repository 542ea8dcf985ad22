from django.urls import path

from lms.language import views

app_name = "language"
urlpatterns = [path("language/", views.switch, name="switch")]
