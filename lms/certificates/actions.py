"""Issuing certificates, revoking them, and keeping their PDFs."""

import hashlib
import logging
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission

from courses.enrolments.models import Enrolment
from lms.certificates.codes import new_code
from lms.certificates.exceptions import NotTheirEnrolment, ReasonMissing
from lms.certificates.lasting import lasts_until
from lms.certificates.models import Certificate, CertificateDesign, Certification, SerialCount
from lms.certificates.permissions import can_issue_to, can_manage
from lms.certificates.queries import Training, certifications_of, training_of
from lms.certificates.sheet import bilingual, look_of, signatories_of
from lms.certificates.signals import certificate_issued, certificates_changed
from lms.certificates.tasks import keep_pdf
from lms.competencies.actions import record_evidence, void_evidence
from lms.competencies.models import Evidence, EvidenceKind
from lms.jobs.actions import enqueue
from lms.jobs.models import Job
from lms.notifications.actions import notify
from lms.people.enums import KEEPERS

logger = logging.getLogger(__name__)

LOGOS = "Logos"
LOGO_SIZE = "max-720x280|format-png"
PROVES_LEVEL = 3  # what a certificate shows of each of its competencies; its kind of evidence says how much of that counts


def issue_certificate(
    *,
    certification: Certification,
    person,
    enrolment: Enrolment | None = None,
    on: date | None = None,
    actor=None,
    reason: str | Promise = "",
) -> Certificate:
    """Issues a certificate and asks for its PDF, in one transaction. The facts printed are frozen in the row.

    Safe to call twice: one certificate a certification and enrolment (also when it was revoked since), and without an
    enrolment one a person and day. `actor` is None when the training itself earned it; a person who issues it by hand must be
    allowed to (PermissionDenied) and say why (ReasonMissing).
    """
    if actor is not None and (actor.pk == person.pk or not can_issue_to(actor, person)):
        raise PermissionDenied
    if actor is not None and enrolment is None and not str(reason).strip():
        raise ReasonMissing
    if enrolment is not None and enrolment.person_id != person.pk:
        raise NotTheirEnrolment
    on = on or timezone.localdate()
    found = _issued(certification, person, enrolment, on)
    if found is not None:
        return found
    look = look_of(certification.design) | _kept_logo(certification.design)  # A file: before the transaction.
    training = training_of(certification, enrolment, on)
    try:
        with transaction.atomic():
            return _issue(certification, person, enrolment, on, actor, str(reason).strip(), look, training)
    except IntegrityError:
        # Another worker was at the same; what it wrote is the certificate.
        found = _issued(certification, person, enrolment, on)
        if found is None:
            raise
        return found


def issue_for(*, enrolment: Enrolment, module=None, on: date | None = None) -> list[Certificate]:
    """Issues whatever a completed module (or, without one, the whole enrolment) earns. Safe to call twice."""
    module = module or enrolment.module
    earned = certifications_of(module=module) if module is not None else certifications_of(programme=enrolment.programme)
    return [issue_certificate(certification=one, person=enrolment.person, enrolment=enrolment, on=on) for one in earned]


def revoke_certificate(*, certificate: Certificate, reason: str, actor) -> Certificate:
    """Takes a certificate's worth away and tells its holder why. Safe to call twice: the first reason stays.

    Raises ReasonMissing without a reason, PermissionDenied for who may not, and for one's own: it is evidence.
    """
    if actor.pk == certificate.person_id or not can_manage(actor, certificate):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        changed = Certificate.objects.standing().filter(pk=certificate.pk)
        if changed.update(revoked_at=timezone.now(), revoked_by=actor, revoke_reason=reason.strip()):
            log(
                instance=certificate,
                action="certificates.revoke",
                user=actor,
                data={"serial": certificate.serial, "reason": reason.strip()},
            )
            for evidence in Evidence.objects.standing().filter(person=certificate.person_id, source=_source(certificate)):
                void_evidence(evidence=evidence, reason=reason, actor=actor, tell=False)
            certificates_changed.send(sender=Certificate, person_ids=[certificate.person_id])
            notify(
                person=certificate.person,
                kind="certificates.revoked",
                key=f"certificates.revoked:{certificate.pk}",
                title=lambda: _("Your certificate “%(name)s” has been revoked") % {"name": certificate.name},
                text=lambda: (
                    _("The reason: %(reason)s If you do not agree, ask for a review: a person will look at it.")
                    % {"reason": _sentence(reason)}
                ),
                url=reverse("certificates:detail", args=[certificate.code]),
            )
    certificate.refresh_from_db()
    return certificate


def remake_pdf(*, certificate: Certificate, actor) -> Job:
    """Asks for the PDF again, drawn from the same row."""
    if not can_manage(actor, certificate):
        raise PermissionDenied
    made = certificate.pdf_made_at.isoformat() if certificate.pdf_made_at else "never"
    with transaction.atomic():
        job = enqueue(
            kind="certificates.pdf",
            payload={"certificate": certificate.pk},
            key=f"certificates.pdf:{certificate.pk}:{made}",
            actor=actor,
        )
        log(instance=certificate, action="certificates.remake_pdf", user=actor, data={"serial": certificate.serial})
    return job


def open_pdf(*, certificate: Certificate) -> File:
    """The PDF, open for reading; drawn again from the row when its file is not there."""
    if not certificate.pdf or not default_storage.exists(certificate.pdf.name):
        name = keep_pdf(certificate)
        Certificate.objects.filter(pk=certificate.pk).update(pdf=name, pdf_made_at=timezone.now())
        certificate.pdf.name = name
    return certificate.pdf.open("rb")


