from django.core.management.base import BaseCommand

from lms.careers.actions.proving import prove_sustained


class Command(BaseCommand):
    help = (
        "Writes, as evidence of kind “kpi”, the figures that people on a ladder have sustained as their rungs ask them: once a window, "
        "and it proves nothing alone. The scheduler does it every day; running it again writes nothing twice. "
        "Example: manage.py prove_figures"
    )

    def handle(self, **options):
        self.stdout.write(f"{prove_sustained()} pieces of evidence written.")
