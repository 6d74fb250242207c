"""Settings of the service; everything that differs between installations comes from the environment.

``OGOH_HOME`` is the data folder (default ``var`` below the working folder), ``DATABASE_URL`` names a
PostgreSQL database (default: SQLite in the data folder), ``OGOH_HOSTS`` the host names served,
``OGOH_TRUSTED_PROXIES`` the networks whose ``X-Forwarded-For`` is believed, ``OGOH_HTTPS=1`` says
that the service is reached by HTTPS, ``OGOH_COMPLAINTS_TO`` where people complain who were charged,
``OGOH_AUDIT_ORIGIN`` the name of the log under its checkpoints, ``OGOH_AUDIT_KEY`` its key in hexadecimal.
"""

from __future__ import annotations

import os
from ipaddress import ip_network
from pathlib import Path

import dj_database_url
import django.conf.locale
from csp.constants import NONE, SELF

from ogoh.web.secret import secret_key

HOME = Path(os.environ.get("OGOH_HOME", "var")).absolute()
HTTPS = os.environ.get("OGOH_HTTPS") == "1"
AUDIT_KEY = os.environ.get("OGOH_AUDIT_KEY", "")
AUDIT_ORIGIN = os.environ.get("OGOH_AUDIT_ORIGIN", "ogoh.invalid/audit")
COMPLAINTS_TO = os.environ.get("OGOH_COMPLAINTS_TO", "")

# The lists are in it: it is for the owner of the installation alone.
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("OGOH_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
TRUSTED_PROXIES = tuple(ip_network(one) for one in os.environ.get("OGOH_TRUSTED_PROXIES", "").split(",") if one)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "ogoh.web.audit",
    "ogoh.web.lists",
    "ogoh.web.reviews",
    "ogoh.web.checks",
    "ogoh.web.selfcheck",
    "ogoh.web.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "ogoh.web.urls"
WSGI_APPLICATION = "ogoh.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

SQLITE_OPTIONS = {
    # A writer takes its place at once and others wait for it, instead of failing midway.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an answer that was given is in the log, also after a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=1073741824; "
    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;",
}
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{HOME / 'ogoh.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "tg"
LANGUAGES = [
    ("tg", "Тоҷикӣ"),
    ("ru", "Русский"),
    ("uz", "Oʻzbekcha"),
    ("uz-cyrl", "Ўзбекча"),
    ("ky", "Кыргызча"),
    ("en", "English"),
]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
django.conf.locale.LANG_INFO["uz-cyrl"] = {
    "bidi": False,
    "code": "uz-cyrl",
    "name": "Uzbek (Cyrillic)",
    "name_local": "Ўзбекча",
}

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 86_400

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
CSRF_COOKIE_SECURE = HTTPS

# What a person types is in the body of a request; no report and no log line may carry it.
DEFAULT_EXCEPTION_REPORTER_FILTER = "ogoh.web.silence.SilentReporterFilter"
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