def make_pdfs(*, certificates, actor) -> Job:
    """One job that draws the PDF of each of these certificates that `actor` looks after, and shows how far it is."""
    ids = list(certificates.manageable_by(actor).values_list("pk", flat=True))
    return enqueue(kind="certificates.make_pdfs", payload={"certificates": ids}, actor=actor, total=len(ids))


def _issued(certification: Certification, person, enrolment: Enrolment | None, on: date) -> Certificate | None:
    if enrolment is not None:
        return Certificate.objects.filter(certification=certification, enrolment=enrolment).first()
    return Certificate.objects.standing().filter(certification=certification, person=person, enrolment=None, issued_on=on).first()


def _issue(
    certification: Certification,
    person,
    enrolment: Enrolment | None,
    on: date,
    actor,
    reason: str,
    look: dict[str, Any],
    training: Training,
) -> Certificate:
    until = lasts_until(certification, person, on)
    code, serial = new_code(), _next_serial(on.year)
    certificate = Certificate.objects.create(
        code=code,
        serial=serial,
        person=person,
        certification=certification,
        enrolment=enrolment,
        language=person.language,
        issued_on=on,
        valid_until=until,
        issued_by=actor,
        issue_reason=reason,
        facts={
            "serial": serial,
            "code": code,
            "holder": str(person),
            "certification": bilingual(certification, "name") | {"code": certification.code},
            "issued_on": on.isoformat(),
            "valid_until": until.isoformat() if until else None,
            "hours": str(training.hours) if training.hours else None,
            "modality": training.modality,
            "period": {"from": _iso(training.starts_on), "to": _iso(training.ends_on)},
            "contents": training.contents,
            "competencies": [bilingual(one, "name") | {"code": one.code} for one in certification.competencies.all()],
            "renewal": bilingual(certification, "renewal"),
            "issuer": certification.design.issuer,
            "signatories": signatories_of(certification.design),
            "design": look,
        },
    )
    enqueue(kind="certificates.pdf", payload={"certificate": certificate.pk}, key=f"certificates.pdf:{certificate.pk}", actor=actor)
    log(
        instance=certificate,
        action="certificates.issue",
        user=actor,
        data={"serial": serial, "certification": certification.code, "reason": reason},
    )
    _prove(certificate)
    certificates_changed.send(sender=Certificate, person_ids=[person.pk])
    transaction.on_commit(lambda: certificate_issued.send(sender=Certificate, certificate_id=certificate.pk), robust=True)
    return certificate


def prove_certificates() -> int:
    """Writes the evidence of certificates that were issued before certificates became evidence. Returns how many pieces.

    Each certificate is a transaction of its own. What was written, or voided since, is left as it is. Safe to repeat.
    """
    before, told = Evidence.objects.filter(kind__code="certificate").count(), set(_told_of())
    standing = Certificate.objects.filter(revoked_at__isnull=True, certification__competencies__isnull=False).distinct()
    for certificate in standing.select_related("certification", "person").order_by("pk").iterator(chunk_size=500):
        if _source(certificate) not in told:
            with transaction.atomic():
                _prove(certificate)
    return Evidence.objects.filter(kind__code="certificate").count() - before


def _told_of():
    return Evidence.objects.filter(kind__code="certificate").values_list("source", flat=True).distinct().iterator()


def _prove(certificate: Certificate) -> None:
    """Evidence for each competency that the certification names, for as long as the certificate holds."""
    certification = certificate.certification
    competencies = list(certification.competencies.all())
    if competencies and not EvidenceKind.objects.filter(code="certificate").exists():
        logger.warning("No kind of evidence “certificate”: certificate %s leaves none", certificate.serial)
        return
    for competency in competencies:
        record_evidence(
            person=certificate.person,
            competency=competency,
            kind="certificate",
            level=PROVES_LEVEL,
            ceiling=PROVES_LEVEL,
            source=_source(certificate),
            source_titles={"es": certification.name_es, "en": certification.name_en or certification.name_es},
            observed_at=timezone.make_aware(datetime.combine(certificate.issued_on, time.min)),
            expires_on=certificate.valid_until,
        )


def _source(certificate: Certificate) -> str:
    return f"certificate:{certificate.serial}"


def _next_serial(year: int) -> str:
    """The next number of the year. The row stays locked until the transaction ends, so there are no twins and no gaps."""
    SerialCount.objects.get_or_create(year=year)
    SerialCount.objects.filter(year=year).update(last=F("last") + 1)
    return f"{year}-{SerialCount.objects.get(year=year).last:06d}"


def _kept_logo(design: CertificateDesign) -> dict[str, str]:
    """The design's logo as a file of its own, named by what is in it: changing the picture later moves no certificate."""
    if design.logo is None:
        return {}
    picture = design.logo if design.logo.is_svg() else design.logo.get_rendition(LOGO_SIZE)
    with picture.file.open("rb") as file:
        content = file.read()
    ending = "svg" if design.logo.is_svg() else "png"
    name = f"certificates/logos/{hashlib.sha256(content).hexdigest()[:32]}.{ending}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return {"logo": name}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text[-1:] in ".!?…" else f"{text}."


def set_up_designs() -> Collection:
    """The collection of logos: whoever keeps designs takes pictures from it and adds to it, and to no other. Safe at every start."""
    root = Collection.get_first_root_node()
    logos = root.get_children().filter(name=LOGOS).first() or root.add_child(name=LOGOS)
    keepers, _created = Group.objects.get_or_create(name=KEEPERS)
    keepers.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for permission in Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=["add_image", "choose_image"]):
        GroupCollectionPermission.objects.get_or_create(group=keepers, collection=logos, permission=permission)
    return logos
