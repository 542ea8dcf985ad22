from django.urls import path

from assessments.scripting import views

app_name = "scripting"
urlpatterns = [
    path("scenarios/", views.scenarios, name="list"),
    path("scenarios/add/", views.edit, name="add"),
    path("scenarios/check/", views.check, name="check"),
    path("scenarios/<slug:code>/", views.edit, name="edit"),
    path("scenarios/<slug:code>/publish/", views.publish, name="publish"),
    path("scenarios/<slug:code>/duplicate/", views.duplicate, name="duplicate"),
    path("scenarios/<slug:code>/archive/", views.archive, name="archive"),
    path("scenarios/<slug:code>/text/", views.text, name="text"),
    path("scenarios/<slug:code>/twee/", views.twee, name="twee"),
    path("scenarios/<slug:code>/bring/", views.bring, name="bring"),
    path("scenarios/<slug:code>/versions/", views.versions, name="versions"),
    path("scenarios/<slug:code>/walk/", views.try_out, name="walk"),
]
