"""Settings of the service; everything that differs between installations comes from the environment.

``OGOH_HOME`` is the data folder (default ``var`` below the working folder), ``DATABASE_URL`` names a
PostgreSQL database (default: SQLite in the data folder), ``OGOH_HOSTS`` the host names served,
``OGOH_TRUSTED_PROXIES`` the networks whose ``X-Forwarded-For`` is believed, ``OGOH_HTTPS=1`` says
that the service is reached by HTTPS, ``OGOH_COMPLAINTS_TO`` where people complain who were charged,
``OGOH_AUDIT_ORIGIN`` the name of the log under its checkpoints, ``OGOH_AUDIT_KEY`` its key in hexadecimal,
``OGOH_AUDIT_DAYS`` how long it remembers whom it is about.
Of the staff's sessions: ``OGOH_SHIFT_HOURS``, ``OGOH_IDLE_MINUTES``, ``OGOH_FRESH_MINUTES``; ``OGOH_TIME_ZONE``
is the time that their pages show, ``OGOH_LOOKS_AN_HOUR`` how many people an officer may look up.
"""

from __future__ import annotations

import os
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

import dj_database_url
import django.conf.locale
from csp.constants import NONE, SELF

from ogoh.web.secret import secret_key

HOME = Path(os.environ.get("OGOH_HOME", "var")).absolute()
HTTPS = os.environ.get("OGOH_HTTPS") == "1"
AUDIT_KEY = os.environ.get("OGOH_AUDIT_KEY", "")
AUDIT_ORIGIN = os.environ.get("OGOH_AUDIT_ORIGIN", "ogoh.invalid/audit")
# After how many days what was looked up forgets whom it was about.
MOST_AUDIT_DAYS = 36_500
AUDIT_DAYS = int(os.environ.get("OGOH_AUDIT_DAYS", "90"))
if not 1 <= AUDIT_DAYS <= MOST_AUDIT_DAYS:
    raise ValueError(f"OGOH_AUDIT_DAYS: found {AUDIT_DAYS}, expected a number of days from 1 to {MOST_AUDIT_DAYS}")
COMPLAINTS_TO = os.environ.get("OGOH_COMPLAINTS_TO", "")

# How long a session of the staff lasts, how long without anybody there, and how long a code counts as fresh.
SHIFT_HOURS = float(os.environ.get("OGOH_SHIFT_HOURS", "10"))
IDLE_MINUTES = float(os.environ.get("OGOH_IDLE_MINUTES", "30"))
FRESH_MINUTES = float(os.environ.get("OGOH_FRESH_MINUTES", "5"))

# How many people one officer may look up in an hour at a desk.
LOOKS_AN_HOUR = int(os.environ.get("OGOH_LOOKS_AN_HOUR", "90"))

TIME_OF_STAFF = os.environ.get("OGOH_TIME_ZONE", "Asia/Dushanbe")
try:
    ZoneInfo(TIME_OF_STAFF)
except (KeyError, OSError):
    raise ValueError(f"OGOH_TIME_ZONE: found {TIME_OF_STAFF!r}, expected a time zone such as Asia/Dushanbe") from None

# Where `ogoh certificate keys` keeps the keys that sign certificates.
CERTIFICATE_KEYS = HOME / "certificate_keys"

# Where `ogoh parcel keys` keeps the keys that sign and open parcels.
PARCEL_KEYS = HOME / "parcel_keys"

# Only `ogoh demo` sets this, in its own process: it lets in people whose passwords everybody knows.
DEMO = False

# The lists are in it: it is for the owner of the installation alone.
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("OGOH_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
TRUSTED_PROXIES = tuple(ip_network(one) for one in os.environ.get("OGOH_TRUSTED_PROXIES", "").split(",") if one)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "ogoh.web.audit",
    # Before the packages whose templates it replaces, after the one whose rows of permissions it keeps out.
    "ogoh.web.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "ogoh.web.lists",
    "ogoh.web.reviews",
    "ogoh.web.checks",
    "ogoh.web.exchange",
    "ogoh.web.queue",
    "ogoh.web.selfcheck",
    "ogoh.web.api",
    "ogoh.web.registry",
    "ogoh.web.blind",
    "ogoh.web.cases",
    "ogoh.web.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "ogoh.web.accounts.middleware.sessions",
    "django.middleware.common.CommonMiddleware",
    "ogoh.web.accounts.middleware.forgery",
    "ogoh.web.accounts.middleware.users",
    "allauth.account.middleware.AccountMiddleware",
    "ogoh.web.accounts.middleware.language",
    "ogoh.web.accounts.middleware.failures",
    "ogoh.web.accounts.middleware.shift",
    "ogoh.web.accounts.gate.Gate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "ogoh.web.urls"
WSGI_APPLICATION = "ogoh.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "ogoh.web.accounts.page.frame"],
            "libraries": {"when": "ogoh.web.when"},
        },
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
        # The empty icon of every page.
        "img-src": [SELF, "data:"],
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

# Signing in. Sessions lie in the database: one that was ended is worth nothing, whoever holds its cookie.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "ogoh.web.accounts.backend.Names"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "ogoh.web.accounts.passwords.HardToGuess"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff:start"
SESSION_COOKIE_NAME = "ogoh_session"
SESSION_COOKIE_AGE = int(SHIFT_HOURS * 3600)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "ogoh_form"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "ogoh.web.accounts.forged.not_accepted"

ACCOUNT_ADAPTER = "ogoh.web.accounts.adapters.Accounts"
ACCOUNT_FORMS = {
    "login": "ogoh.web.accounts.forms.SignInForm",
    "change_password": "ogoh.web.accounts.forms.PasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = {"mfa"}
# Axes counts what fails at the password, our own table what fails at the code; both in the database.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "ogoh.web.accounts.adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "ogoh.web.accounts.forms.CodeForm",
    "reauthenticate": "ogoh.web.accounts.forms.FreshCodeForm",
    "activate_totp": "ogoh.web.accounts.forms.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Ogoh"
MFA_TOTP_TOLERANCE = 1  # a device's clock may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# A name from one address: whoever knows a colleague's name cannot shut them out from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "ogoh.web.accounts.failures.digest_of_name"
AXES_CLIENT_IP_CALLABLE = "ogoh.web.accounts.failures.address"
AXES_LOCKOUT_CALLABLE = "ogoh.web.accounts.failures.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware stands there, for requests with a session alone

# What a person types is in the body of a request; no report and no log line may carry it.
DEFAULT_EXCEPTION_REPORTER_FILTER = "ogoh.web.silence.SilentReporterFilter"
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
# A picture of a passport is never written to disk: what is larger than this is not taken.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 11_000_000
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refused": {"()": "ogoh.web.silence.WithoutTraceback"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["refused"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # It writes who failed to sign in from where; the log of what staff do has that, under lock.
    "loggers": {"axes": {"level": "ERROR"}},
}
