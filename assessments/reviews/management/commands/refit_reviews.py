"""manage.py refit_reviews [--centre CODE]: fits the spacing of each centre that has enough to go by, here and now."""

from django.core.management.base import BaseCommand, CommandError

from assessments.reviews.actions.refitting import due_centres, refit
from lms.people.enums import UnitKind
from lms.people.models import Unit


class Command(BaseCommand):
    help = "Fits the spacing of cards to how the people of each centre remember, where there are enough answers and new ones."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--centre", metavar="CODE", help="only this centre")

    def handle(self, *args, **options) -> None:
        centres = [centre for centre, _reviews in due_centres()]
        if options["centre"]:
            if not Unit.objects.filter(kind=UnitKind.CENTRE, code=options["centre"]).exists():
                raise CommandError(f"--centre {options['centre']!r} is no centre: give the code of one")
            centres = [one for one in centres if one.code == options["centre"]]
        for centre in centres:
            row = refit(centre=centre)
            if row:
                words = "applied" if row.applied else "not applied: it predicts no better"
                self.stdout.write(f"{centre}: {row.reviews} reviews, log loss {row.loss_before:.4f} → {row.loss_after:.4f}, {words}")
        if not centres:
            self.stdout.write("nothing to fit: too few answers, or hardly more than the last time")
