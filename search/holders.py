"""Which process holds a lease, and whether that process is gone: then nobody waits for its lease to run out."""

from __future__ import annotations

import os
import socket
import uuid
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

_DEAD = {"Z", "X"}


def new_holder() -> str:
    """A name for a holder in this process, unlike any other: `machine-process-start-random`, at most 64 characters."""
    pid = os.getpid()
    return f"{_machine()}-{pid}-{(_process(pid) or ('', ''))[1]}-{uuid.uuid4().hex[:12]}"


def is_gone(holder: str) -> bool:
    """Whether the process of a holder has certainly ended: it ran here, and is no more.

    Of other machines (and containers), and where there is no /proc, nothing is known: False.
    """
    machine, _, rest = holder.partition("-")
    pid, _, rest = rest.partition("-")
    start = rest.partition("-")[0]
    if machine != _machine() or not pid.isdigit() or not start:
        return False
    found = _process(int(pid))
    return found is None or found[0] in _DEAD or found[1] != start


def _process(pid: int) -> tuple[str, str] | None:
    """State and start of a process (a pid is given out again, a pid with its start is not); None: there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0], fields[19]


@lru_cache(maxsize=1)
def _machine() -> str:
    """This machine since it was started, and this container: where a pid means the same process."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        place = f"{boot} {os.readlink('/proc/self/ns/pid')}"
    except OSError:
        place = uuid.uuid4().hex
    return blake2b(f"{socket.gethostname()} {place}".encode(), digest_size=8).hexdigest()
