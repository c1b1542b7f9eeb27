"""Takes the two pictures of the README from a running site: `python scripts/take_pictures.py [address]`.

Needs Debian's Chromium (or CHROMIUM_PATH) and the development dependencies.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PAGES = {
    "search": "/suche/?q=Zulieferer&branche=fahrzeug-und-zulieferindustrie",
    "practice": "/praxis/azubis-als-digital-coaches/",
}


def main(address: str) -> None:
    """Write docs/pictures/NAME.png, 1280 by 900 pixels each."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name, path in PAGES.items():
            page.goto(address + path)
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
