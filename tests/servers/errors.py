"""What a server module says when its server cannot be had on this machine."""

import os


class ServerUnavailableError(Exception):
    """The server cannot be had here; the message tells a person what to install."""


def everything_is_required() -> bool:
    """In continuous integration a missing server is a failure; for a person its tests are skipped."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
