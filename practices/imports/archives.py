"""Looking into a ZIP archive (.xlsx, .docx) before anything of it is unpacked."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from practices.imports.errors import UnreadableFile

#: A small archive can hold gigabytes: its directory says how much.
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_ENTRIES = 2_000
_MACROS = re.compile(r"vbaProject\.bin$|/macrosheets/|/activeX/", re.IGNORECASE)
#: A document type may only stand before the first element, and no office program writes one: entities can be bombs.
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_BEGINNING = 64 * 1024
_RELATION = re.compile(rb"<[\w:]*Relationship\s[^>]*>")


def check_archive(path: Path, *, kind: str, must_hold: str) -> None:
    """Refuse what is not an archive of this `kind` (for the message), or has something in it that we do not read.

    Raises:
        UnreadableFile: with what to do about it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if must_hold not in names:
                raise UnreadableFile(f"„{path.name}“ ist keine {kind}. Bitte öffnen Sie sie und speichern Sie sie neu.")
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
                raise UnreadableFile(
                    f"„{path.name}“ ist entpackt größer als {MAX_UNPACKED_BYTES // 1024**2} MB. "
                    "Bitte teilen Sie die Datei."
                )
            if any(_MACROS.search(name) for name in names):
                raise UnreadableFile(f"„{path.name}“ enthält Makros. Bitte speichern Sie die Datei ohne Makros.")
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise UnreadableFile(f"„{path.name}“ ist mit einem Kennwort geschützt. Bitte nehmen Sie es heraus.")
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _check_part(archive, entry, path)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise UnreadableFile(
            f"„{path.name}“ ist keine lesbare {kind}. Bitte öffnen Sie sie im Programm und speichern Sie sie neu."
        ) from error


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    with archive.open(entry) as part:
        beginning = part.read(_BEGINNING)
        if _DOCTYPE.search(beginning):
            raise UnreadableFile(
                f"„{path.name}“ enthält eine Dokumenttyp-Angabe, wie sie kein Büroprogramm schreibt. "
                "Bitte speichern Sie die Datei neu."
            )
        if not entry.filename.endswith(".rels"):
            return
        relations = beginning + part.read(1024 * 1024)
    for relation in _RELATION.findall(relations):
        if b'TargetMode="External"' in relation and b"/relationships/image" in relation:
            raise UnreadableFile(
                f"„{path.name}“ verweist auf ein Bild, das nicht in der Datei liegt. Bitte fügen Sie das Bild ein, "
                "statt es zu verknüpfen."
            )
