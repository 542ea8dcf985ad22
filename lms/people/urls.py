from django.urls import path

from lms.people.views import account, invitations, people

app_name = "people"
urlpatterns = [
    path("people/", people.people, name="list"),
    path("people/export/", people.export, name="export"),
    path("people/<int:pk>/", people.person, name="detail"),
    path("people/<int:pk>/roles/new/", people.grant, name="grant"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("people/roles/<int:pk>/end/", people.end, name="end"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/invitations/", invitations.invitations, name="invitations"),
    path("people/invitations/<uuid:pk>/resend/", invitations.resend, name="resend"),
    path("people/invitations/<uuid:pk>/revoke/", invitations.revoke, name="revoke"),
    path("people/sign-in-rules/", account.sign_in_rules, name="sign_in_rules"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("account/settings/", account.settings, name="settings"),
    path("account/second-factor/", account.second_factor, name="second_factor"),
]
