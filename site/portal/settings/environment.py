"""The one place where environment variables are read: each with its type, its default and what it is for."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]


def _text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def _list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in _text(name, default).split(",") if item.strip()]


def _flag(name: str, default: bool = False) -> bool:
    value = _text(name, "1" if default else "0").lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def _number(name: str, default: int) -> int:
    value = _text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def _path(name: str, default: Path) -> Path:
    return Path(_text(name, str(default))).expanduser().absolute()


@dataclass(frozen=True)
class Environment:
    """What an operator can set. Addresses are URLs; paths may be relative to the working directory."""

    data_dir: Path = field(default_factory=lambda: _path("DATA_DIR", ROOT / "var"))
    secret_key: str = field(default_factory=lambda: _text("SECRET_KEY"))
    allowed_hosts: list[str] = field(default_factory=lambda: _list("ALLOWED_HOSTS"))
    csrf_trusted_origins: list[str] = field(default_factory=lambda: _list("CSRF_TRUSTED_ORIGINS"))
    base_url: str = field(default_factory=lambda: _text("BASE_URL", "http://127.0.0.1:8000").rstrip("/"))
    #: The language of the site: of what the software says, and of dates and numbers. The source of all texts is German.
    site_language: str = field(default_factory=lambda: _text("SITE_LANGUAGE", "de").lower())
    database_url: str = field(default_factory=lambda: _text("DATABASE_URL"))
    #: `embedded:` or the address of an Elasticsearch 9 cluster, with user and password if it wants them.
    search_url: str = field(default_factory=lambda: _text("SEARCH_URL", "embedded:"))
    #: The name of the alias that is searched, and the beginning of the names of the indices behind it.
    search_index: str = field(default_factory=lambda: _text("SEARCH_INDEX", "verbundforum"))
    #: Instead of user and password in the address: what hosted clusters give out.
    search_api_key: str = field(default_factory=lambda: _text("SEARCH_API_KEY"))
    #: The file (PEM) of the authority that signed the cluster's certificate, when it is one of your own.
    search_ca_certs: str = field(default_factory=lambda: _text("SEARCH_CA_CERTS"))
    #: Whether texts are compared by what they are about, beside their words; a model in each process (about 150 MB).
    search_meaning: bool = field(default_factory=lambda: _flag("SEARCH_MEANING", True))
    #: `thread`: the serving process brings changes to the cluster; `tasks`: a worker process (db_worker) does.
    search_delivery: str = field(default_factory=lambda: _text("SEARCH_DELIVERY", "thread"))
    email_url_host: str = field(default_factory=lambda: _text("EMAIL_HOST"))
    email_port: str = field(default_factory=lambda: _text("EMAIL_PORT", "25"))
    email_user: str = field(default_factory=lambda: _text("EMAIL_USER"))
    email_password: str = field(default_factory=lambda: _text("EMAIL_PASSWORD"))
    email_from: str = field(default_factory=lambda: _text("EMAIL_FROM", "verbundforum@localhost"))
    #: Whether the connection to the mail server is encrypted by STARTTLS.
    email_tls: bool = field(default_factory=lambda: _flag("EMAIL_TLS"))
    #: The coordination office's address, which is told when a visitor reports what is missing.
    office_email: str = field(default_factory=lambda: _text("OFFICE_EMAIL"))
    #: Whom to tell of a security hole: an address for mail, or of a page (RFC 9116).
    security_contact: str = field(default_factory=lambda: _text("SECURITY_CONTACT"))
    #: Whether a job asks foreign hosts if links to them still lead somewhere. Off unless somebody runs a real site.
    link_check: bool = field(
        default_factory=lambda: _flag("LINK_CHECK", _text("DJANGO_SETTINGS_MODULE").endswith(".production"))
    )
    #: `thread`: the serving processes do periodic work; `cron`: whoever calls `manage.py tick` does.
    periodic: str = field(default_factory=lambda: _text("PERIODIC", "thread"))
    behind_proxy: bool = field(default_factory=lambda: _flag("BEHIND_PROXY"))
    #: Requests of one visitor in a minute, for each process; 0: any number.
    rate_limit_search: int = field(default_factory=lambda: _number("RATE_LIMIT_SEARCH", 300))
    rate_limit_suggest: int = field(default_factory=lambda: _number("RATE_LIMIT_SUGGEST", 3000))
    rate_limit_api: int = field(default_factory=lambda: _number("RATE_LIMIT_API", 3000))
    log_level: str = field(default_factory=lambda: _text("LOG_LEVEL", "INFO").upper())
    debug: bool = field(default_factory=lambda: _flag("DEBUG"))

    def __post_init__(self) -> None:
        if not self.search_url.startswith(("embedded:", "http://", "https://")):
            raise ImproperlyConfigured(
                "SEARCH_URL must be 'embedded:' or an Elasticsearch address (http:// or https://)."
            )
        if self.search_api_key and "@" in self.search_url:
            raise ImproperlyConfigured("Give either SEARCH_API_KEY or user and password in SEARCH_URL, not both.")
        if self.search_ca_certs and not self.search_url.startswith("https://"):
            raise ImproperlyConfigured("SEARCH_CA_CERTS needs a SEARCH_URL that begins with https://.")
        if self.search_ca_certs and not Path(self.search_ca_certs).is_file():
            raise ImproperlyConfigured(f"SEARCH_CA_CERTS: there is no file {self.search_ca_certs}.")
        if self.search_delivery not in ("thread", "tasks"):
            raise ImproperlyConfigured("SEARCH_DELIVERY must be 'thread' or 'tasks'.")
        if self.periodic not in ("thread", "cron"):
            raise ImproperlyConfigured("PERIODIC must be 'thread' or 'cron'.")
        if not self.email_port.isdigit():
            raise ImproperlyConfigured("EMAIL_PORT must be a number.")

    def required_secret_key(self) -> str:
        """The secret of a production site.

        Raises:
            ImproperlyConfigured: it is missing or too short to be one.
        """
        if len(self.secret_key) < 50:
            raise ImproperlyConfigured("SECRET_KEY must be set to a random text of at least 50 characters.")
        return self.secret_key

    def development_secret_key(self) -> str:
        """The secret of a development site: generated once, kept in the data folder, readable by its owner only."""
        if self.secret_key:
            return self.secret_key
        self.data_dir.mkdir(parents=True, exist_ok=True)
        path = self.data_dir / "secret_key"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(descriptor, "w") as file:
            file.write(key := secrets.token_urlsafe(60))
        return key


ENV = Environment()
