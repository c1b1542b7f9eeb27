"""Production: the secret is required, everything goes over HTTPS."""

from portal.settings.base import *
from portal.settings.base import STORAGES
from portal.settings.environment import ENV

SECRET_KEY = ENV.required_secret_key()
ALLOWED_HOSTS = ENV.allowed_hosts
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_SSL_REDIRECT = True
# The container's health check asks over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if ENV.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SERVE_MEDIA = False
EXAMPLE_LOGINS = False
