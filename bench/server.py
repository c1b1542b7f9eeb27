"""The site as `manage.py serve` runs it, in a folder of its own, with an editor's session and readers who search."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.texts import questions
from tests.servers.processes import free_port

ROOT = Path(__file__).resolve().parents[1]
LOGIN = "leitung"
_PATIENCE = 180


def environment(folder: Path, search_url: str, index: str) -> dict[str, str]:
    """Nothing of this run's settings; no limits, as all requests come from one address."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DATABASE_URL", "SEARCH", "RATE_LIMIT"))}
    limits = {f"RATE_LIMIT_{kind}": "0" for kind in ("SEARCH", "SUGGEST", "API")}
    return {**kept, **limits, "DATA_DIR": str(folder), "SEARCH_URL": search_url, "SEARCH_INDEX": index}


@contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    """The address of a server that answers searches, with the example content."""
    port = free_port()
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: _total(address) > 0)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def wait_for(condition: Any, pause: float = 0.5) -> None:
    """Raises TimeoutError when it does not come true within three minutes."""
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(pause)


def find(address: str, text: str, **parameters: str | int) -> dict[str, Any]:
    """The API's answer."""
    query = urllib.parse.urlencode({"q": text, **parameters})
    with urllib.request.urlopen(f"{address}/api/v1/search?{query}") as response:
        answer: dict[str, Any] = json.load(response)
        return answer


def _total(address: str) -> int:
    try:
        return int(find(address, "")["total"])
    except OSError:
        return 0


class Readers:
    """So many searches a second, begun by the clock, whether the one before is answered or not."""

    def __init__(self, address: str, rate: int) -> None:
        self.seconds: list[float] = []
        self.failed = 0
        self._address, self._rate, self._stop = address, rate, threading.Event()

    def __enter__(self) -> Readers:
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()
        self._lasted = time.monotonic() - self._began

    def said(self) -> dict[str, Any]:
        return {
            "searches a second": round(len(self.seconds) / self._lasted, 1),
            "their median ms": round(statistics.median(self.seconds) * 1000) if self.seconds else None,
            "failed": self.failed,
        }

    def _run(self) -> None:
        texts = questions(1)
        with ThreadPoolExecutor(8) as pool:
            number = 0
            while not self._stop.wait(max(0.0, self._began + number / self._rate - time.monotonic())):
                pool.submit(self._ask, texts[number % len(texts)])
                number += 1

    def _ask(self, text: str) -> None:
        began = time.monotonic()
        try:
            find(self._address, text)
        except OSError:
            self.failed += 1
        else:
            self.seconds.append(time.monotonic() - began)


class Editor:
    """A session in the admin."""

    def __init__(self, address: str, password: str) -> None:
        self._address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)
        login = f"{address}/redaktion/login/"
        self._post(login, self._token(login), username=LOGIN, password=password)

    def publish(self, page_id: int) -> float:
        """Publish a draft by the admin's bulk action; returns when the button was pressed (seconds since 1970)."""
        url = f"{self._address}/redaktion/bulk/wagtailcore/page/publish/?id={page_id}&next=/redaktion/"
        token = self._token(url)
        pressed = time.time()
        self._post(url, token)
        return pressed

    def _token(self, url: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self._opener.open(url).read().decode())
        if not found:
            raise ValueError(f"{url} has no form")
        return found[1]

    def _post(self, url: str, token: str, **fields: str) -> None:
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        self._opener.open(urllib.request.Request(url, data, {"Referer": url})).read()
