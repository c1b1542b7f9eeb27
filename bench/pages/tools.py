"""The two measuring tools, fetched once by npm into `.cache/pages/`, in versions that are written down here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from bench.server import ROOT
from tests.servers.chromium import ARGUMENTS, chromium_path

FOLDER = ROOT / ".cache" / "pages"
#: Lighthouse 12 is the last for Node 20.
PACKAGES = ("vnu-jar@26.9.27", "lighthouse@12.8.2")
_PATIENCE = 300


class ToolMissing(Exception):
    """A tool that measuring needs is not on this machine; the message names it."""


def fetch() -> None:
    """Install both tools, unless they are there.

    Raises:
        ToolMissing: there is no npm, node or java.
    """
    for name in ("npm", "node", "java"):
        if shutil.which(name) is None:
            raise ToolMissing(f"{name} is needed to measure pages and was not found.")
    if (FOLDER / "node_modules" / "lighthouse").is_dir() and _jar().is_file():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(FOLDER), *PACKAGES]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def check_html(files: list[Path]) -> list[dict[str, Any]]:
    """What the Nu HTML checker says of the files: `type`, `message`, `url`, `extract`; errors and warnings alike."""
    command = ["java", "-jar", str(_jar()), "--format", "json", "--exit-zero-always", *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE)
    messages: list[dict[str, Any]] = json.loads(ran.stderr or ran.stdout)["messages"]
    return messages


def lighthouse(address: str) -> dict[str, Any]:
    """Lighthouse's report of one address with its mobile profile; a browser that dies on the way is started once more.

    Raises:
        RuntimeError: it failed twice; with what it said.
    """
    flags = " ".join(("--headless=new", *ARGUMENTS))
    command = [
        str(FOLDER / "node_modules" / ".bin" / "lighthouse"),
        address,
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        "--only-categories=performance,accessibility,best-practices,seo",
        f"--chrome-flags={flags}",
    ]
    env = {**os.environ, "CHROME_PATH": str(chromium_path())}
    for _ in range(2):
        ran = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, env=env)
        if ran.returncode == 0:
            report: dict[str, Any] = json.loads(ran.stdout)
            return report
    raise RuntimeError(f"Lighthouse failed at {address}: {ran.stderr[-2000:]}")


def _jar() -> Path:
    return FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
