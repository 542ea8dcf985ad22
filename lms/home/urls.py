from django.urls import path

from lms.home import views
from lms.home.stylesheet import stylesheet

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
    path("help/", views.help_page, name="help"),
    path("help/who-sees-what/", views.who_sees_what, name="who_sees_what"),
    path("help/accessibility/", views.accessibility, name="accessibility"),
    path("gallery/", views.gallery, name="gallery"),
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("css/<slug:digest>.css", stylesheet, name="stylesheet"),
]
