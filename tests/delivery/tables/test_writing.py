"""A file appears whole, and with its mode, or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ogoh.delivery.tables.writing import OWNER_ALONE, replaced_when_whole


@pytest.mark.parametrize(("mode", "expected"), [(OWNER_ALONE, 0o600), (None, 0o664)])
def test_a_secret_is_its_owner_s_alone_whatever_the_umask(tmp_path: Path, mode: int | None, expected: int) -> None:
    before = os.umask(0o002)
    try:
        with replaced_when_whole(tmp_path / "file", mode) as beside:
            beside.write_text("secret")
            assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == expected


def test_where_writing_fails_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("before")

    def broken_off() -> None:
        with replaced_when_whole(tmp_path / "file") as beside:
            beside.write_text("half")
            raise ValueError("failed")

    with pytest.raises(ValueError, match="failed"):
        broken_off()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("file", "before")]
