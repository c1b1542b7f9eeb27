"""The process that reads a file from outside: `python -m practices.imports.parsing FILE FOLDER`.

It has little memory and no network, knows no database, and writes what it found to standard output, a line of JSON for
each row, or what is wrong with the file. Pictures of a Word file are put into FOLDER. See `limited` for the other end.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

#: Bytes of address space. The interpreter and its libraries take some 60 MB of it.
MEMORY = 200 * 1024 * 1024
CPU_SECONDS = 120
WRITTEN_BYTES = 100 * 1024 * 1024


def main(file: str, folder: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # openpyxl would load it, with all its threads, to know its number types.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    from practices.imports.errors import UnreadableFile  # noqa: PLC0415 - below the limits
    from practices.imports.readers import rows_of  # noqa: PLC0415

    try:
        for row in rows_of(Path(file), Path(folder)):
            print(json.dumps([row.number, dict(row.values), row.error], default=str))
    except UnreadableFile as error:
        print(json.dumps({"unreadable": error.message}))
    except MemoryError:
        print(json.dumps({"unreadable": f"„{Path(file).name}“ ist zu groß. Bitte teilen Sie die Datei."}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
