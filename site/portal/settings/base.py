"""What every site has in common: apps, middleware, database, templates, language, files, mail, logging."""

from __future__ import annotations

from typing import Any

import dj_database_url
from django.conf.locale import LANG_INFO

from portal.settings.environment import ENV, ROOT

DEBUG = False
BASE_URL = ENV.base_url
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_TRUSTED_ORIGINS = ENV.csrf_trusted_origins

INSTALLED_APPS = [
    "portal.home",
    "portal.pages",
    "portal.appearance",
    "portal.machines",
    "portal.demo",
    "portal.desk",
    "portal.reads",
    "exchange",
    "practices",
    "practices.imports",
    "practices.review",
    "practices.upkeep",
    "practices.submission",
    "events",
    "events.registrations",
    "partners",
    "search",
    "search.tuning",
    "core.links",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "core.request_guard.RequestGuard",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # Within GZip, whose padding makes every packed answer another one.
    "django.middleware.http.ConditionalGetMiddleware",
    "core.content_security.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.rate_limits.RateLimits",
    "core.permissions.gate.OwnPagesOnly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "partners.moved.FollowMerged",
    "search.tuning.clicks.CountClicks",
    "portal.reads.noting.CountReads",
    "core.http_caching.Caching",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.appearance.frame.site_context",
            ],
        },
    },
]


# Widgets of ours have their templates in templates/, like everything else.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url: str) -> dict[str, Any]:
    """Django's configuration of the database at `url`.

    SQLite takes its write lock when a transaction begins (IMMEDIATE): a lock that is only taken at the first write
    cannot wait for another writer, it fails at once with "database is locked".
    """
    configuration: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if configuration["ENGINE"].endswith("sqlite3"):
        configuration["CONN_MAX_AGE"] = 0
        configuration["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
        }
    return configuration


DATABASES = {"default": database(ENV.database_url or f"sqlite:///{ENV.data_dir / 'db.sqlite3'}")}

LANGUAGE_CODE = ENV.site_language
# One, as the content has one: a page is not half in the language of its visitor's browser.
LANGUAGES = [(LANGUAGE_CODE, LANG_INFO.get(LANGUAGE_CODE, {}).get("name_local", LANGUAGE_CODE))]
#: Where translations of the German texts are looked for: locale/<language>/LC_MESSAGES/django.mo.
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data_dir / "static"
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "core.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
#: Where the one style sheet and the one script are put together.
BUNDLES_FOLDER = ENV.data_dir / "bundles"
MEDIA_URL = "/media/"
MEDIA_ROOT = ENV.data_dir / "media"
#: Pictures of Word files that wait to be imported: below no address.
IMPORTS_FOLDER = ENV.data_dir / "imports"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Wagtail's own background work (reference index, admin search) goes the same way as the delivery to the cluster: to a
# worker where there is one, otherwise it is done at once.
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if ENV.search_delivery == "tasks"
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# Who does periodic work, and what is to be done soon: see core.background.
PERIODIC = ENV.periodic

DEFAULT_FROM_EMAIL = ENV.email_from
SERVER_EMAIL = ENV.email_from
EMAIL_HOST = ENV.email_url_host or "localhost"
EMAIL_PORT = int(ENV.email_port)
EMAIL_HOST_USER = ENV.email_user
EMAIL_HOST_PASSWORD = ENV.email_password
EMAIL_USE_TLS = ENV.email_tls
EMAIL_TIMEOUT = 10
#: Whether links to other sites are asked if they still lead somewhere: calls to foreign hosts, by a job only.
LINK_CHECK = ENV.link_check
#: Who is told of what visitors report to the office; empty: nobody, the admin lists it.
OFFICE_EMAIL = ENV.office_email
#: Whom security.txt names: an address for mail, or of a page; empty: there is no such file.
SECURITY_CONTACT = ENV.security_contact

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
    "loggers": {
        # The client logs each retry and each dead node; the engine says once what matters.
        "elastic_transport": {"level": "ERROR"},
        # One line for each page saved and each of its tasks.
        "django_tasks": {"level": "WARNING"},
        # A line for each step of each PDF.
        "weasyprint": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}

from portal.settings.search import *
from portal.settings.security import *
from portal.settings.wagtail import *
