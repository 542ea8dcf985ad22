from django.urls import path

from courses.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("handbook/", views.handbook_list, name="handbook"),
    path("handbook/<uuid:key>/", views.handbook_page, name="handbook_page"),
    path("read/<uuid:key>/", views.read, name="read"),
    path("media/images/<path:path>", views.image, name="image"),
]
