"""Installing what a server needs from the system's packages; the folder for big things kept between runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.servers.errors import ServerUnavailableError


def cache_folder() -> Path:
    """Where unpacked servers are kept from run to run.

    As root it lies outside root's home, which the servers' own unprivileged user could not read.
    """
    if os.geteuid() == 0:
        folder = Path("/var/cache/verbundforum")
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verbundforum"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def install_system_packages(*names: str) -> None:
    """Install Debian packages, which takes root.

    Raises:
        ServerUnavailableError: not root, not Debian, or apt-get failed; says what to do.
    """
    advice = f"install it with: apt-get install {' '.join(names)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise ServerUnavailableError(advice)
    print(f"installing {', '.join(names)} …", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *names]):
        done = subprocess.run(
            ["apt-get", *command], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode != 0:
            raise ServerUnavailableError(f"{advice} (apt-get said: {(done.stderr or done.stdout)[-1000:]})")
