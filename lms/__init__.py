"""The house: people, competencies, certificates, careers, and the project that ties them together."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
