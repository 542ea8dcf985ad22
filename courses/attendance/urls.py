from django.urls import path

from courses.attendance.views import people, registers, sessions

app_name = "attendance"
urlpatterns = [
    path("attendance/", sessions.sessions, name="sessions"),
    path("attendance/cohort/<int:cohort_id>/people/", sessions.people, name="people"),
    path("attendance/cohort/<int:cohort_id>/export/", sessions.export, name="export"),
    path("attendance/cohort/<int:cohort_id>/plan/", sessions.plan, name="plan"),
    path("attendance/cohort/<int:cohort_id>/add/", sessions.add, name="add"),
    path("attendance/session/<int:pk>/", registers.register, name="register"),
    path("attendance/session/<int:pk>/sheet/", registers.sheet, name="sheet"),
    path("attendance/session/<int:pk>/change/", sessions.change, name="change"),
    path("attendance/session/<int:pk>/cancel/", sessions.cancel, name="cancel"),
    path("attendance/of/<int:enrolment_id>/", people.person, name="person"),
    path("attendance/mark/<int:mark_id>/ask/", people.ask, name="ask"),
    path("attendance/mark/<int:mark_id>/made-up/", people.make_up, name="make_up"),
    path("attendance/mark/<int:mark_id>/take-back/", people.take_back, name="take_back"),
    path("attendance/question/<int:question_id>/answer/", people.answer, name="answer"),
]
