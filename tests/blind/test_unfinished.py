"""A build that was killed goes on where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.blind import BlindRefused, unfinished

RECORDS = [(2, bytes(range(24))), (3, bytes(range(24, 64))), (1, b"")]


def build(path: Path, of: str = "a list") -> tuple[int, list[int]]:
    """Go on until the end; gives back how many people were there already, and all outputs."""
    with unfinished(path, of) as held:
        there = held.people
        done = 0
        for people, outputs in RECORDS:
            done += people
            if done > there:
                held.add(people, outputs)
        return there, held.outputs().tolist()


def test_whatever_was_cut_off_is_worked_out_again(tmp_path: Path) -> None:
    _, whole = build(tmp_path / "whole")
    data = (tmp_path / "whole").read_bytes()
    for length in range(len(data)):
        path = tmp_path / "cut"
        path.write_bytes(data[:length])
        there, outputs = build(path)
        assert there in (0, 2, 5)
        assert outputs == whole
        assert path.read_bytes() == data


@given(st.data())
@settings(max_examples=40)
def test_whatever_was_damaged_is_worked_out_again(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "list"
    _, whole = build(path)
    held = bytearray(path.read_bytes())
    held[data.draw(st.integers(0, len(held) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(held))
    assert build(path)[1] == whole


def test_what_was_begun_of_another_list_is_begun_anew(tmp_path: Path) -> None:
    build(tmp_path / "list", "a list")
    assert build(tmp_path / "list", "another")[0] == 0


def test_two_do_not_build_at_once(tmp_path: Path) -> None:
    with unfinished(tmp_path / "list", "a list"), pytest.raises(BlindRefused, match="another process"):
        build(tmp_path / "list")
