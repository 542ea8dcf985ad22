"""What the tests run on. The database comes from DATABASE_URL, so the same suite runs on SQLite and on PostgreSQL."""

import tempfile

from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="peldano-media-")
STORAGES["private"]["OPTIONS"]["location"] = tempfile.mkdtemp(prefix="peldano-private-")  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str] = {}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "shared": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shared"},
    "held": {"BACKEND": "lms.running.caches.HeldCache", "LOCATION": "held"},
}
SESSION_ENGINE = "lms.people.backends"
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
WORKING_HOURS = "1-7 00:00-00:00"  # whoever tests a mail at night is at work
