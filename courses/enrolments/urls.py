from django.urls import path

from courses.enrolments.views import cohort, enrolling, holidays, learner, tutoring

app_name = "enrolments"
urlpatterns = [
    path("programme/", learner.programmes, name="programmes"),
    path("programme/<int:enrolment_id>/", learner.programme, name="programme"),
    path("programme/<int:enrolment_id>/lesson/<uuid:step_key>/", learner.lesson, name="lesson"),
    path("programme/<int:enrolment_id>/lesson/<uuid:step_key>/place/", learner.place, name="place"),
    path("programme/<int:enrolment_id>/lesson/<uuid:step_key>/tick/", learner.tick, name="tick"),
    path("programme/<int:enrolment_id>/lesson/<uuid:step_key>/complete/", learner.complete, name="complete"),
    path("programme/<int:enrolment_id>/lesson/<uuid:step_key>/ask/", learner.ask, name="ask"),
    path("programme/<int:enrolment_id>/lesson/<uuid:step_key>/report/", learner.report, name="report"),
    path("tutoring/", tutoring.tutoring, name="tutoring"),
    path("tutoring/<uuid:pk>/answer/", tutoring.answer, name="answer"),
    path("cohort/", cohort.cohort, name="cohort"),
    path("cohort/new/", cohort.cohort_new, name="cohort_new"),
    path("cohort/<int:cohort_id>/tick/<uuid:step_key>/", cohort.class_tick, name="class_tick"),
    path("enrolments/", enrolling.enrolment_list, name="list"),
    path("enrolments/new/", enrolling.assign, name="assign"),
    path("enrolments/export/", enrolling.export, name="export"),
    path("enrolments/holidays/", holidays.holidays, name="holidays"),
    path("enrolments/holidays/<int:pk>/remove/", holidays.remove_holiday, name="remove_holiday"),
    path("enrolments/<int:pk>/", enrolling.detail, name="detail"),
    path("enrolments/<int:pk>/cancel/", enrolling.cancel, name="cancel"),
    path("enrolments/<int:pk>/steps/<uuid:step_key>/tick/", enrolling.trainer_tick, name="trainer_tick"),
]
