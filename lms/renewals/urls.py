from django.urls import path

from lms.renewals import views

app_name = "renewals"
urlpatterns = [
    path("renewals/", views.mine, name="mine"),
    path("renewals/people/", views.people, name="people"),
    path("renewals/people/export.<str:suffix>", views.export, name="export"),
]
