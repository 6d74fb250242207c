"""Throwing away what a run has left may end at any moment; what is left then is no trouble for the next run."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from ogoh.linkage.run import run_folder

ASKED = {"list": "one"}


class BrokenOffError(Exception):
    """Somebody pulls the plug."""


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """The folder of a run that was broken off in the middle."""
    folder = tmp_path / ".pairs.csv.run"
    with suppress(BrokenOffError), run_folder(folder, ASKED):
        (folder / "left.parquet").write_bytes(b"half")
        (folder / "spilled").mkdir()
        (folder / "spilled" / "some").write_bytes(b"half")
        raise BrokenOffError
    return folder


@pytest.mark.parametrize("removals", range(6))
@pytest.mark.parametrize("asked", [ASKED, {"list": "another"}], ids=["at its end", "for another"])
def test_throwing_away_may_be_broken_off(
    asked: dict[str, str], removals: int, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        let_remove(patch, removals)
        with pytest.raises(BrokenOffError), run_folder(begun, asked):
            pass
    with run_folder(begun, {"list": "a third"}):
        assert not {"left.parquet", "spilled"} & {path.name for path in begun.iterdir()}
    assert not begun.exists()


def let_remove(patch: pytest.MonkeyPatch, removals: int) -> None:
    """Let so many files and folders be removed, and then none."""
    left = [removals]

    def limited(remove: Callable[..., None]) -> Callable[..., None]:
        def removed(*told: Any, **named: Any) -> None:
            if not left[0]:
                raise BrokenOffError
            left[0] -= 1
            remove(*told, **named)

        return removed

    for name in ("unlink", "rmdir"):
        patch.setattr(os, name, limited(getattr(os, name)))
