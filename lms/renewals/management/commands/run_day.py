"""manage.py run_day [--on 2026-12-31] [--json]: what a day brings to every app; safe to run twice or after days without it."""

import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from lms.jobs import days
from lms.language.days import day_given


class Command(BaseCommand):
    help = "Brings all that goes by the calendar to where it stands on a day (today): levels, renewals, refreshers. Safe to run twice."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--on", type=day_given, metavar="DATE", help="the day, as 2026-12-31; today when left out")
        parser.add_argument("--json", action="store_true", help="print what changed as JSON")

    def handle(self, *args, **options) -> None:
        done = days.run(options["on"] or timezone.localdate())
        if options["json"]:
            self.stdout.write(json.dumps({kind: number for work in done.values() for kind, number in work.items()}))
            return
        for name, work in done.items():
            self.stdout.write(f"{name}: " + ", ".join(f"{kind} {number}" for kind, number in work.items()))
