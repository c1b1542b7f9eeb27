"""Development and `make run`: no set-up needed. Set DEBUG=1 for Django's error pages."""

from portal.settings.base import *
from portal.settings.environment import ENV

DEBUG = ENV.debug
SECRET_KEY = ENV.development_secret_key()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver", *ENV.allowed_hosts]
EMAIL_BACKEND = "core.mail.development.EmailBackend"
EMAIL_FILE_PATH = ENV.data_dir / "mail"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = ENV.debug
SERVE_MEDIA = True
EXAMPLE_LOGINS = True
