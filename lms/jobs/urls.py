from django.urls import path

from lms.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.jobs, name="list"),
    path("jobs/retry/", views.retry_all, name="retry_all"),
    path("jobs/<int:pk>/retry/", views.retry, name="retry"),
]
