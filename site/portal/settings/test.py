"""The test suite: fast password hashes, tasks at once, files and index in a folder of the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from portal.settings.base import *
from portal.settings.base import DATABASES

SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

_folder = Path(tempfile.mkdtemp(prefix="verbundforum-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: in memory there would be no second connection, no waiting and no write-ahead log.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
    # No test pulls the plug of the machine: what a killed process has written is there without waiting for the disk.
    _pragmas = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = f"{_pragmas} PRAGMA synchronous=OFF;"
elif _prepared := os.environ.get("PREPARED_POSTGRES"):
    # A database whose migrations have run, made by the suite; see tests/servers/prepared.py, also for SQLite.
    DATABASES["default"]["TEST"] = {"TEMPLATE": _prepared}
MEDIA_ROOT = _folder / "media"
IMPORTS_FOLDER = _folder / "imports"
STATIC_ROOT = _folder / "static"
BUNDLES_FOLDER = _folder / "bundles"
SEARCH_EMBEDDED_FOLDER = _folder / "search"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True
EXAMPLE_LOGINS = True
#: Tests deliver by hand, at the moment they choose.
SEARCH_DELIVERY = "manual"
PERIODIC = "manual"
SEARCH_URL = "embedded:"
#: Making vectors takes time; the tests of meaning switch it on.
SEARCH_MEANING = False
SEARCH_TERMS_KEPT = 0.0
#: All tests come from one address; those of the limits set their own.
RATE_LIMITS = {"search": (0, 60), "suggest": (0, 60), "download": (0, 60), "api": (0, 60)}
