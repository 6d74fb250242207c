"""The command as it really runs, in processes of its own: killed, refused, and without room on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from ogoh.synthetic import COLUMNS, REGISTER_COLUMNS, list_rows, register_rows
from tests.cli.conftest import Run, is_one_paragraph
from tests.cli.linking.conftest import SEED, write

pytestmark = pytest.mark.slow

RUN = "from ogoh.cli import main; main()"
NO_ROOM_ABOVE = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
"""
LISTED, CROSSED = 2_000, 6_000


def start(*arguments: str | Path, program: str = RUN) -> subprocess.Popen[str]:
    """Start the command as the leader of a group of its own."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, start_new_session=True, preexec_fn=_hear_interrupts
    )


def _hear_interrupts() -> None:
    """Where the tests run in the background of a shell, what they start would be deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def kill(process: subprocess.Popen[str]) -> None:
    """End it and its workers at once, as when the power fails."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def wait_for(sign: str, folder: Path, process: subprocess.Popen[str]) -> None:
    """Until there is a file of that name in the folder of a run."""
    patience = time.monotonic() + 120
    while not any(folder.glob(sign)):
        assert time.monotonic() < patience, f"there was never any {sign}"
        assert process.poll() is None, f"it ended, and there was never any {sign}"
        time.sleep(0.01)


def children_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that it began."""
    return list(map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()))


def is_at_work(process: int) -> bool:
    """Whether a process is there and is more than the entry of a dead one."""
    with suppress(OSError):
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    return False


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("files")
    return (
        write(folder / "list.csv", COLUMNS, list_rows(LISTED, SEED)),
        write(folder / "register.csv", REGISTER_COLUMNS[:11], register_rows(CROSSED, SEED, LISTED)),
    )


@pytest.fixture(scope="module")
def undisturbed(files: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("undisturbed") / "pairs.csv"
    told, complained = start("link", *files, "--out", out, "--workers", "1").communicate()
    assert "linked pairs written" in complained, (told, complained)
    return out.read_bytes()


@pytest.mark.parametrize("sign", ["left.parquet", "link.duckdb", "sieve-*.npy", "scores.parquet"])
def test_a_run_that_was_killed_goes_on_and_ends_the_same(
    sign: str, ogoh: Run, files: tuple[Path, Path], undisturbed: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "pairs.csv"
    process = start("link", *files, "--out", out, "--workers", "1")
    wait_for(sign, tmp_path / ".pairs.csv.run", process)
    kill(process)
    assert ogoh("link", *files, "--out", out).status == 0
    assert out.read_bytes() == undisturbed
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.csv"]


def test_who_presses_ctrl_c_reads_what_is_kept_and_goes_on(
    ogoh: Run, files: tuple[Path, Path], undisturbed: bytes, tmp_path: Path
) -> None:
    out, folder = tmp_path / "pairs.csv", tmp_path / ".pairs.csv.run"
    process = start("link", *files, "--out", out, "--workers", "1")
    wait_for("link.duckdb", folder, process)
    os.killpg(process.pid, signal.SIGINT)
    told, complained = process.communicate()
    assert (process.returncode, told) == (130, "")
    assert complained == f"Stopped. What was done is kept in {folder}: the same command goes on from there.\n"
    assert ogoh("link", *files, "--out", out).status == 0
    assert out.read_bytes() == undisturbed


def test_workers_end_with_a_command_that_is_killed(files: tuple[Path, Path], tmp_path: Path) -> None:
    process = start("link", *files, "--out", tmp_path / "pairs.csv", "--workers", "2")
    wait_for("link.duckdb", tmp_path / ".pairs.csv.run", process)
    workers = children_of(process)
    process.kill()
    process.communicate()
    assert len(workers) > 1
    patience = time.monotonic() + 20
    while any(map(is_at_work, workers)):
        assert time.monotonic() < patience, "workers outlive the command"
        time.sleep(0.05)


@pytest.mark.parametrize("bad", [0, 1], ids=["list", "register"])
def test_a_bad_file_is_refused_whichever_process_reads_it(bad: int, files: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    sides = [*files[:bad], tmp_path / "empty.csv", *files[bad + 1 :]]
    process = start("link", *sides, "--out", tmp_path / "pairs.csv", "--workers", "1")
    told, complained = process.communicate()
    assert (process.returncode, told, is_one_paragraph(complained)) == (2, "", True)
    assert "empty.csv: found an empty file" in complained


@pytest.mark.parametrize("room", [20_000, 150_000, 600_000])
def test_without_room_on_the_disk_it_says_so(room: int, files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    process = start(str(room), "link", *files, "--out", out, "--workers", "1", program=NO_ROOM_ABOVE + RUN)
    told, complained = process.communicate()
    assert (process.returncode, told, is_one_paragraph(complained)) == (2, "", True), complained
    assert any(word in complained.lower() for word in ("room", "full", "large")), complained
    assert not out.exists()
