"""What is shown for it, and what runs the house."""

from functools import cached_property

from django.core.files.base import ContentFile
from django.utils import timezone

from tests import world


class Shown:
    """What is shown for it, and what runs the house."""

    @cached_property
    def certification(self):
        from lms.certificates.models import CertificateDesign, Certification

        design = CertificateDesign.objects.create(name="Academia", issuer="Alborada")
        return Certification.objects.create(code="initial", name_es="Formación inicial", name_en="Initial training", design=design)

    @cached_property
    def certificate(self):
        from lms.certificates.actions import issue_certificate

        made = issue_certificate(certification=self.certification, person=self.people["owner"])
        made.pdf.save("one.pdf", ContentFile(b"%PDF-1.7 nothing to see"))
        return made

    @cached_property
    def invitation(self):
        """(the invitation, its token): to be a trainee of the owner's team."""
        return world.invitation(actor=self.people["hr"], in_unit=self.team, email="nueva@example.com")

    @cached_property
    def failed_job(self):
        from lms.jobs.models import Job

        return Job.objects.create(kind="notifications.mail", payload={"notification": 0}, state="failed", finished_at=timezone.now())

    @cached_property
    def pdfs_job(self):
        from lms.jobs.models import Job

        return Job.objects.create(kind="certificates.make_pdfs", payload={"certificates": []}, actor=self.people["hr"])

    @cached_property
    def picture(self):
        from wagtail.images.models import Image

        drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
        return Image.objects.create(title="Factura", file=ContentFile(drawing, name="factura.svg"))

    @cached_property
    def document(self):
        from wagtail.documents.models import Document

        return Document.objects.create(title="Ficha", file=ContentFile(b"Junta 600: 45", name="ficha.txt"))

    @cached_property
    def figures(self):
        """A file of figures that was looked at and waits for a word."""
        from lms.figures.models import FigureImport, Mapping

        layout = {"whom": "Agent", "day": "Date", "measures": [{"metric": "aht", "column": "AHT"}]}
        mapping = Mapping.objects.create(name="telephony", source="Telephony", layout=layout)
        return FigureImport.objects.create(mapping=mapping, name="november.csv", sha256="a" * 64)

    @cached_property
    def hours_import(self):
        """A file of working hours that was looked at and waits for a word."""
        from django.core.files.base import ContentFile

        from lms.rotas.models import HoursImport

        layout = {"whom": "Agent", "day": "Day", "starts": "Hours"}
        content = ContentFile(f"Agent;Day;Hours\n{self.people['owner'].email};Monday;08:00-15:00\n".encode(), name="rota.csv")
        return HoursImport.objects.create(source="Planner", layout=layout, file=content, name="rota.csv", rows=1, new=1)

    @cached_property
    def source_token(self):
        from uuid import uuid4

        from lms.figures.actions.tokens import make_token

        return make_token(mapping=self.figures.mapping, name="Exporter", uid=uuid4(), actor=self.people["administrator"])[0]

    @cached_property
    def notification(self):
        from lms.notifications.actions import notify

        return notify(person=self.people["owner"], kind="test", key="roles.test", title="Mira esto", url="/programme/")
