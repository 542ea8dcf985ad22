from django.urls import path

from assessments.calibration.views import opening, references, sessions

app_name = "calibration"
urlpatterns = [
    path("calibration/", sessions.sessions, name="sessions"),
    path("calibration/open/", opening.open_one, name="open"),
    path("calibration/licences/", references.licences, name="licences"),
    path("calibration/references/", references.anchors, name="anchors"),
    path("calibration/references/<int:pk>/", references.anchor, name="anchor"),
    path("calibration/references/<int:pk>/retire/", references.retire, name="retire"),
    path("calibration/references/<int:pk>/word/", references.word, name="word"),
    path("calibration/<slug:code>/", sessions.session, name="session"),
    path("calibration/<slug:code>/score/", sessions.score, name="score"),
    path("calibration/<slug:code>/talk/", sessions.talk, name="talk"),
    path("calibration/<slug:code>/talk/<str:criterion>/", sessions.agree, name="agree"),
    path("calibration/<slug:code>/criterion/<str:criterion>/", sessions.criterion, name="criterion"),
    path("calibration/<slug:code>/sign/", sessions.sign, name="sign"),
    path("calibration/<slug:code>/keep/<str:letter>/", references.keep, name="keep"),
]
