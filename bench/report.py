"""What was measured, as tables of ratios."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from typing import Any

from bench.bare import Bare

#: Column → (numerator, denominator) of the table of each engine.
_RATIOS = {
    "engine/bare": ("engine", "bare"),
    "service/bare": ("service", "bare"),
    "api/bare": ("api", "bare"),
    "page/bare": ("page", "bare"),
    "wagtail/service": ("wagtail", "service"),
    "marking/engine": ("marking", "engine"),
}
_GROWING = ("bare", "engine", "api", "page")


def machine(url: str) -> dict[str, Any]:
    bare = Bare(url)
    try:
        version = bare.call("GET", "/")["version"]["number"]
    finally:
        bare.close()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "machine": platform.machine(),
        "cores": cores,
        "python": platform.python_version(),
        "elasticsearch": version,
        "load at the beginning": round(os.getloadavg()[0], 2),
    }


def head(measured: Mapping[str, Any]) -> str:
    said = ", ".join(f"{name} {value}" for name, value in measured.items())
    return f"{said}\nRatios of medians of interleaved rounds. ms: the median of the bare request."


def at_size(size: int, sizes: Mapping[int, Mapping[str, Any]]) -> str:
    found = sizes[size]
    lines = [f"\n{size:,} practices", "", *_indexing(found["indexing"])]
    for engine, kinds in found["speed"].items() if any(found["speed"].values()) else ():
        lines += ["", f"{'searching, ' + engine:28}{'bare ms':>9}" + "".join(f"{name:>17}" for name in _RATIOS)]
        for kind, times in kinds.items():
            ratios = "".join(f"{_ratio(times, *pair):>17}" for pair in _RATIOS.values())
            lines.append(f"  {kind:26}{times['bare'] * 1000:9.1f}{ratios}")
    smallest = min(sizes)
    if size > smallest and any(found["speed"].values()):
        lines += ["", f"growth from {smallest:,} (data: {size / smallest:g} times)"]
        for engine, kinds in found["speed"].items():
            for kind, times in kinds.items():
                before = sizes[smallest]["speed"][engine][kind]
                grown = "".join(f"  {name} {times[name] / before[name]:5.2f}" for name in _GROWING)
                lines.append(f"  {engine:14}{kind:26}{grown}")
    return "\n".join(lines)


def _indexing(found: Mapping[str, float]) -> list[str]:
    ours = found["elasticsearch"]
    lines = ["indexing, documents a second"]
    lines += [f"  {name:26}{value:9.0f}" for name, value in found.items()]
    lines.append(f"  rebuild / bare bulk       {ours / found['bare bulk']:9.2f}")
    return [
        *lines,
        *(f"  rebuild / {name:16}{ours / found[name]:9.2f}" for name in found if name.startswith("wagtail")),
    ]


def _ratio(times: Mapping[str, float], upper: str, lower: str) -> str:
    return f"{times[upper] / times[lower]:.2f}" if upper in times else "–"


def freshness(found: Mapping[str, Mapping[str, Any]]) -> str:
    lines = ["\nfreshness: seconds from publishing to being found, while searches go on"]
    for name, each in found.items():
        said = ", ".join(f"{key} {value}" for key, value in each.items())
        lines.append(f"  {name:52}{said}")
    return "\n".join(lines)
