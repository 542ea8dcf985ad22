from django.urls import path

from assessments.scripting.views import errors, rubrics, scenarios

app_name = "scripting"
urlpatterns = [
    path("scenarios/", scenarios.scenarios, name="list"),
    path("scenarios/add/", scenarios.edit, name="add"),
    path("scenarios/check/", scenarios.check, name="check"),
    path("scenarios/<slug:code>/", scenarios.edit, name="edit"),
    path("scenarios/<slug:code>/publish/", scenarios.publish, name="publish"),
    path("scenarios/<slug:code>/duplicate/", scenarios.duplicate, name="duplicate"),
    path("scenarios/<slug:code>/archive/", scenarios.archive, name="archive"),
    path("scenarios/<slug:code>/text/", scenarios.text, name="text"),
    path("scenarios/<slug:code>/twee/", scenarios.twee, name="twee"),
    path("scenarios/<slug:code>/bring/", scenarios.bring, name="bring"),
    path("scenarios/<slug:code>/versions/", scenarios.versions, name="versions"),
    path("scenarios/<slug:code>/coverage/", scenarios.coverage, name="coverage"),
    path("scenarios/<slug:code>/walk/", scenarios.try_out, name="walk"),
    path("rubrics/", rubrics.rubrics, name="rubrics"),
    path("rubrics/add/", rubrics.edit, name="add_rubric"),
    path("rubrics/check/", rubrics.check, name="check_rubric"),
    path("rubrics/errors/", errors.errors, name="critical_errors"),
    path("rubrics/errors/<slug:code>/", errors.error, name="critical_error"),
    path("rubrics/errors/<slug:code>/archive/", errors.archive, name="archive_critical_error"),
    path("rubrics/<slug:code>/", rubrics.edit, name="rubric"),
    path("rubrics/<slug:code>/publish/", rubrics.publish, name="publish_rubric"),
    path("rubrics/<slug:code>/duplicate/", rubrics.duplicate, name="duplicate_rubric"),
    path("rubrics/<slug:code>/archive/", rubrics.archive, name="archive_rubric"),
    path("rubrics/<slug:code>/versions/", rubrics.versions, name="rubric_versions"),
]
