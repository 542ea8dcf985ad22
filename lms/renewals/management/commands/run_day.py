"""manage.py run_day [--on 2026-12-31] [--json]: what a day brings to renewals; safe to run twice or after days without it."""

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.renewals.actions import run_day


class Command(BaseCommand):
    help = "Brings renewals to where they stand on a day (today): states, renewals given, reminders. Safe to run twice."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--on", metavar="DATE", help="the day, as 2026-12-31; today when left out")
        parser.add_argument("--json", action="store_true", help="print what changed as JSON")

    def handle(self, *args, **options) -> None:
        done = run_day(on=_day(options["on"]))
        if options["json"]:
            self.stdout.write(json.dumps(done))
            return
        self.stdout.write(", ".join(f"{kind}: {number}" for kind, number in done.items()))


def _day(text: str | None) -> date:
    if text is None:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--on {text!r} is no day: write it as 2026-12-31")
