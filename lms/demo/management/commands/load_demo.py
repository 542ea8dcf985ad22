import os
import time

from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from lms.demo.loader import load
from lms.demo.loader.people import PASSWORD
from lms.demo.sign_ins import table


class Command(BaseCommand):
    help = "Plays the demo academy in: people, training, certificates and their lives up to today. What is there already is left alone."

    def add_arguments(self, parser):
        parser.add_argument("--sign-ins", action="store_true", help="only print who one can sign in as, and what to look at")

    def handle(self, *args, sign_ins=False, **options):
        if sign_ins:
            with translation.override(_terminal_language()):
                self.stdout.write(table())
                self.stdout.write(_("The password of all of them: %(password)s") % {"password": PASSWORD})
            return
        began = time.monotonic()
        parts = list(load())
        if parts:
            self.stdout.write(f"Demo academy: {', '.join(parts)} loaded in {time.monotonic() - began:.1f} s.")
        else:
            self.stdout.write("Demo academy: everything is there.")


def _terminal_language() -> str:
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "es" if spoken.startswith("es") else "en"
