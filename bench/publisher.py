"""A process beside the server that publishes: `python -m bench.publisher`, with the server's environment.

It reads lines „publish 12 13“ or „unpublish 12 13“ (ids of pages) and answers each with the moment (seconds since
1970) at which the last change was committed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

import django

django.setup()

from practices.models import PracticePage


def main() -> None:
    for line in sys.stdin:
        verb, *ids = line.split()
        for page in PracticePage.objects.filter(pk__in=[int(each) for each in ids]):
            if verb == "publish":
                page.get_latest_revision_as_object().save_revision().publish()
            else:
                page.unpublish()
        print(time.time(), flush=True)


if __name__ == "__main__":
    main()
