"""What the screens of certificates ask, and what a new certificate says about the training behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from courses.catalogue.models import ModulePage, ProgrammePage
from courses.enrolments.models import Enrolment
from lms.certificates.enums import CertificateState
from lms.certificates.models import Certificate, Certification
from lms.language.bilingual import LANGUAGES, active_language


@dataclass(frozen=True)
class Training:
    """What a certificate prints of the training: hours, how it was given, from when to when, and its modules in each language."""

    hours: Decimal | None = None
    modality: dict[str, str] = field(default_factory=dict)
    starts_on: date | None = None
    ends_on: date | None = None
    contents: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class NotYet:
    """A certification that a person's enrolment would earn."""

    certification: Certification
    enrolment: Enrolment
    training: str


@dataclass(frozen=True)
class Mine:
    current: list[Certificate]
    earlier: list[Certificate]
    not_yet: list[NotYet]


def my_certificates(person) -> Mine:
    """A person's certificates: what holds or waits to be renewed, what is past, and what is on the way."""
    certificates = list(Certificate.objects.filter(person=person))
    current, earlier, covered = [], [], set()
    for certificate in certificates:  # The newest first.
        replaced = certificate.state == CertificateState.EXPIRED and certificate.certification_id in covered
        (earlier if replaced or certificate.state == CertificateState.REVOKED else current).append(certificate)
        if certificate.state != CertificateState.REVOKED:
            covered.add(certificate.certification_id)
    order = [CertificateState.EXPIRING, CertificateState.EXPIRED, CertificateState.VALID]
    current.sort(key=lambda certificate: order.index(certificate.state))
    return Mine(current, earlier, not_yet(person, certificates))


def not_yet(person, certificates: Iterable[Certificate]) -> list[NotYet]:
    """What the person's active enrolments would earn and have not, each with the name of what earns it."""
    earned = {(certificate.certification_id, certificate.enrolment_id) for certificate in certificates}
    enrolments = list(Enrolment.objects.active().filter(person=person))
    if not enrolments:
        return []
    programmes = {enrolment.programme_id for enrolment in enrolments if enrolment.programme_id}
    modules = {enrolment.module_id for enrolment in enrolments if enrolment.module_id}
    wanted = Q(programme__in=programmes) | Q(module__in=modules) | Q(module__programme_places__programme__in=programmes)
    certifications = list(
        Certification.objects.filter(wanted).distinct().select_related("programme", "module").prefetch_related("module__programme_places")
    )
    titles = titles_of([c.programme or c.module for c in certifications], active_language())
    return [
        NotYet(certification, enrolment, titles[(certification.programme or certification.module).translation_key])
        for enrolment in enrolments
        for certification in certifications
        if _earns(enrolment, certification) and (certification.pk, enrolment.pk) not in earned
    ]


def certifications_of(*, programme: ProgrammePage | None = None, module: ModulePage | None = None) -> list[Certification]:
    """What completing a programme or a module earns, whichever translation of the page was chosen."""
    if programme is not None:
        found = Certification.objects.filter(programme__translation_key=programme.translation_key)
    else:
        found = Certification.objects.filter(module__translation_key=module.translation_key)
    return list(found.select_related("design"))


def training_of(certification: Certification, enrolment: Enrolment | None, ends_on: date) -> Training:
    """What the certificate prints of the training: of the enrolment that earned it, or of the training that would."""
    module = certification.module or (enrolment.module if enrolment else None)
    programme = certification.programme or (enrolment.programme if enrolment else None)
    starts_on = min(enrolment.starts_on, ends_on) if enrolment else None
    period = {"starts_on": starts_on, "ends_on": ends_on if starts_on else None}
    if module is not None:
        return Training(hours=_module_hours(module), contents=_steps(module), **period)
    if programme is None:
        return Training(**period)
    done = set(enrolment.module_completions.values_list("module_id", flat=True)) if enrolment else set()
    places = programme.programme_modules.select_related("module").order_by("sort_order")
    modules = [place.module for place in places if place.module_id in done or (not done and place.required)]
    return Training(hours=programme.hours or None, modality=_modality(programme), contents=_in_each_language(modules), **period)


def titles_of(pages: list[Page], language: str) -> dict:
    """Titles by translation key: in `language` where a live translation exists, else the page's own."""
    titles = {page.translation_key: page.title for page in pages}
    translated = Page.objects.live().filter(translation_key__in=titles, locale__language_code=language)
    return titles | dict(translated.values_list("translation_key", "title"))


def people_to_certify(user):
    from lms.people.enums import ISSUES_CERTIFICATES
    from lms.people.models import User

    return User.objects.visible_to(user, ISSUES_CERTIFICATES)


def managed(user, *, text: str = "", certification: Certification | None = None, state: str = ""):
    """The certificates that `user` looks after, newest first, filtered."""
    found = Certificate.objects.manageable_by(user).select_related("person")
    if text:
        found = found.matching(text)
    if certification is not None:
        found = found.filter(certification=certification)
    if state:
        found = found.in_state(state, timezone.localdate())
    return found


def _earns(enrolment: Enrolment, certification: Certification) -> bool:
    if certification.programme_id:
        return certification.programme_id == enrolment.programme_id
    places = certification.module.programme_places.all()
    return certification.module_id == enrolment.module_id or any(place.programme_id == enrolment.programme_id for place in places)


def _modality(programme: ProgrammePage) -> dict[str, str]:
    pages = ProgrammePage.objects.filter(translation_key=programme.translation_key, locale__language_code__in=LANGUAGES)
    return dict(pages.values_list("locale__language_code", "modality"))


def _module_hours(module: ModulePage) -> Decimal | None:
    minutes = sum(step.specific.minutes for step in module.get_children().live().specific())
    return (Decimal(minutes) / 60).quantize(Decimal("0.1")) if minutes else None


def _steps(module: ModulePage) -> dict[str, list[str]]:
    return _in_each_language(list(module.get_children().live()))


def _in_each_language(pages: list[Page]) -> dict[str, list[str]]:
    keys = [page.translation_key for page in pages]
    by_language = {language: titles_of(pages, language) for language in LANGUAGES}
    return {language: [by_language[language][key] for key in keys] for language in LANGUAGES}
