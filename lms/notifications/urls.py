from django.urls import path

from lms.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="list"),
    path("notifications/read/", views.read_all, name="read_all"),
    path("notifications/<int:pk>/open/", views.open_one, name="open"),
    path("notifications/mail/", views.preferences, name="preferences"),
    path("notifications/samples/", views.sample_list, name="samples"),
    path("notifications/samples/<str:name>/", views.one_sample, name="sample"),
    path("notifications/samples/<str:name>/body/", views.sample_body, name="sample_body"),
    path("notifications/samples/<str:name>/send/", views.send_sample, name="send_sample"),
    path("notifications/off/<str:token>/", views.off, name="off"),
    path("people/<int:pk>/hours/", views.hours, name="hours"),
    path("hours/", views.unit_list, name="units"),
    path("hours/units/<slug:code>/", views.unit_hours, name="unit_hours"),
]
