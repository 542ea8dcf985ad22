"""A developer's own machine: errors in full, mail on the console, no secret to set."""

from .base import *  # noqa: F403

DEBUG = True
SECRET_KEY = SECRET_KEY or "only-for-this-machine"  # noqa: F405
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
