"""The system's own Chromium, driven by Playwright: no browser is downloaded."""

import os
import shutil
from pathlib import Path

from tests.servers.errors import ServerUnavailableError
from tests.servers.installing import install_system_packages

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium's sandbox does not run as root; the rest keeps it from calling its maker's hosts in the background.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> Path:
    """The browser's path: CHROMIUM_PATH, the one on the PATH, or Debian's package.

    Raises:
        ServerUnavailableError: there is none, and none can be installed.
    """
    if named := os.environ.get("CHROMIUM_PATH"):
        return Path(named)
    found = _on_path()
    if found is None:
        install_system_packages("chromium", "fonts-dejavu-core")
        found = _on_path()
    if found is None:
        raise ServerUnavailableError("the package chromium brought no browser")
    return found


def _on_path() -> Path | None:
    paths = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in paths if path), None)
