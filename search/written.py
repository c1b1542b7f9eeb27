"""Values as the JSON that engines take and fingerprints are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import orjson


def as_json(value: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8, on one line, with sorted keys. Lone surrogates, which no parser takes, become question marks."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        # Only the standard library writes what is no character.
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return text.encode("utf-8", "replace")
