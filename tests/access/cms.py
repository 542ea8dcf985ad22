"""Wagtail's own screens."""

from tests.access.table import (
    ADMINISTERS,
    APPROVES,
    AUTHORS,
    BACK,
    KEEPS_DESIGNS,
    OPENS_CMS,
    READS_CATALOGUE,
    SIGN_IN,
    Row,
    everyone,
    only,
    only_post,
    the_public,
)

WAGTAIL = [
    Row("wagtaildocs_serve", lambda c: [c.document.pk, c.document.filename], get=everyone(anonymous=(SIGN_IN, 403, 404))),
    Row("wagtaildocs_authenticate_with_password", lambda c: [1], get=the_public(404)),
    Row("wagtailcore_authenticate_with_password", lambda c: [1, c.lesson.pk], get=the_public(404)),
    # A second door with a password alone would open beside the second factor.
    Row("wagtailcore_login", get=the_public((404, SIGN_IN), signed_in=(302, 404)), post=the_public((404, 405, SIGN_IN))),
    # A page's own address leads the learner to the player and authors to the reading page; others are told that they are not enrolled.
    Row(
        "wagtail_serve",
        lambda c: [c.lesson.get_url_parts()[2].split("/content/")[1]],
        get=only(["owner", *READS_CATALOGUE], ok=302, others=403, anonymous=(SIGN_IN, 404)),
    ),
]

# What is taught belongs to the whole academy: authors write it, approvers mend and publish it. Nobody takes a live page away.
DESIGN = {
    "issuer": "Alborada",
    "title_es": "Certificado",
    "title_en": "Certificate",
    "text_es": "Se otorga a",
    "text_en": "Awarded to",
    "ink": "#12262b",
    "accent": "#00646a",
}
NOT_THEIRS = dict.fromkeys(OPENS_CMS - {"superuser"}, (BACK, 403))
NOT_APPROVERS = dict.fromkeys(("trainer", "trainer_elsewhere"), (BACK, 403))
NOT_AUTHORS = dict.fromkeys(("supervisor", "quality"), (BACK, 403))
CMS = [
    Row("wagtailadmin_home", get=only({*OPENS_CMS, "hr"})),
    Row("wagtailadmin_explore_root", get=only(OPENS_CMS, ok=(200, 302))),
    Row("wagtailadmin_pages:add_subpage", lambda c: [c.module.pk], get=only(OPENS_CMS)),
    Row("wagtailadmin_pages:add", lambda c: ["catalogue", "lessonpage", c.module.pk], get=only(OPENS_CMS)),
    Row("wagtailadmin_pages:edit", lambda c: [c.lesson.pk], get=only(OPENS_CMS)),
    Row("wagtailadmin_pages:delete", lambda c: [c.lesson.pk], get=only({"superuser", *APPROVES}, **NOT_APPROVERS)),
    Row("wagtailimages:index", get=only(OPENS_CMS)),
    Row("wagtaildocs:index", get=only(OPENS_CMS)),
    Row("wagtailadmin_reports:site_history", get=only(OPENS_CMS)),
    Row(
        "catalogue_admin:submit_module",
        lambda c: [c.module.pk],
        get=only(OPENS_CMS),
        post=only(OPENS_CMS, ok=302),
    ),
    Row(
        "catalogue_admin:review",
        lambda c: [c.module.pk],
        get=only(APPROVES, **NOT_APPROVERS),
        post=only(APPROVES, ok=302, **NOT_APPROVERS),
        data=lambda c: {"decision": "approve"},
    ),
    Row("catalogue_admin:reports", get=only(OPENS_CMS)),
    Row("catalogue_admin:reports_results", get=only(OPENS_CMS)),
    Row(
        "catalogue_admin:report",
        lambda c: [c.content_report.pk],
        get=only(OPENS_CMS),
        post=only(OPENS_CMS, ok=302),
        data=lambda c: {"state": "mended", "answer": "Ya está"},
    ),
    # Of pages that are not there: whoever may translate learns that, nobody else more.
    Row("catalogue_submit_translation", lambda c: [0], get=only(OPENS_CMS, ok=404)),
    Row("catalogue_update_translations", lambda c: [0], get=only(OPENS_CMS, ok=404)),
    Row("quizzes_matching", get=only(AUTHORS)),
    Row("quizzes_health", get=only(AUTHORS, **NOT_AUTHORS)),
    Row("quizzes_pictures", get=only(AUTHORS, **NOT_AUTHORS), post=only(AUTHORS, ok=422, **NOT_AUTHORS)),
    only_post("quizzes_advice", lambda c: [0], only(AUTHORS, **NOT_AUTHORS)),
    Row("wagtailsnippets_quizzes_question:list", get=only(AUTHORS, **NOT_AUTHORS)),
    Row("wagtailsnippets_quizzes_question:add", get=only(AUTHORS, **NOT_AUTHORS)),
    Row(
        "wagtailsnippets_certificates_certification:list",
        get=only(ADMINISTERS, **NOT_APPROVERS, **NOT_AUTHORS),
    ),
    Row(
        "wagtailsnippets_certificates_certificatedesign:list",
        get=only(KEEPS_DESIGNS, **NOT_APPROVERS, **NOT_AUTHORS),
    ),
    Row(
        "wagtailsnippets_certificates_certificatedesign:edit",
        lambda c: [c.certification.design_id],
        get=only(KEEPS_DESIGNS, **NOT_APPROVERS, **NOT_AUTHORS),
        post=only(KEEPS_DESIGNS, ok=302, **NOT_APPROVERS, **NOT_AUTHORS),
        data=lambda c: {**DESIGN, "name": "Otro"},
    ),
    # Frameworks have screens of their own, with rules of their own; what a kind of evidence proves is said here.
    Row("wagtailsnippets_competencies_evidencekind:list", get=only(ADMINISTERS, **NOT_APPROVERS, **NOT_AUTHORS)),
    Row(
        "wagtailsnippets_competencies_evidencekind:edit",
        lambda c: [c.evidence.kind_id],
        get=only(ADMINISTERS, **NOT_APPROVERS, **NOT_AUTHORS),
        post=only(ADMINISTERS, ok=(200, 302), **NOT_APPROVERS, **NOT_AUTHORS),
        data=lambda c: {"code": ""},
    ),
    Row(
        "wagtailsnippets_competencies_evidencekind:delete",
        lambda c: [c.evidence.kind_id],
        get=only([], **NOT_THEIRS, superuser=(BACK, 403)),
    ),
    Row("wagtailimages_chooser:choose", get=only({*OPENS_CMS, "hr"})),
    # Roles are given under /people/, by its rules; these would go round them.
    Row("wagtailusers_users:index", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtailusers_users:add", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtailusers_groups:index", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtailsites:index", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtaillocales:index", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtailadmin_workflows:index", get=only(["superuser"], **NOT_THEIRS)),
]
