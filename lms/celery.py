"""The Celery application. A message only says "look at the jobs table"; losing one loses nothing (see `lms.jobs`)."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")

TRANSPORT_ALIASES["filesystem"] = "lms.running.file_queue:Transport"

app = Celery("peldano")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
