"""Run a command with the tests' servers beside it: `python -m tests.servers run -- pytest tests/search`."""

import sys
from pathlib import Path

from tests.servers.processes import run_to_its_end
from tests.servers.session import running_servers


def main(arguments: list[str]) -> int:
    """Run the command with the servers' addresses in its environment; its exit code is ours."""
    if len(arguments) < 3 or arguments[:2] != ["run", "--"]:
        print(__doc__, file=sys.stderr)
        return 2
    with running_servers() as servers:
        servers.wait()
        return run_to_its_end(arguments[2:], env=servers.environment(), cwd=Path.cwd())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
