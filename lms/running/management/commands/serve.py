import os
import socket
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from lms.running.parts import parts
from lms.running.supervisor import Supervisor


class Command(BaseCommand):
    help = (
        "Runs the whole academy, web, worker and scheduler, until Ctrl-C. Prepares the database first; in demo settings it plays "
        "the demo academy in."
    )

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=2, help="web processes; cores + 1 is a good number")

    def handle(self, *args, host, port, workers, **options):
        began = time.monotonic()
        _check_port(host, port)
        call_command("prepare", stdout=self.stdout)
        if settings.DEMO:
            call_command("load_demo", stdout=self.stdout)
        address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/"
        self.stdout.write(f"\nPeldaño is at {address}  (ready in {time.monotonic() - began:.0f} s; Ctrl-C ends it)")
        if settings.DEMO:
            call_command("load_demo", sign_ins=True, stdout=self.stdout)
        self.stdout.flush()
        Supervisor(parts(host=host, port=port, workers=workers)).run()


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used ({error.strerror}). Give another: make demo PORT=8001") from error
