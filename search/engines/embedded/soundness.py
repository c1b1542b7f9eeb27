"""Whether the files of a generation are what tantivy wrote: it believes them, and may panic over a changed byte."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

_FOOTER_END = struct.Struct("<II")
_MAGIC = 1337
_CHUNK = 1 << 20
#: What every segment has; `.del` only with deletions.
_PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")


def is_sound(generation: Path) -> bool:
    """Compare every file of every segment with its checksum. Reads the whole index, about 1 GB/s.

    A writer may replace segments meanwhile: then it begins anew.
    """
    while True:
        try:
            files = segment_files(generation)
        except (OSError, ValueError):
            return False
        try:
            if all(_file_is_sound(file) for file in files):
                return True
        except (OSError, ValueError, KeyError, TypeError):
            pass
        try:
            if segment_files(generation) == files:
                return False
        except (OSError, ValueError):
            return False


def segment_files(generation: Path) -> list[Path]:
    """The files of the index as it was committed last, sorted.

    Raises:
        OSError, ValueError: there is none, or its list of segments cannot be read.
    """
    found: list[Path] = []
    try:
        for segment in json.loads((generation / "meta.json").read_bytes())["segments"]:
            name = segment["segment_id"].replace("-", "")
            found += [generation / f"{name}.{part}" for part in _PARTS]
            if segment["deletes"]:
                found.append(generation / f"{name}.{segment['deletes']['opstamp']}.del")
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not a list of segments: {error!r}") from error
    return sorted(found)


def _file_is_sound(path: Path) -> bool:
    """A file ends with a footer in JSON that holds the CRC of what stands before it, its length and a magic number."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(size - _FOOTER_END.size)
        length, magic = _FOOTER_END.unpack(file.read())
        left = size - _FOOTER_END.size - length
        if magic != _MAGIC or left < 0:
            return False
        file.seek(left)
        expected = json.loads(file.read(length))["crc"]
        file.seek(0)
        crc = 0
        while left:
            chunk = file.read(min(left, _CHUNK))
            crc = zlib.crc32(chunk, crc)
            left -= len(chunk)
    return bool(crc == expected)
