import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from lms.demo.crowd import NotHere, make


class Command(BaseCommand):
    help = (
        "Makes up people beside the demo academy, to measure with: units, evidence, levels, certificates, figures and postings. "
        "Only where the database is a demo or a bench and holds nobody real. Goes on where it stopped; the same seed gives the same "
        "people. Example: manage.py make_people 100000 --seed 7"
    )

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="how many people there are to be; a service of 480 is the smallest step")
        parser.add_argument("--seed", type=int, default=1, help="another number gives other people (1)")
        parser.add_argument("--share", default="1/1", help="only this part, as 1/2 and 2/2 for two processes side by side")

    def handle(self, *, number, seed, share, **options):
        if number < 1:
            raise CommandError("How many people? Give a number from 1, as 100000.")
        began, part = time.monotonic(), _share(share)
        wanted = number // part[1]
        try:
            for made in make(number, seed, part):
                seconds = time.monotonic() - began
                self.stdout.write(f"{made} of about {wanted} people, {seconds:.0f} s", ending="\r" if self.stdout.isatty() else "\n")
        except NotHere as refusal:
            raise CommandError(str(refusal))
        with connection.cursor() as cursor:  # A server without autovacuum would go on planning for the few there were.
            cursor.execute("ANALYZE")
        self.stdout.write(f"\nMade in {time.monotonic() - began:.0f} s. HR of all of them: hr@crowd.example")


def _share(text: str) -> tuple[int, int]:
    part, _slash, parts = text.partition("/")
    if not (part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        raise CommandError(f"{text!r} is no share. Write it as 1/2 and 2/2.")
    return int(part), int(parts)
