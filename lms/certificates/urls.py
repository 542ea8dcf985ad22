from django.urls import path

from lms.certificates import views

app_name = "certificates"
urlpatterns = [
    path("certificates/", views.mine, name="mine"),
    path("certificates/manage/", views.manage, name="manage"),
    path("certificates/manage/export/", views.export, name="export"),
    path("certificates/manage/issue/", views.issue, name="issue"),
    path("certificates/manage/pdfs/", views.make_pdfs, name="make_pdfs"),
    path("certificates/manage/pdfs/<int:job_id>/", views.pdfs, name="pdfs"),
    path("certificates/colours/<str:colours>.css", views.colours, name="colours"),
    path("certificates/<str:code>/", views.detail, name="detail"),
    path("certificates/<str:code>/pdf/", views.pdf, name="pdf"),
    path("certificates/<str:code>/revoke/", views.revoke, name="revoke"),
    path("certificates/<str:code>/remake/", views.remake, name="remake"),
    path("verify/", views.verify_form, name="verify_form"),
    path("verify/<str:code>/", views.verify, name="verify"),
]
