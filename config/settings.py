"""Every setting of the house, read from the environment in this one file. Told to operators in docs/self-hosting.md."""

from __future__ import annotations

from pathlib import Path

from config.environment import BadSetting, database, env, env_bool, env_choice, env_int, env_list, mail, split
from config.keeping import default_data_folder, read_secret
from withness import __version__
from withness.foundation.databases import SQLITE_PRAGMAS

ROOT = Path(__file__).resolve().parent.parent

# --- Where, and on what -------------------------------------------------------------------------------------------
DATA_DIR = (
    Path(
        env("WITHNESS_DATA", "The folder that holds everything: database, secret, backups.", default_data_folder(ROOT))
    )
    .expanduser()
    .absolute()
)
HOST = env("WITHNESS_HOST", "The address to listen on.", "127.0.0.1")
PORT = env_int("WITHNESS_PORT", "The port to listen on.", 8000, least=1, most=65535)
BASE_URL = env(
    "WITHNESS_BASE_URL",
    "The address people type, for links in e-mails.",
    f"http://{f'[{HOST}]' if ':' in HOST else HOST}:{PORT}",
).rstrip("/")
PROXIES = env_list("WITHNESS_PROXIES", "Addresses of your own proxies, whose X-Forwarded-For and -Proto we believe.")
RUN_DIR = env("WITHNESS_RUN", "The folder for sockets between our own processes.", str(DATA_DIR / "run"))
DATABASES = {
    "default": database(
        env("DATABASE_URL", "postgresql://name:password@host/database. Left out: a SQLite file in the data folder."),
        sqlite_file=DATA_DIR / "withness.sqlite3",
        pragmas=SQLITE_PRAGMAS,
    )
}
REDIS_URL = env("REDIS_URL", "Optional Redis or Valkey, for wake-ups in a large fleet. Holds nothing that matters.")
WAKE_BY_NOTIFY = True  # PostgreSQL carries wake-ups between machines
WEB_PROCESSES = env_int("WITHNESS_WEB_PROCESSES", "How many processes answer pages.", 1, least=1, most=64)
WEB_THREADS = env_int("WITHNESS_WEB_THREADS", "How many pages each of them answers at once.", 4, least=1, most=64)
LIVE_PROCESSES = env_int("WITHNESS_LIVE_PROCESSES", "How many processes hold live streams.", 1, least=1, most=16)

# --- Keys and doors -----------------------------------------------------------------------------------------------
SECRET_KEY = env(
    "WITHNESS_SECRET", "At least 32 characters. Left out: made on first start and kept in the data folder."
)
SECRET_KEY = SECRET_KEY or read_secret(DATA_DIR)
DEBUG = False
_address = split(BASE_URL, "WITHNESS_BASE_URL", "https://example.org")
if _address.scheme not in {"http", "https"} or not _address.hostname or BASE_URL.count("/") != 2:
    raise BadSetting("WITHNESS_BASE_URL must look like https://example.org, with no path behind it.")
HTTPS = _address.scheme == "https"
LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [_address.hostname, *LOOPBACK_NAMES]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
LOOPBACK = {HOST, _address.hostname} <= {"127.0.0.1", "::1", "localhost"}
DEMO = env_bool("WITHNESS_DEMO", "Load the demo community into a new data folder (loopback only).", default=LOOPBACK)
SOURCE_URL = env("WITHNESS_SOURCE_URL", "Where the source of the version you run can be fetched (AGPL).", "/source")
COMMUNITY = env("WITHNESS_COMMUNITY", "The name of your community, where you want one beside ours.")
OPERATOR = env("WITHNESS_OPERATOR", "Who runs this house, as it stands in the privacy notice and the terms.")
CONTACT = env("WITHNESS_CONTACT", "Where people reach whoever runs this house.")
COUNTRY = env("WITHNESS_COUNTRY", "The country whose law holds for this house.")
LEAVE_TO = env("WITHNESS_LEAVE_TO", "Where “Leave quickly” goes: a harmless page. Left out: our own.", "/weather")
METRICS_TOKEN = env("WITHNESS_METRICS_TOKEN", "Lets a collector that is not on this machine read /metrics.")
YOUNGEST = env_int(
    "WITHNESS_YOUNGEST",
    "The youngest age that may join. Under 18 asks much of you: see the docs.",
    18,
    least=13,
    most=99,
)
OPENING_GROUPS = env_choice(
    "WITHNESS_OPENING_GROUPS",
    "Who may open a group: everybody who has an account, or stewards only.",
    "everybody",
    among=("EVERYBODY", "STEWARDS"),
)

USE_X_FORWARDED_HOST = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "withness.people.sessions"
SESSION_COOKIE_NAME = "__Host-s" if HTTPS else "s"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_NAME = "__Host-c" if HTTPS else "c"
CSRF_FAILURE_VIEW = "withness.home.refusals.stale_form"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 327_680  # 20,000 letters of Arabic or emoji, as a form spells them, and a little more
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100

