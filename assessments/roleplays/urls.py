from django.urls import path

from assessments.roleplays.views import alone, playing, writing

app_name = "roleplays"
urlpatterns = [
    path("roleplays/", alone.roleplays, name="list"),
    path("roleplays/<slug:code>/", alone.scenario, name="scenario"),
    path("roleplays/<slug:code>/start/", alone.practise, name="practise"),
    path("programme/<int:enrolment_id>/roleplay/<uuid:step_key>/", playing.brief, name="brief"),
    path("programme/<int:enrolment_id>/roleplay/<uuid:step_key>/start/", playing.start, name="start"),
    path("performance/<uuid:performance_id>/", playing.play, name="play"),
    path("performance/<uuid:performance_id>/choose/", playing.choose, name="choose"),
    path("performance/<uuid:performance_id>/leave/", playing.leave, name="leave"),
    path("performance/<uuid:performance_id>/result/", playing.result, name="result"),
    path("performance/<uuid:performance_id>/text/", writing.save, name="save"),
    path("performance/<uuid:performance_id>/hand-in/", writing.hand_in, name="hand_in"),
    path("performance/<uuid:performance_id>/assess/", writing.assess, name="assess"),
]
