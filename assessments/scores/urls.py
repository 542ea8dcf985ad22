from django.urls import path

from assessments.scores.views import results, scoring

app_name = "scores"
urlpatterns = [
    path("scores/", scoring.queue, name="queue"),
    path("scores/<int:score_id>/", scoring.score, name="score"),
    path("scores/<int:score_id>/save/", scoring.save, name="save"),
    path("scores/<int:score_id>/hand-in/", scoring.hand_in, name="hand_in"),
    path("scores/<int:score_id>/give-back/", scoring.recuse, name="recuse"),
    path("scores/of/<uuid:performance_id>/", results.result, name="result"),
    path("scores/of/<uuid:performance_id>/mine/", scoring.mine, name="own"),
    path("scores/of/<uuid:performance_id>/answer/", results.answer, name="answer"),
    path("scores/of/<uuid:performance_id>/appeal/", results.ask_again, name="ask_again"),
    path("scores/of/<uuid:performance_id>/second/", results.second, name="second"),
    path("scores/appeals/<int:appeal_id>/", results.appeal, name="appeal"),
]
