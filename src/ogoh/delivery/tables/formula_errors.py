"""Cells of a sheet whose formula gives an error (#REF!, #N/A, …): calamine reads them as empty.

An empty birth date is allowed and a lost one is not, so these cells are looked up in the sheet itself:
``<c r="B7" t="e">…<v>#REF!</v></c>`` (ECMA-376, part 1, 18.3.1.4 and 18.18.11).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from defusedxml import ElementTree

CHUNK = 1 << 20
ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>.*?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)
END_OF_CELL = b"c>"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def formula_errors(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """Map (row from 1, column from 0) to the error shown there."""
    with zipfile.ZipFile(path) as archive:
        member = _member_of(archive, sheet)
        if member is None:
            return {}
        return {
            (int(row), _column(letters)): shown.decode("utf-8", errors="replace")
            for part in _parts(archive, member)
            if b't="e"' in part
            for letters, row, shown in ERROR_CELL.findall(part)
        }


def _member_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The file inside the archive that holds a sheet, by way of the workbook's relations (ECMA-376, part 2, 9.3)."""
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in workbook.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            member = posixpath.normpath(posixpath.join("/xl", targets.get(element.get(RELATION), ""))).lstrip("/")
            return member if member in archive.namelist() else None
    return None


def _parts(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The sheet in parts that end at the end of a cell, so that no cell is cut in two."""
    rest = b""
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            part = rest + chunk
            end = part.rfind(END_OF_CELL) + len(END_OF_CELL)
            yield part[:end]
            rest = part[end:] if len(part) - end < CHUNK else b""
    yield rest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
