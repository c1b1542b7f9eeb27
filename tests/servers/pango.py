"""Pango, the library of the system that WeasyPrint draws with."""

from practices.pdf.library import PACKAGES, has_library
from tests.servers.errors import ServerUnavailableError
from tests.servers.installing import install_system_packages


def ensure_pango() -> None:
    """Install Debian's packages where it is missing.

    Raises:
        ServerUnavailableError: it is not there and cannot be installed.
    """
    if not has_library():
        install_system_packages(*PACKAGES)
    if not has_library():
        raise ServerUnavailableError("the packages of Pango brought no library that loads")
