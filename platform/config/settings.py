"""Settings of every process; what differs between deployments comes from the environment (docs/settings.md)."""

from datetime import timedelta
from pathlib import Path

from kombu import Queue

from config import api, environment, logs
from config.version import VERSION as VERSION

environment.load_file()

ROOT = Path(__file__).resolve().parents[2]
LOCAL = Path(environment.text("LOCAL_DIR", str(ROOT / ".local")))

SECRET_KEY = environment.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.text("SECRET_KEY_FALLBACKS", "").split()
DEBUG = environment.flag("DEBUG")
DOMAIN = environment.text("DOMAIN", "localhost")
PORT = environment.text("PORT", "8000")
SCHEME = environment.text("SCHEME", "http" if DOMAIN == "localhost" else "https")

# An office's own domain is proven by a TXT record and then given a certificate by the operator's own program.
DNS_SERVERS = environment.text("DNS_SERVERS", "")
CERTIFICATE_HOOK = environment.text("CERTIFICATE_HOOK", "")
CERTIFICATE_HOOK_S = int(environment.text("CERTIFICATE_HOOK_S", "120"))

# Hosts are looked up among the offices' domains; whoever is not there gets a plain 404 (tenants.middleware).
ALLOWED_HOSTS = ["*"]
USE_X_FORWARDED_HOST = False
TRUSTED_PROXIES = environment.text("TRUSTED_PROXIES", "").split()

# Offices -----------------------------------------------------------------------------------------------------------------------

# auth and contenttypes are libraries here, without tables: see docs/adr/0004-accounts-without-auth-tables.md.
LIBRARIES = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "config",
]
# `tenants` first: its `migrate` is the one that is found.
PUBLIC_APPS = ["tenants", "django_tenants", "exchange", "jobs.errands"]
OFFICE_APPS = [
    "web", "accounts", "audit", "jobs", "messaging", "archive", "papers", "exchange.outbox", "submissions", "consultations",
    "assignments", "inspections",
]  # fmt: skip
VILLAGE_APPS = [
    *OFFICE_APPS,
    "exchange.own",
    "registry",
    "modules.service",
    "modules.service.queue",
    "modules.service.survey",
    "modules.service.complaints",
    "modules.service.referrals",
    "modules.service.site",
    "modules.service.reports",
    "modules.service.ask",
    "modules.reporting",
]
SUPERVISOR_APPS = [*OFFICE_APPS, "supervision"]
DISTRICT_APPS = [*SUPERVISOR_APPS, "signatories"]

HAS_MULTI_TYPE_TENANTS = True
MULTI_TYPE_DATABASE_FIELD = "kind"
TENANT_TYPES = {
    "public": {"APPS": PUBLIC_APPS, "URLCONF": "config.urls.nobody"},
    "village": {"APPS": VILLAGE_APPS, "URLCONF": "config.urls.village"},
    "district": {"APPS": DISTRICT_APPS, "URLCONF": "config.urls.district"},
    "regency": {"APPS": SUPERVISOR_APPS, "URLCONF": "config.urls.regency"},
}
INSTALLED_APPS = list(dict.fromkeys([*PUBLIC_APPS, *LIBRARIES, *VILLAGE_APPS, *DISTRICT_APPS]))
# Empty schemas kept ready for offices to come (tenants/pool.py).
POOL_SIZES = {"village": int(environment.text("POOL_VILLAGE", "3"))}
# How many offices of one file are opened side by side (supervision/actions/bulk.py); as many as the database has cores to spare.
OPENING_LANES = int(environment.text("OPENING_LANES", "2"))
# Pictures under the map on which boundaries are drawn (registry/views/territory.py); without, nobody's browser asks another host.
MAP_TILES_URL = environment.text("MAP_TILES_URL", "")
MAP_TILES_CREDIT = environment.text("MAP_TILES_CREDIT", "")
TENANT_MODEL = "tenants.Office"
TENANT_DOMAIN_MODEL = "tenants.Domain"
PUBLIC_SCHEMA_URLCONF = ROOT_URLCONF = "config.urls.nobody"
# What the database itself must refuse to change, by privileges and not by triggers.
APPEND_ONLY_TABLES = ["audit_entry", "registry_event", "registry_former", "service_kindversion"]

