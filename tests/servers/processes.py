"""Start a server as a process group of its own, wait until it answers, and stop it whatever happens."""

import atexit
import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.servers.errors import ServerUnavailableError

# Both servers refuse to run as root; as root they run under this account, made on first use.
SYSTEM_USER = "verbundforum-test"
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unprivileged_user() -> str | None:
    """The account that servers run under: None for one's own, the system user when one is root."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/bin/false",
            SYSTEM_USER,
        ]
        subprocess.run(command, check=True)
    return SYSTEM_USER


def server_folder(purpose: str) -> Path:
    """A fresh folder for a server's data; its path is short enough for a socket in it."""
    folder = Path(tempfile.mkdtemp(prefix=f"vf-{purpose}-", dir="/tmp"))
    hand_over(folder)
    return folder


def hand_over(folder: Path) -> None:
    """Give a folder and all that is in it to the account that servers run under."""
    if user := unprivileged_user():
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user, user)


def run_as(user: str | None, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> str:
    """Run a command to its end as `user` and return what it printed.

    Raises:
        ServerUnavailableError: it failed; says what it printed last.
    """
    done = subprocess.run(
        list(command),
        user=user,
        group=user,
        extra_groups=[] if user else None,
        env=env,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        name = Path(command[0]).name
        raise ServerUnavailableError(f"{name} ended with {done.returncode}: {done.stdout[-2000:]}")
    return done.stdout


def run_to_its_end(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> int:
    """Run a command on this terminal and return its exit code.

    When we are interrupted it gets time to clean up after itself (a terminal's Ctrl-C reaches it as well).
    """
    process = subprocess.Popen(list(command), env=env, cwd=cwd)
    try:
        return process.wait()
    except BaseException as interruption:
        if not isinstance(interruption, KeyboardInterrupt):
            process.terminate()
        try:
            process.wait(20)
        except BaseException:
            process.kill()
            process.wait()
        raise


@dataclass
class ServerProcess:
    """A running server: its process, its folder (removed with it), its log, the signal that ends it well."""

    name: str
    process: subprocess.Popen[bytes]
    folder: Path
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM

    def wait_until(self, answers: Callable[[], bool], *, seconds: float) -> None:
        """Return once `answers()` is true.

        Raises:
            ServerUnavailableError: it ended, or the time is up; it is stopped then.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                self._give_up(f"{self.name} ended at once with {self.process.returncode}")
            if answers():
                return
            time.sleep(0.1)
        self._give_up(f"{self.name} did not answer within {seconds:.0f} s")

    def kill(self) -> None:
        """End the whole process group as a crash would (SIGKILL); the folder stays, for a start from it."""
        self._signal(signal.SIGKILL)
        self.process.wait()
        deadline = time.monotonic() + 5
        while self.has_members() and time.monotonic() < deadline:
            time.sleep(0.02)

    def has_members(self) -> bool:
        """Whether any process of the group is left."""
        try:
            os.killpg(self.process.pid, 0)
        except (ProcessLookupError, PermissionError):
            return False
        return True

    def _give_up(self, reason: str) -> None:
        tail = self.log.read_text(errors="replace")[-3000:]
        self.stop()
        raise ServerUnavailableError(f"{reason}. The end of its log:\n{tail}")

    def stop(self) -> None:
        """End the whole process group and remove the folder; harmless when called again."""
        if self.process.poll() is None:
            self._signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(15)
        # Children may outlive their leader; while they do they write to the folder.
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        atexit.unregister(self.stop)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


def start_server(
    name: str,
    command: Sequence[str | Path],
    *,
    folder: Path,
    env: Mapping[str, str] | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> ServerProcess:
    """Start `command` in `folder` as an unprivileged user; its output goes to a log in that folder.

    It is stopped at interpreter exit at the latest; on Linux it is also told to end when we are killed.
    Call it from the main thread: the kernel takes the end of the starting thread for the end of the parent.
    """

    def end_with_parent() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(stop_signal))

    user = unprivileged_user()
    log = folder / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=env,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
    server = ServerProcess(name, process, folder, log, stop_signal)
    atexit.register(server.stop)
    return server
