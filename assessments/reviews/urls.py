from django.urls import path

from assessments.reviews import views

app_name = "reviews"
urlpatterns = [
    path("reviews/", views.session, name="session"),
    path("reviews/card/<int:card_id>/", views.answer, name="answer"),
    path("reviews/answered/<int:log_id>/", views.answered, name="answered"),
    path("reviews/teams/", views.teams, name="teams"),
]
