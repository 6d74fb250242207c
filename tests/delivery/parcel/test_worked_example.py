"""The page of the format says what the code does, and a reader made from the page alone opens what the code seals."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from ogoh.delivery.parcel import row_of
from ogoh.delivery.parcel.example import IDENTITY, entries, make
from ogoh.delivery.parcel.refusal import ParcelRefused

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs/reference/parcel.md"
EXAMPLE = ROOT / "docs/reference/example.parcel"


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def read_by_the_page(parcel: Path, folder: Path) -> list[str]:
    reader = folder / "reader.py"
    reader.write_text(block("python"), encoding="utf-8")
    public = re.search(r"public signing key +(\S+)", block("text"))
    assert public
    done = subprocess.run(
        [sys.executable, reader, parcel, IDENTITY, public[1]], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout.splitlines()


def test_the_page_shows_what_the_command_prints(tmp_path: Path) -> None:
    assert "\n".join(make(tmp_path / "example.parcel")) + "\n" == block("text")


def test_the_reader_on_the_page_opens_the_example(tmp_path: Path) -> None:
    assert read_by_the_page(EXAMPLE, tmp_path) == [row_of(entry).decode() for entry in entries()]


def test_the_reader_on_the_page_opens_what_is_sealed_now(tmp_path: Path) -> None:
    list(make(tmp_path / "now.parcel"))
    assert read_by_the_page(tmp_path / "now.parcel", tmp_path) == [row_of(entry).decode() for entry in entries()]


def test_every_reason_of_refusal_stands_on_the_page() -> None:
    reasons = {kind.reason for kind in ParcelRefused.__subclasses__()}
    assert [reason for reason in sorted(reasons) if f"`{reason}`" not in PAGE.read_text(encoding="utf-8")] == []