DATABASES = {
    "default": {
        **environment.database(environment.text("DATABASE_URL")),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "kentongan"},
    }
}
# The server process behind a connection keeps about a megabyte for each office it has visited; then the connection is made anew.
OFFICES_PER_CONNECTION = int(environment.text("OFFICES_PER_CONNECTION", "100"))
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": environment.text("CACHE_URL"),
        "KEY_FUNCTION": "walls.cache.make_key",
        "TIMEOUT": 300,
        # A server that takes connections and says nothing must not hold a page up for ever.
        "OPTIONS": {"socket_timeout": 3, "socket_connect_timeout": 2},
    }
}

# What one office may use, unless its kabupaten decides otherwise (tenants.OfficeLimit); requests and API calls in each web process.
LIMITS = {
    "storage": environment.number("LIMIT_STORAGE_MB", 5120) * 1024 * 1024,
    "jobs": environment.number("LIMIT_JOBS", 20),
    "requests": environment.number("LIMIT_REQUESTS", 1200),
    "exports": environment.number("LIMIT_EXPORTS", 200),
    "api_calls": environment.number("LIMIT_API_CALLS", 600),
}

# How many days after its end the figures of a month are closed by the night, unless its registers were closed before.
FACTS_CLOSE_AFTER_DAYS = environment.number("FACTS_CLOSE_AFTER_DAYS", 10)

# Requests ----------------------------------------------------------------------------------------------------------------------

MIDDLEWARE = [
    "web.security.SecurityHeadersMiddleware",
    "web.proxies.PeerMiddleware",
    "tenants.middleware.OfficeMiddleware",
    "tenants.throttle.LimitsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.watching.WatchersMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context.shell",
            ],
            "builtins": ["django.templatetags.static", "web.templatetags.ui", "web.templatetags.indonesian"],
        },
    }
]
FORM_RENDERER = "web.forms.OfficeRenderer"
WSGI_APPLICATION = "config.wsgi.application"

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
# A browser accepts a `__Host-` cookie only when it is secure, for the whole host and for no other: a neighbour cannot plant one.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Accounts ----------------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["accounts.backend.AccountBackend"]
LOGIN_URL = "accounts:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
]
EMAIL_BACKEND = environment.text(
    "EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if DOMAIN == "localhost"
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = LOCAL / "mail"
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", f"kentongan@{DOMAIN}")

# Messages ----------------------------------------------------------------------------------------------------------------------

# Where the Cloud API of WhatsApp is asked; which number and key, each office says itself.
WHATSAPP_URL = environment.text("WHATSAPP_URL", "https://graph.facebook.com/v23.0")
# Private networks in which offices may name gateways; all others must be https and on the internet.
GATEWAY_NETWORKS = environment.text("GATEWAY_NETWORKS", "").split()
# A folder that stands for residents' phones, for trying things out.
MESSAGES_DIR = environment.text("MESSAGES_DIR", "")

# Words, days and numbers -------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# Static files, documents, jobs -------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

S3_ENDPOINT = environment.text("S3_ENDPOINT", "") or None
S3_BUCKET = environment.text("S3_BUCKET")
# Copies of whole offices (docs/modules/copies.md).
COPIES_BUCKET = environment.text("COPIES_BUCKET", S3_BUCKET)
S3_KEY = environment.text("S3_KEY")
S3_SECRET = environment.text("S3_SECRET")
S3_REGION = environment.text("S3_REGION", "us-east-1")
CA_DIR = Path(environment.text("CA_DIR", str(LOCAL / "ca")))
# The national authority's e-sign client service in the kabupaten's network, and the certificates of the authority itself (PEM).
BSRE_URL = environment.text("BSRE_URL", "")
BSRE_USER = environment.text("BSRE_USER", "")
BSRE_PASSWORD = environment.text("BSRE_PASSWORD", "")
BSRE_ROOTS = environment.text("BSRE_ROOTS", "")

CELERY_BROKER_URL = environment.text("BROKER_URL")
CELERY_TASK_IGNORE_RESULT = True
# jobs/lanes.py says which message takes which; a worker that is not told otherwise serves all four in turn.
CELERY_TASK_DEFAULT_QUEUE = "quick"
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("quick", "busy", "overflow", "long")]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_timeout": 3,
    "socket_connect_timeout": 2,
    "queue_order_strategy": "jobs.lanes:QuickFirst",
}
# The client itself replaces a connection gone stale; what a silent broker does not get the sweepers bring.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_TRACK_STARTED = False
CELERY_BEAT_SCHEDULE_FILENAME = str(LOCAL / "beat-schedule")

REST_FRAMEWORK = api.REST_FRAMEWORK
SPECTACULAR_SETTINGS = api.SPECTACULAR

# Usernames are unique without regard to case, by a constraint this check does not read.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

LOGGING = logs.LOGGING
logs.configure()
