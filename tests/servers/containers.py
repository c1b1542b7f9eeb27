"""Start an official image in a container engine, where one answers; many machines have only its client."""

import atexit
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from tests.servers.errors import ServerUnavailableError


@dataclass
class Container:
    """A container that was started."""

    engine: str
    identifier: str

    def stop(self) -> None:
        """Stop and remove it with its data; harmless when called again."""
        subprocess.run([self.engine, "rm", "--force", "--volumes", self.identifier], capture_output=True)
        atexit.unregister(self.stop)

    def kill(self) -> None:
        """End it as a crash would; its data stay, for `start_again`."""
        subprocess.run([self.engine, "kill", self.identifier], capture_output=True, check=True)

    def start_again(self) -> None:
        """Start it after `kill`, with the data it had."""
        subprocess.run([self.engine, "start", self.identifier], capture_output=True, check=True)


def answering_engine() -> str | None:
    """`docker` or `podman`, whichever has an engine that answers within five seconds."""
    for engine in ("docker", "podman"):
        if shutil.which(engine) is None:
            continue
        try:
            done = subprocess.run([engine, "info"], capture_output=True, stdin=subprocess.DEVNULL, timeout=5)
        except subprocess.TimeoutExpired:
            continue
        if done.returncode == 0:
            return engine
    return None


def start_container(engine: str, image: str, *, port: int, inner_port: int, env: Mapping[str, str]) -> Container:
    """Run `image` with its `inner_port` at 127.0.0.1:`port`.

    Raises:
        ServerUnavailableError: the engine could not get or start it.
    """
    variables = [part for name, value in env.items() for part in ("--env", f"{name}={value}")]
    command = [
        engine,
        "run",
        "--detach",
        "--publish",
        f"127.0.0.1:{port}:{inner_port}",
        *variables,
        image,
    ]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, text=True)
    if done.returncode != 0:
        raise ServerUnavailableError(f"{engine} could not start {image}: {done.stderr[-1000:]}")
    container = Container(engine, done.stdout.strip())
    atexit.register(container.stop)
    return container
