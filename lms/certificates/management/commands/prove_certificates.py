from django.core.management.base import BaseCommand

from lms.certificates.actions import prove_certificates


class Command(BaseCommand):
    help = (
        "Writes the evidence of certificates that were issued before certificates became evidence, for the competencies that their "
        "certification names. Revoked ones give none. Running it again writes nothing twice. "
        "Example: manage.py prove_certificates"
    )

    def handle(self, **options):
        self.stdout.write(f"{prove_certificates()} pieces of evidence written.")
