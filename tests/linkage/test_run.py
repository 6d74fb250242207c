"""The folder of a run is taken up by the same run, begun anew by another, and never anybody else's."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from ogoh.linkage.run import fingerprint, run_folder, write_whole

ASKED = {"list": "one", "register": "two"}


class BrokenOffError(Exception):
    """What ends a run in the middle."""


def broken_off(folder: Path, asked: dict[str, str]) -> str:
    """Begin a run, leave a file in its folder, and end in the middle; gives the run's name."""
    names = []
    with suppress(BrokenOffError), run_folder(folder, asked) as name:
        names.append(name)
        (folder / "left.parquet").write_bytes(b"half")
        (folder / "spilled").mkdir(exist_ok=True)
        raise BrokenOffError
    return names[0]


def test_the_folder_of_a_run_that_has_ended_is_gone(tmp_path: Path) -> None:
    with run_folder(tmp_path / "run", ASKED):
        (tmp_path / "run" / "left.parquet").write_bytes(b"whole")
    assert not (tmp_path / "run").exists()


def test_what_the_same_run_has_left_is_taken_up(tmp_path: Path) -> None:
    name = broken_off(tmp_path / "run", ASKED)
    with run_folder(tmp_path / "run", ASKED) as again:
        assert again == name
        assert (tmp_path / "run" / "left.parquet").read_bytes() == b"half"


@pytest.mark.parametrize("asked", [{**ASKED, "list": "another"}, {"list": "one"}, {}])
def test_what_another_run_has_left_is_thrown_away(asked: dict[str, str], tmp_path: Path) -> None:
    name = broken_off(tmp_path / "run", ASKED)
    with run_folder(tmp_path / "run", asked) as again:
        assert again != name
        assert not (tmp_path / "run" / "left.parquet").exists()


@pytest.mark.parametrize("what", ["KEYS_VERSION", "model_digest"])
def test_another_state_of_keys_or_model_is_another_run(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_off(tmp_path / "run", ASKED)
    monkeypatch.setattr(f"ogoh.linkage.run.{what}", "another" if "KEYS" in what else lambda: "another")
    with run_folder(tmp_path / "run", ASKED):
        assert not (tmp_path / "run" / "left.parquet").exists()


@pytest.mark.parametrize("told", ["", "no JSON", "[]"])
def test_a_mark_that_cannot_be_read_begins_anew(told: str, tmp_path: Path) -> None:
    broken_off(tmp_path / "run", ASKED)
    (tmp_path / "run" / ".ogoh-run.json").write_text(told)
    with run_folder(tmp_path / "run", ASKED):
        assert not (tmp_path / "run" / "left.parquet").exists()


@pytest.mark.parametrize("name", ["cat.jpg", "run.json"])
def test_somebody_elses_folder_is_refused_and_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"meow")
    with pytest.raises(FileExistsError, match="no folder of a run"), run_folder(tmp_path, ASKED):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_two_processes_are_not_at_work_in_one_folder(tmp_path: Path) -> None:
    other = (
        "import sys; from pathlib import Path; from ogoh.linkage.run import run_folder\n"
        "try:\n    with run_folder(Path(sys.argv[1]), {}): pass\n"
        "except BlockingIOError: sys.exit(7)"
    )
    with run_folder(tmp_path / "run", ASKED):
        ended = subprocess.run([sys.executable, "-c", other, str(tmp_path / "run")], check=False)
        assert ended.returncode == 7
        assert (tmp_path / "run").exists()


def test_a_small_file_is_replaced_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "told", b"one")
    write_whole(tmp_path / "told", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["told"]
    assert (tmp_path / "told").read_bytes() == b"two"


def test_a_file_that_has_changed_has_another_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name\n")
    before = fingerprint(path)
    assert fingerprint(tmp_path / "." / "list.csv") == before
    path.write_text("name\nsomebody\n")
    assert fingerprint(path) != before
