"""An engine in a folder of the test's own, and other processes that use the same folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from search.engines.embedded.engine import EmbeddedEngine

ROOT = Path(__file__).parents[3]

#: What the other processes' programs begin with.
PROLOGUE = """
import itertools, sys, time
from pathlib import Path
from search.engine import EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from tests.search.conformance.corpus import ask, make
engine = EmbeddedEngine(Path(sys.argv[1]))
def say(*what): print(*what, flush=True)
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "search"


@pytest.fixture
def engine(folder):
    return EmbeddedEngine(folder)


@pytest.fixture
def process(folder):
    """`process("say(engine.status())")`: another process with an engine on the same folder; killed at the end."""
    started = []

    def start(program):
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", PROLOGUE + program, str(folder)],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.communicate()
