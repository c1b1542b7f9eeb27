"""An Elasticsearch node for the tests: ELASTICSEARCH_URL's, a container, or the unpacked archive."""

import json
import os
import shutil
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.servers.containers import Container, answering_engine, start_container
from tests.servers.elasticsearch_archive import VERSION, elasticsearch_home
from tests.servers.errors import ServerUnavailableError
from tests.servers.java import java_home
from tests.servers.processes import ServerProcess, free_port, hand_over, server_folder, start_server

HEAP = "512m"
SETTINGS = {
    "discovery.type": "single-node",
    "xpack.security.enabled": "false",
    # A laptop's disk is often fuller than the 85 % at which a cluster stops taking documents.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
}


class Node(Protocol):
    """A node that answers at `url` once `wait()` has returned."""

    url: str

    def wait(self) -> None: ...
    def stop(self) -> None: ...


class OwnNode(Node, Protocol):
    """A node of one's own: it may be killed, and comes back at the same address with what it had on disk."""

    def kill(self) -> None: ...
    def start_again(self) -> None: ...


def start_elasticsearch() -> Node:
    """Start or find a node without waiting for it.

    Raises:
        ServerUnavailableError: none can be had on this machine.
    """
    if url := os.environ.get("ELASTICSEARCH_URL"):
        return FoundNode(url)
    return start_own_elasticsearch()


def start_own_elasticsearch() -> OwnNode:
    """Start a node beside the shared one, for tests that kill it; raises like `start_elasticsearch`."""
    if engine := answering_engine():
        return _start_container(engine)
    return _start_archive()


def answers(url: str) -> bool:
    """Whether an Elasticsearch at `url` takes requests: its cluster's health can be read."""
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=2) as response:
            return "status" in json.load(response)
    except (OSError, urllib.error.URLError, ValueError):
        return False


def _wait_for(url: str, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not answers(url):
        if time.monotonic() > deadline:
            raise ServerUnavailableError(f"no Elasticsearch answers at {url}")
        time.sleep(0.2)


@dataclass
class FoundNode:
    """A node that was there before us: it is left as it is."""

    url: str

    def wait(self) -> None:
        _wait_for(self.url, seconds=30)

    def stop(self) -> None:
        """Nothing: whoever started it stops it."""


@dataclass
class ContainerNode:
    """A node in a container."""

    url: str
    container: Container

    def wait(self) -> None:
        _wait_for(self.url, seconds=120)

    def stop(self) -> None:
        self.container.stop()

    def kill(self) -> None:
        self.container.kill()

    def start_again(self) -> None:
        self.container.start_again()
        self.wait()


@dataclass
class ArchiveNode:
    """A node from the unpacked archive, with its data in a folder that goes with it."""

    home: Path
    folder: Path
    environment: dict[str, str]
    url: str
    process: ServerProcess = field(init=False)

    def __post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        command = [self.home / "bin" / "elasticsearch"]
        self.process = start_server("Elasticsearch", command, folder=self.folder, env=self.environment)

    def wait(self) -> None:
        self.process.wait_until(lambda: answers(self.url), seconds=120)

    def stop(self) -> None:
        self.process.stop()

    def kill(self) -> None:
        self.process.kill()

    def start_again(self) -> None:
        self._start()
        self.wait()


def _start_container(engine: str) -> ContainerNode:
    port = free_port()
    variables = {**SETTINGS, "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}"}
    container = start_container(engine, f"elasticsearch:{VERSION}", port=port, inner_port=9200, env=variables)
    return ContainerNode(f"http://127.0.0.1:{port}", container)


def _start_archive() -> ArchiveNode:
    home, java = elasticsearch_home(), java_home()
    folder, port = server_folder("elasticsearch"), free_port()
    own = {
        "network.host": "127.0.0.1",
        "http.port": str(port),
        "transport.port": str(free_port()),
        "path.data": str(folder / "data"),
        "path.logs": str(folder / "logs"),
    }
    config, scratch = folder / "config", folder / "tmp"
    scratch.mkdir()
    shutil.copytree(home / "config", config)
    lines = [f"{name}: {value}\n" for name, value in {**SETTINGS, **own}.items()]
    (config / "elasticsearch.yml").write_text("".join(lines))
    hand_over(folder)
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "ES_TMPDIR": str(scratch),
        # The launcher leaves files in its temporary folder, and any Java in /tmp, unless told otherwise.
        "CLI_JAVA_OPTS": f"-Djava.io.tmpdir={scratch} -XX:-UsePerfData",
        "ES_JAVA_HOME": str(java),
        "ES_PATH_CONF": str(config),
        # It lives for minutes: the first compiler alone starts it sooner and spares the cores.
        "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP} -XX:TieredStopAtLevel=1 -XX:-UsePerfData",
    }
    return ArchiveNode(home, folder, environment, f"http://127.0.0.1:{port}")
