"""How it is deployed: one file, read from the environment (docs/reference/settings.md lists every name)."""

from __future__ import annotations

from config import logs
from config.env import BASE_DIR, env, secret
from config.env import DATA_DIR as DATA_DIR
from config.env import KEYS_DIR as KEYS_DIR

LOGGING = logs.LOGGING

DEBUG = env.bool("YINGZHOU_DEBUG", default=False)
DEMO = env.bool("YINGZHOU_DEMO", default=False)
TESTING = env.bool("YINGZHOU_TESTING", default=False)
SECRET_KEY = secret("django", default=env("YINGZHOU_SECRET_KEY", default=""))
if not SECRET_KEY and (DEBUG or TESTING):
    SECRET_KEY = "only-for-tests-and-debugging"  # noqa: S105
ALLOWED_HOSTS = env.list("YINGZHOU_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("YINGZHOU_ORIGINS", default=[])
DISTRICT = env("YINGZHOU_DISTRICT", default="chongming")

INSTALLED_APPS = [
    "yingzhou.work.accounts",
    "yingzhou.work.network",
    "yingzhou.work.registry",
    "yingzhou.work.liaison",
    "yingzhou.work.cases",
    "yingzhou.work.disputes",
    "yingzhou.work.overview",
    "yingzhou.base.trail",
    "yingzhou.base.evidence",
    "yingzhou.base.outbox",
    "yingzhou.base.jobs",
    "yingzhou.base.receipts",
    "yingzhou.base.staging",
    "yingzhou.base.numbering",
    "yingzhou.base.search",
    "yingzhou.base.secrets",
    "yingzhou.base.limits",
    "yingzhou.base.figures",
    "yingzhou.base.documents",
    "yingzhou.web.shared",
    "yingzhou.web.desk",
    "yingzhou.web.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yingzhou.web.door.hardening.HardeningMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yingzhou.web.door.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "yingzhou.web.door.viewer.OfficerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yingzhou.web.door.viewer.ViewerMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            BASE_DIR / "yingzhou/web/shared/templates",
            BASE_DIR / "yingzhou/web/desk/templates",
            BASE_DIR / "yingzhou/web/portal/templates",
        ],
        "OPTIONS": {
            "environment": "yingzhou.web.shared.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "yingzhou.web.door.context.door",
                "yingzhou.web.desk.shell.shell",
                "yingzhou.web.portal.shell.shell",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

_url = env("DATABASE_URL", default="")
DATABASES = {
    "default": {
        **(env.db_url_config(_url) if _url else {"ENGINE": "django.db.backends.postgresql", "NAME": "yingzhou"}),
        "ATOMIC_REQUESTS": True,
    }
}
DATABASES["default"].setdefault("OPTIONS", {})
if env.bool("YINGZHOU_DB_POOL", default=False):
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": env.int("YINGZHOU_DB_POOL_SIZE", default=8),
        # After a restart of the database the next request connects at once: a pool that goes on trying by itself waits
        # twice as long after each failure.
        "timeout": 2,
        "reconnect_timeout": 1,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Officer"
LOGIN_URL = "/desk/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = sorted(path for path in (BASE_DIR / "locale").glob("*") if path.is_dir())
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# `up` collects, names by content and compresses the static files once; tests and debugging read them where they are
_collected = (STATIC_ROOT / "staticfiles.json").is_file()
_collector = "yingzhou.web.shared.storage.StaticFiles"
_finder = "django.contrib.staticfiles.storage.StaticFilesStorage"
_collecting = env.bool("YINGZHOU_COLLECTING", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _collector if _collected or _collecting else _finder},
}
WHITENOISE_USE_FINDERS = not _collected
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
MEDIA_ROOT = DATA_DIR / "spool"
EVIDENCE_DIR = DATA_DIR / "evidence"
EVIDENCE_MAX_MIB = env.int("YINGZHOU_EVIDENCE_MAX_MIB", default=64)
#: Where nginx may read the evidence folder (`internal` location); empty: the application streams files itself.
EVIDENCE_ACCEL = env("YINGZHOU_ACCEL", default="")
#: clamd's socket (a path, or host:port); empty: no scanner is asked.
CLAMD = env("YINGZHOU_CLAMD", default="")
SPOOL_DIR = DATA_DIR / "spool"

#: `aes-256-gcm` or `sm4-gcm`: what the next field key is for.
FIELD_ALGORITHM = env("YINGZHOU_FIELD_ALGORITHM", default="aes-256-gcm")

SITE_URL = env("YINGZHOU_SITE_URL", default="").rstrip("/")
EMAIL_FROM = env("YINGZHOU_EMAIL_FROM", default="yingzhou@localhost")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL_FROM
EMAIL_TIMEOUT = 10
if _mail := env("YINGZHOU_EMAIL_URL", default=""):
    vars().update(env.email_url_config(_mail))
else:  # no mail server: every mail is a file of the spool
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = SPOOL_DIR / "mail"
SMS_GATEWAY = env("YINGZHOU_SMS_GATEWAY", default="yingzhou.base.outbox.senders.FileGateway")
WEBHOOK_URL = env("YINGZHOU_WEBHOOK_URL", default="")
WEBHOOK_SECRET = secret("webhook")

SECURE_TLS = env.bool("YINGZHOU_TLS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "yingzhou.web.door.sessions"
SESSION_IDLE_SECONDS = env.int("YINGZHOU_SESSION_IDLE_MINUTES", default=30) * 60
SESSION_ABSOLUTE_SECONDS = env.int("YINGZHOU_SESSION_HOURS", default=12) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_TLS
SECURE_HSTS_PRELOAD = SECURE_TLS
SECURE_SSL_REDIRECT = SECURE_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "yingzhou.web.door.refused.forbidden"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
TRUSTED_PROXIES = env.list("YINGZHOU_TRUSTED_PROXIES", default=[])

TEST_RUNNER = "django.test.runner.DiscoverRunner"
