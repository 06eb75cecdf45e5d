"""Settings for tests: what surrounds us is ignored, hashing is quick, nothing leaves the machine."""

import atexit
import os
import shutil
import tempfile
import zlib

for name in [name for name in os.environ if name.startswith("WITHNESS_") or name in {"DATABASE_URL", "REDIS_URL"}]:
    del os.environ[name]
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
_folder = tempfile.mkdtemp(prefix="withness-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["WITHNESS_DATA"] = _folder
os.environ["WITHNESS_SECRET"] = "a secret for tests only, long enough to be one"
if os.environ.get("TEST_BOTH") == "1" and _worker == "gw1":
    os.environ["DATABASE_URL"] = os.environ["TEST_POSTGRES_URL"]
elif os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_OFFERED = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test{_worker}.sqlite3"}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"withness_test_{zlib.crc32(__file__.encode()):x}_{_worker or 'one'}"}
PLACES_DIR = f"{tempfile.gettempdir()}/withness-places-{os.getuid()}"  # made once for all tests
