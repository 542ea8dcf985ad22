from django.urls import path

from courses.changes.views import reading, teaching

app_name = "changes"
urlpatterns = [
    path("changes/", teaching.changes, name="list"),
    path("changes/mine/", reading.mine, name="mine"),
    path("changes/<int:pk>/", teaching.one, name="one"),
    path("changes/<int:pk>/end/", teaching.end, name="end"),
    path("changes/read/<int:pk>/", reading.read, name="read"),
    path("changes/read/<int:pk>/done/", reading.done, name="done"),
    path("changes/version/<int:pk>/", reading.version, name="version"),
]
