from django.urls import path

from assessments.recordings.views import anchors, listening, own, uploading

app_name = "recordings"
urlpatterns = [
    path("performance/<uuid:performance_id>/record/", own.record, name="record"),
    path("performance/<uuid:performance_id>/record/hand-in/", own.hand_in, name="hand_in"),
    path("performance/<uuid:performance_id>/recording/", own.own, name="own"),
    path("performance/<uuid:performance_id>/recordings/", uploading.begin, name="begin"),
    path("recordings/<uuid:recording_id>/upload/", uploading.upload, name="upload"),
    path("recordings/<uuid:recording_id>/complete/", uploading.complete, name="complete"),
    path("recordings/<uuid:recording_id>/link/", listening.link, name="link"),
    path("recordings/<uuid:recording_id>/listen/<str:token>/", listening.listen, name="listen"),
    path("recordings/<uuid:recording_id>/delete/", own.forget, name="forget"),
    path("recordings/<uuid:recording_id>/reference/", anchors.ask, name="ask_reference"),
    path("recordings/references/", anchors.references, name="references"),
    path("recordings/references/<int:anchor_id>/answer/", anchors.answer, name="answer_reference"),
]