# --- The rooms ----------------------------------------------------------------------------------------------------
ROOMS = [
    "foundation", "people", "safety", "notices", "groups", "matching", "shares", "circles", "meetings",
    "skills", "accountability", "hope", "talks", "recovery", "stewards", "figures", "home",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    *(f"withness.{room}" for room in ROOMS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "config.wired.WiredConfig",
]
MIDDLEWARE = [
    "withness.foundation.journal.AccessJournal",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "withness.foundation.headers.QuietHeaders",
    "withness.foundation.packing.PackForStrangers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "withness.people.speaking.SpeakTheirLanguage",
    "withness.safety.answering_first.AnswerFirst",
    "withness.foundation.origin.OnlyFromUs",
    "withness.people.recognising.RecognisePerson",
    "withness.foundation.saying.SaidOnce",
    "withness.home.refusals.SayNoKindly",
    "allauth.account.middleware.AccountMiddleware",
    "withness.people.doors.AskOnceMore",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOOK = ROOT / "look"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [LOOK / "templates", *(ROOT / "withness" / room / "templates" for room in ROOMS)],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "withness.foundation.pages.environment",
            "context_processors": [],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "DIRS": [LOOK / "accounts"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
PLACES_DIR = DATA_DIR  # the file of towns, made when a meeting is first looked for
STATICFILES_DIRS = [LOOK / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is ever uploaded
    "staticfiles": {"BACKEND": "withness.foundation.files.HouseFiles"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our files are for our pages; another site's script has no business reading them

# --- Languages and times ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [LOOK / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
HOUSE_ZONE = env("WITHNESS_ZONE", "The IANA time zone shown to people who have not chosen one.", "UTC")

# --- People and ways in -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["withness.people.signing_in.ByNickname"]
PASSWORD_HASHERS = ["withness.people.hashing.ModestArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "withness.people.passwords.NotTheNickname"},
    {"NAME": "withness.people.passwords.NotOneThingRepeated"},
    {"NAME": "withness.people.passwords.NotACommonOneStretched"},
]
LOGIN_URL = "/account/come-in"
LOGIN_REDIRECT_URL = "/today"
ACCOUNT_ADAPTER = "withness.people.with_allauth.HouseAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nickname"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are kept only once they are confirmed, by a code of ours
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/10m/key",  # codes of the second step; passwords and words: people/limiting.py
    "reauthenticate": "20/m/user",
    "request_login_code": "30/m/ip,4/10m/key",
}
MFA_ADAPTER = "withness.people.with_allauth.HouseSecondSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

# --- Letters ------------------------------------------------------------------------------------------------------
_MAIL = env("WITHNESS_MAIL", "smtp+tls://name:password@host:587. Left out: no e-mail is sent or offered.")
globals().update(mail(_MAIL))
MAIL_OFFERED = bool(_MAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env(
    "WITHNESS_MAIL_FROM", "The sender of our letters. Choose a name that says nothing.", f"hello@{_address.hostname}"
)

REPLY_ADDRESS = env(
    "WITHNESS_REPLY_ADDRESS", "reply@example.org: people may answer by e-mail; you pipe it to withness receive-mail."
)
if REPLY_ADDRESS and (REPLY_ADDRESS.count("@") != 1 or not 1 <= len(REPLY_ADDRESS.partition("@")[0]) <= 9):
    raise BadSetting("WITHNESS_REPLY_ADDRESS must look like reply@example.org, with at most nine letters before the @.")

# --- Caches: only for limits on signing in; nothing that matters --------------------------------------------------
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "withness_cache",
        "KEY_FUNCTION": "withness.foundation.limits.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    }
}

# --- Voices in circles: each is left out unless you run one; none of them is ever asked to record -------------------
VOICE = {
    "jitsi": env("WITHNESS_JITSI", "A Jitsi with tokens: https://meet.example.org?key=APP&secret=SECRET."),
    "livekit": env(
        "WITHNESS_LIVEKIT", "A LiveKit: https://live.example.org?key=KEY&secret=SECRET&client=https://join.example.org."
    ),
    "bigbluebutton": env("WITHNESS_BIGBLUEBUTTON", "https://bbb.example.org/bigbluebutton?secret=SECRET."),
    "janus": env("WITHNESS_JANUS", "A Janus that only this house reaches: http://127.0.0.1:8088/janus?secret=SECRET."),
}

# --- Logs: no addresses, no words, no aliases, no query strings ---------------------------------------------------
LOG_LEVEL = env_choice(
    "WITHNESS_LOG_LEVEL",
    "How much the house writes about its own working: DEBUG, INFO, WARNING or ERROR.",
    "INFO",
    among=("DEBUG", "INFO", "WARNING", "ERROR"),
)
LOGGING_CONFIG = "withness.foundation.journal.keep_journal"
LOGGING = {"level": LOG_LEVEL}
VERSION = __version__
