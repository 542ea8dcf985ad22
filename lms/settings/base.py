"""Settings shared by every way of running Peldaño. Each one read from the environment is described in `.env.example`."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from lms.settings.installed import INSTALLED_APPS as INSTALLED_APPS

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("PELDANO_VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
DEMO = False

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "courses.catalogue.middleware.EditorPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lms.people.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lms.people.middleware.DoorMiddleware",
    "lms.notifications.middleware.LookingMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ── Database: SQLite unless DATABASE_URL names another ──────────────────────────────────────────────────────────
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'peldano.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Eight writers on one row: Django's defaults lost 78 % to "database is locked", these lose none.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
            "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    # A new PostgreSQL connection for each request costs more than the request itself.
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── Cache and sessions ──────────────────────────────────────────────────────────────────────────────────────────
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
    ),
    # Counters that must hold across processes (rate limits) live here: Redis where there is one, else the database.
    "shared": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "lms.running.caches.CounterCache", "LOCATION": "shared_cache"}
    ),
    # What each process makes for itself and nobody changes: outlines of the catalogue, the frame of a page.
    "held": {"BACKEND": "lms.running.caches.HeldCache", "LOCATION": "held", "TIMEOUT": 24 * 3600, "OPTIONS": {"MAX_ENTRIES": 5000}},
}
RATELIMIT_USE_CACHE = "shared"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db" if REDIS_URL else "lms.people.backends"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600
SESSION_COOKIE_SAMESITE = "Lax"

# ── Queue: the jobs table is the truth, the broker only wakes a worker ──────────────────────────────────────────
CELERY_BROKER_URL = env.str("BROKER_URL", default=REDIS_URL or "filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue_dir = VAR_DIR / "queue"
    for _name in ("messages", "control"):
        (_queue_dir / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue_dir / "messages"),
        "data_folder_out": str(_queue_dir / "messages"),
        "control_folder": str(_queue_dir / "control"),
        "polling_interval": 0.1,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    # One that waited past the next is of no use.
    "sweep the jobs table": {"task": "lms.jobs.tasks.sweep", "schedule": 5.0, "options": {"expires": 5}},
    "hand out roleplays": {"task": "assessments.scores.tasks.hand_out", "schedule": 60.0, "options": {"expires": 60}},
    "publish what is scheduled": {"task": "courses.catalogue.tasks.publish_scheduled", "schedule": 60.0},
    "keep readiness current": {"task": "lms.careers.tasks.sweep_readiness", "schedule": 300.0, "options": {"expires": 300}},
    "count readiness": {"task": "lms.careers.tasks.count_the_day", "schedule": 6 * 3600.0},
    "prove what is sustained": {"task": "lms.careers.tasks.prove_sustained", "schedule": 24 * 3600.0},
    "cards of the day": {"task": "assessments.reviews.tasks.run_the_day", "schedule": 12 * 3600.0},
    "let old recordings go": {"task": "assessments.recordings.tasks.run_the_day", "schedule": 6 * 3600.0},
    "mails of the shifts": {"task": "lms.notifications.tasks.open_the_shifts", "schedule": 60.0, "options": {"expires": 60}},
    "remind of booked roleplays": {"task": "assessments.live.tasks.remind", "schedule": 300.0, "options": {"expires": 300}},
    "remind of registers": {"task": "courses.attendance.tasks.remind", "schedule": 3600.0, "options": {"expires": 3600}},
    "look into the folder of figures": {"task": "lms.figures.tasks.look_into_the_folder", "schedule": 60.0, "options": {"expires": 60}},
    "renewals of the day": {"task": "lms.renewals.tasks.run_the_day", "schedule": 6 * 3600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=120)

# ── People and sign-in ──────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "people.User"
# One backend, which is Django's own and signs in by e-mail: with two, a wrong password would be hashed twice.
AUTHENTICATION_BACKENDS = ["lms.people.backends.Backend"]
# Argon2 at 19 MiB, two passes, one lane: OWASP's first recommendation; about a tenth of PBKDF2's CPU at Django's count.
PASSWORD_HASHERS = [
    "lms.people.hashers.LightArgon2PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"max_similarity": 0.6}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:today"
ACCOUNT_ADAPTER = "lms.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "lms.people.forms.account.LoginForm",
    "reset_password": "lms.people.forms.account.ResetPasswordForm",
    "reset_password_from_key": "lms.people.forms.account.ResetPasswordKeyForm",
    "change_password": "lms.people.forms.account.ChangePasswordForm",
    "reauthenticate": "lms.people.forms.account.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # People come by invitation: opening the mailed link is the verification.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key", "login": "60/m/ip"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
MFA_ADAPTER = "lms.people.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "lms.people.forms.account.CodeForm",
    "reauthenticate": "lms.people.forms.account.ReauthenticateCodeForm",
    "activate_totp": "lms.people.forms.account.ActivateTOTPForm",
    "add_webauthn": "lms.people.forms.account.AddPasskeyForm",
    "edit_webauthn": "lms.people.forms.account.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Peldaño"
MFA_TOTP_TOLERANCE = 1  # A phone's clock may be half a minute off.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
INVITATION_DAYS = env.int("INVITATION_DAYS", default=7)
EVIDENCE_QUESTION_DAYS = env.int("EVIDENCE_QUESTION_DAYS", default=30)  # to question evidence about oneself
EVIDENCE_ANSWER_DAYS = env.int("EVIDENCE_ANSWER_DAYS", default=10)  # to answer such a question

# ── Languages and time ──────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # A page sent to translation is a draft until somebody has translated it.
FORMAT_MODULE_PATH = "lms.language.formats"
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Madrid")
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]  # the second: what Wagtail does not say in Spanish

# ── Wagtail ─────────────────────────────────────────────────────────────────────────────────────────────────────
WAGTAIL_SITE_NAME = "Peldaño"
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"  # whoever types the day first would else get today
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [env.str("TIME_ZONE", default="Europe/Madrid")]
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_UPDATE_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "m4a", "mp3", "mp4", "ods", "odt", "ogg", "pdf", "pptx", "txt", "vtt", "webm", "xlsx"]
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "courses.catalogue.pictures.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILEMBEDS_RESPONSIVE_HTML = True
TAGGIT_CASE_INSENSITIVE = True

# ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Voices: no address of the web leads here. A view reads it for whoever may hear them.
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "private", "base_url": None}},
}
if env.str("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": env.str("S3_ENDPOINT", default="") or None,
            "region_name": env.str("S3_REGION", default="") or None,
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            **STORAGES["default"]["OPTIONS"],
            "bucket_name": env.str("S3_PRIVATE_BUCKET", default=env.str("S3_BUCKET")),
            "location": "private",
        },
    }
RECORDING_MAX_BYTES = env.int("RECORDING_MAX_MB", default=60) * 2**20
RECORDING_MONTHS = env.int("RECORDING_MONTHS", default=6)
RECORDING_LINK_MINUTES = env.int("RECORDING_LINK_MINUTES", default=15)
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_MB", default=32) * 2**20
FIGURES_FOLDER = env.str("FIGURES_FOLDER", default="")  # watched for files of figures: see docs/figures.md
FIGURES_API_MAX_BYTES = env.int("FIGURES_API_MAX_MB", default=64) * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# ── Mail ────────────────────────────────────────────────────────────────────────────────────────────────────────
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Peldaño <academia@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
REPLY_TO = env.list("REPLY_TO", default=[])  # who reads the answers to our mails
# Whoever has no working hours of their own is taken to work these: "days from-to", Monday is 1. No mail leaves outside them.
WORKING_HOURS = env.str("WORKING_HOURS", default="1-5 08:00-20:00")

# ── Security ────────────────────────────────────────────────────────────────────────────────────────────────────
# Our pages may stand in a frame of ours (the preview while writing), never in another site's: SAMEORIGIN, not DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview shows pages in a frame of the same origin.
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "lms.home.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "font-src": ["'self'", "data:"],
        "frame-src": ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "object-src": ["'none'"],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Two lines a page saved say nothing that Wagtail's own history does not.
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail", "weasyprint", "fontTools")},
}
