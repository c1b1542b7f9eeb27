"""Find a Java that Elasticsearch runs on (21 or newer), or install one from the system's packages.

The Java runtimes inside Python packages do not do: each lacks a module that Elasticsearch 9 insists on
(jdk.incubator.vector or java.instrument).
"""

import os
import re
from pathlib import Path

from tests.servers.errors import ServerUnavailableError
from tests.servers.installing import install_system_packages

OLDEST_JAVA = 21


def java_version(home: Path) -> int:
    """The major version of the Java under `home`, from its `release` file; 0 when there is none to run."""
    release = home / "release"
    if not release.is_file() or not os.access(home / "bin" / "java", os.X_OK):
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(errors="replace"), re.MULTILINE)
    return int(found.group(1)) if found else 0


def java_home() -> Path:
    """The home of the newest suitable Java on this machine, installed when there is none.

    Raises:
        ServerUnavailableError: there is none, and none can be installed.
    """
    newest = _newest_home()
    if newest is None:
        install_system_packages(f"openjdk-{OLDEST_JAVA}-jre-headless")
        newest = _newest_home()
    if newest is None:
        raise ServerUnavailableError(f"Elasticsearch needs Java {OLDEST_JAVA} or newer; name one by ES_JAVA_HOME")
    return newest


def _newest_home() -> Path | None:
    named = [Path(os.environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    candidates = [*named, *Path("/usr/lib/jvm").glob("*")]
    newest = max(candidates, key=java_version, default=None)
    return newest if newest is not None and java_version(newest) >= OLDEST_JAVA else None
