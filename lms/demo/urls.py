from django.urls import path

from lms.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.people, name="people"),
    path("demo/enter/", views.enter, name="enter"),
]
