"""What a file really is, from its first bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from ogoh.delivery.refusal import DeliveryRefused

OLD_OFFICE = "an old Excel file (.xls) or a spreadsheet protected by a password"
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a spreadsheet (.xlsx) or another zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (bytes.fromhex("D0CF11E0A1B11AE1"), OLD_OFFICE),
    (b"PAR1", "a Parquet file"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
TEXT_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<table", "a web page (HTML)"),
    (b"<", "an XML document"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)


def real_kind(head: bytes) -> str:
    """Name what the first bytes of a file belong to; plain text with separators is called "a text file"."""
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            return kind
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    return next((kind for signature, kind in TEXT_SIGNATURES if start.startswith(signature)), "a text file")


def head_of(path: Path, size: int = 65_536) -> bytes:
    """The first bytes of a file; DeliveryRefused where it is missing, not a file, or empty."""
    try:
        with path.open("rb") as file:
            head = file.read(size)
    except OSError as error:
        raise DeliveryRefused(
            path.name, error.strerror or "nothing readable", "a file", "Check the path and who may read it."
        ) from error
    if not head:
        raise DeliveryRefused(path.name, "an empty file", "a list", "Ask for the file again: nothing arrived.")
    return head


def refuse_unlike(path: Path, head: bytes, expected: str, *kinds: str) -> None:
    """Refuse a file whose first bytes are none of ``kinds``, saying what it seems to be."""
    kind = real_kind(head)
    if kind not in kinds:
        raise DeliveryRefused(
            path.name, f"what seems to be {kind}", expected, "Save it as the format its ending says, or rename it."
        )
