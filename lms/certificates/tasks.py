"""Drawing PDFs: one certificate, or many with a count of how far it is."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.certificates.models import Certificate
from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.notifications.actions import notify


@handles("certificates.pdf", title=gettext_lazy("Draw a certificate"))
def make_pdf(job: Job) -> Effect | None:
    """Draws the PDF and, once it is there to be opened, tells the holder (once)."""
    certificate = Certificate.objects.select_related("person").get(pk=job.payload["certificate"])
    name = keep_pdf(certificate)

    def effect() -> dict:
        _write(certificate, name)
        _tell(certificate)
        return {"pdf": name}

    return effect


@handles("certificates.make_pdfs", title=gettext_lazy("Draw many certificates"))
def make_pdfs(job: Job) -> Effect | None:
    """Draws many. Taken up again after a kill, it goes on where it was: what was made since it was asked for is left alone."""
    wanted = Certificate.objects.filter(pk__in=job.payload["certificates"])
    left = wanted.filter(Q(pdf_made_at__isnull=True) | Q(pdf_made_at__lt=job.created_at))
    left, total = list(left.order_by("pk")), wanted.count()
    report_progress(job=job, done=total - len(left), total=total)
    for done, certificate in enumerate(left, start=total - len(left) + 1):
        _write(certificate, keep_pdf(certificate))
        report_progress(job=job, done=done)
    return lambda: {"made": total}


def keep_pdf(certificate: Certificate) -> str:
    """Draws the PDF and stores it under the certificate's one name; gives the name.

    A worker killed in the middle may have left half a file there, so what is there is replaced.
    """
    from lms.certificates.pdf import draw

    name = f"certificates/{certificate.code}.pdf"
    content = draw(certificate)
    default_storage.delete(name)
    stored = default_storage.save(name, ContentFile(content))
    if stored != name:  # Another worker stored the same bytes meanwhile.
        default_storage.delete(stored)
    return name


def _write(certificate: Certificate, name: str) -> None:
    Certificate.objects.filter(pk=certificate.pk).update(pdf=name, pdf_made_at=timezone.now())


def _tell(certificate: Certificate) -> None:
    if certificate.revoked_at is not None:
        return
    notify(
        person=certificate.person,
        kind="certificates.issued",
        key=f"certificates.issued:{certificate.pk}",
        title=lambda: _("Your certificate “%(name)s” is ready") % {"name": certificate.name},
        text=lambda: _("You can open it, download it as a PDF and share a link that shows it is real."),
        url=reverse("certificates:detail", args=[certificate.code]),
    )
