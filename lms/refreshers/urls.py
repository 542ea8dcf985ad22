from django.urls import path

from lms.refreshers import views

app_name = "refreshers"
urlpatterns = [
    path("refreshers/", views.mine, name="mine"),
    path("refreshers/ask/", views.ask, name="ask"),
    path("refreshers/team/", views.team, name="team"),
    path("refreshers/team/<int:pk>/give/", views.give, name="give"),
    path("refreshers/team/<int:pk>/decline/", views.decline, name="decline"),
    path("refreshers/team/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("refreshers/requests/<int:pk>/answer/", views.answer, name="answer"),
    path("refreshers/one/<int:pk>/", views.one, name="one"),
    path("refreshers/changes/", views.changes, name="changes"),
    path("refreshers/rules/", views.rules, name="rules"),
    path("refreshers/rules/new/", views.new, name="new"),
    path("refreshers/rules/<slug:code>/", views.rule, name="rule"),
    path("refreshers/rules/<slug:code>/draft/", views.draft, name="draft"),
    path("refreshers/rules/<slug:code>/preview/", views.preview, name="preview"),
    path("refreshers/rules/<slug:code>/last-quarter/", views.dry, name="dry_run"),
    path("refreshers/rules/<slug:code>/effect/", views.effect, name="effect"),
    path("refreshers/rules/<slug:code>/publish/", views.publish, name="publish"),
    path("refreshers/rules/<slug:code>/stop/", views.stop, name="stop"),
    path("refreshers/rules/<slug:code>/start/", views.start, name="start"),
]
