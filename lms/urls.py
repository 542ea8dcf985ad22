"""Every address of the product. Each app's own are in its `urls.py`; each has a row in `tests/access/`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms.home import views as home

urlpatterns = [
    # First of all, because nothing is asked as often as that an answer be kept.
    path("", include("assessments.quizzes.urls")),
    # Three doors of the CMS lead to ours, or a password-only one stays open beside the second factor.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("account/", include("allauth.urls")),
    path("", include("lms.language.urls")),
    path("", include("lms.people.urls")),
    path("", include("lms.jobs.urls")),
    path("", include("lms.exports.urls")),
    path("", include("lms.rotas.urls")),
    path("", include("lms.notifications.urls")),
    path("", include("lms.competencies.urls")),
    path("", include("courses.catalogue.urls")),
    path("", include("courses.enrolments.urls")),
    path("", include("courses.attendance.urls")),
    path("", include("assessments.reviews.urls")),
    path("", include("assessments.marking.urls")),
    path("", include("assessments.scores.urls")),
    path("", include("assessments.calibration.urls")),
    path("", include("assessments.roleplays.urls")),
    path("", include("assessments.scripting.urls")),
    path("", include("assessments.recordings.urls")),
    path("", include("assessments.live.urls")),
    path("", include("assessments.analysis.urls")),
    path("", include("assessments.exchange.urls")),
    path("", include("lms.criteria.urls")),
    path("", include("lms.certificates.urls")),
    path("", include("lms.renewals.urls")),
    path("", include("courses.changes.urls")),
    path("", include("lms.figures.urls")),
    path("", include("lms.refreshers.urls")),
    path("", include("lms.careers.urls")),
    path("", include("lms.promotions.urls")),
    path("", include("lms.home.urls")),
]
if settings.DEMO:
    urlpatterns += [path("", include("lms.demo.urls"))]
urlpatterns += i18n_patterns(
    # Wagtail's own sign-in for private pages would be a password-only door beside ours.
    path("content/_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="wagtailcore_login"),
    path("content/", include(wagtail_urls)),
)

handler400 = home.bad_request
handler403 = home.forbidden
handler404 = home.not_found
handler500 = home.server_error
