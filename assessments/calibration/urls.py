from django.urls import path

from assessments.calibration import views

app_name = "calibration"
urlpatterns = [
    path("calibration/", views.sessions, name="sessions"),
    path("calibration/<slug:code>/", views.session, name="session"),
    path("calibration/<slug:code>/score/", views.score, name="score"),
    path("calibration/<slug:code>/talk/", views.talk, name="talk"),
    path("calibration/<slug:code>/sign/", views.sign, name="sign"),
]
