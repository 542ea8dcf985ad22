"""The Celery application. A message only says "look at the jobs table"; losing one loses nothing (see `lms.jobs`)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")

app = Celery("peldano")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
