"""What cannot be linked is refused in one sentence that names the trouble, and nothing is left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from ogoh.linkage.duck import DuckEngine
from ogoh.synthetic import COLUMNS, list_rows
from tests.cli.conftest import Ran, Run, is_one_paragraph
from tests.cli.linking.conftest import SEED, names_in, write

pytestmark = pytest.mark.slow

PERSON = "1,Раҳимов Карим Саидович,12.05.1990,400123451\n"
GOOD = f"id,name,dob,document_number\n{PERSON}"


def refused(ran: Ran, *named: str) -> bool:
    """Whether a command ended as it should: status 2 and one sentence that names the trouble."""
    return (
        (ran.status, ran.told) == (2, "") and is_one_paragraph(ran.complained) and all(map(ran.complained.count, named))
    )


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "pairs.csv"


def parquet_of(folder: Path) -> bytes:
    path = write(folder / "whole.parquet", COLUMNS, list_rows(400, SEED))
    content = path.read_bytes()
    path.unlink()
    return content


def spoilt(content: bytes) -> bytes:
    """A Parquet file with bytes in the middle that are not its own."""
    middle = len(content) // 3
    return content[:middle] + b"\xff" * 64 + content[middle + 64 :]


BAD: dict[str, tuple[str, bytes | None, str]] = {
    "missing": ("none.csv", None, "none.csv"),
    "empty": ("empty.csv", b"", "empty"),
    "no name": ("list.csv", b"colour,size\nred,1\n", "name"),
    "headings alone": ("list.csv", b"id,name,dob\n", "no rows"),
    "nobody readable": ("list.csv", "id,name,dob\n1,Раҳимов Карим,31.02.1990\n".encode(), "none accepted"),
    "no spreadsheet": ("list.xlsx", b"no spreadsheet", "list.xlsx"),
    "no Parquet": ("list.parquet", b"no Parquet", "list.parquet"),
    "unknown ending": ("list.doc", GOOD.encode(), ".doc"),
    "a name twice": ("list.csv", b"id,name,name\n1,Karim,Karim\n", "2 columns"),
    "XML of another kind": ("list.xml", b"<html/>", "list.xml"),
}


@pytest.mark.parametrize("side", ["list", "register"])
@pytest.mark.parametrize("trouble", BAD)
def test_a_bad_file_is_refused_in_one_sentence(
    trouble: str, side: str, ogoh: Run, good: Path, out: Path, tmp_path: Path
) -> None:
    name, content, named = BAD[trouble]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    files = (tmp_path / name, good) if side == "list" else (good, tmp_path / name)
    assert refused(ogoh("link", *files, "--out", out), named)
    assert not out.exists()


@pytest.mark.parametrize("share", [0.2, 0.9, 0.999])
def test_a_parquet_file_cut_short_is_refused(share: float, ogoh: Run, good: Path, out: Path, tmp_path: Path) -> None:
    whole, cut = parquet_of(tmp_path), tmp_path / "cut.parquet"
    cut.write_bytes(whole[: int(len(whole) * share)])
    assert refused(ogoh("link", cut, good, "--out", out), "cut.parquet")
    assert not out.exists()


def test_a_parquet_file_spoilt_in_the_middle_is_refused(ogoh: Run, good: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "spoilt.parquet").write_bytes(spoilt(parquet_of(tmp_path)))
    assert refused(ogoh("link", tmp_path / "spoilt.parquet", good, "--out", out), "spoilt.parquet")
    assert not out.exists()


@pytest.mark.parametrize("trouble", ["empty", "no name", "headings alone"])
def test_nothing_is_left_behind_of_what_was_refused(
    trouble: str, ogoh: Run, good: Path, out: Path, tmp_path: Path
) -> None:
    name, content, _ = BAD[trouble]
    (tmp_path / name).write_bytes(content or b"")
    before = names_in(tmp_path)
    ogoh("link", good, tmp_path / name, "--out", out)
    assert names_in(tmp_path) == before


def test_a_folder_is_no_list(ogoh: Run, good: Path, out: Path, tmp_path: Path) -> None:
    assert refused(ogoh("link", tmp_path, good, "--out", out), tmp_path.name)


@pytest.mark.parametrize("option", ["--columns", "--register-columns"])
@pytest.mark.parametrize("content", [None, "who: [", "who: nobody\n"])
def test_a_bad_column_map_is_refused(
    content: str | None, option: str, ogoh: Run, good: Path, out: Path, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "map.yaml").write_text(content)
    assert refused(ogoh("link", good, good, "--out", out, option, tmp_path / "map.yaml"), "map.yaml")


@pytest.mark.parametrize("option", ["--out", "--groups", "--figures", "--rejects"])
def test_no_result_is_written_over_what_is_read(option: str, ogoh: Run, good: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(good)
    outputs = ("--out", out) if option != "--out" else ()
    good.write_text(GOOD + PERSON)
    for place in (good, tmp_path / "link.csv"):
        assert refused(ogoh("link", good, *outputs, option, place), "a file that is read")
        assert good.read_text() == GOOD + PERSON
        assert not out.exists()


@pytest.mark.parametrize(("one", "other"), [("--out", "--groups"), ("--out", "--figures"), ("--groups", "--figures")])
def test_two_results_are_not_written_to_one_place(
    one: str, other: str, ogoh: Run, good: Path, out: Path, tmp_path: Path
) -> None:
    outputs = () if one == "--out" else ("--out", out)
    same = tmp_path / "same.csv"
    assert refused(ogoh("link", good, *outputs, one, same, other, same), "same.csv")
    assert not same.exists()


def test_groups_of_two_files_are_refused(ogoh: Run, good: Path, out: Path, tmp_path: Path) -> None:
    assert refused(ogoh("link", good, good, "--out", out, "--groups", tmp_path / "groups.csv"), "--groups")
    assert not out.exists()


class Working(Exception):  # noqa: N818
    """The engine was begun, though what it finds cannot be written."""


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def begun(*_: object) -> None:
        raise Working

    monkeypatch.setattr(DuckEngine, "link", begun)


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("option", ["--out", "--groups"])
@pytest.mark.parametrize("place", ["pairs.doc", "pairs", "missing/pairs.csv", "good.csv/pairs.csv"])
def test_a_place_that_cannot_be_written_is_refused_before_hours_of_work(
    place: str, option: str, ogoh: Run, good: Path, out: Path, tmp_path: Path
) -> None:
    outputs = ("--out", out) if option != "--out" else ()
    before = names_in(tmp_path)
    ran = ogoh("link", good, *outputs, option, tmp_path / place)
    assert refused(ran, Path(place).suffix if "pairs.doc" in place else Path(place).parts[0])
    assert names_in(tmp_path) == before


def test_a_missing_folder_is_refused_wherever_the_work_lies(ogoh: Run, good: Path, tmp_path: Path) -> None:
    ran = ogoh("link", good, "--out", tmp_path / "missing" / "pairs.csv", "--work", tmp_path / "work")
    assert refused(ran, "missing")


def full(engine: DuckEngine, *_: Any) -> None:
    """What DuckDB does where it finds no room: it ends the transaction by itself."""
    engine._do("ROLLBACK")
    raise duckdb.IOException("IO Error: Could not write file: No space left on device")


def test_a_full_disk_is_told_in_a_sentence(ogoh: Run, good: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DuckEngine, "_ask", full)
    ran = ogoh("link", good, good, "--out", out)
    assert refused(ran, "no room", "--work", "goes on")
    assert not out.exists()


def test_after_room_was_made_the_same_command_goes_on(
    ogoh: Run, good: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(DuckEngine, "_find_candidates", full)
        ogoh("link", good, "--out", out)
    with monkeypatch.context() as patch:
        patch.setattr(DuckEngine, "_ask", full)
        assert ogoh("link", good, "--out", out).status == 0
    assert out.exists()


def test_too_little_memory_is_told_in_a_sentence(
    ogoh: Run, good: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starved(*_: Any) -> None:
        raise duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block")

    monkeypatch.setattr(DuckEngine, "_find_candidates", starved)
    assert refused(ogoh("link", good, good, "--out", out), "--memory")


def test_a_database_that_is_spoilt_is_told_in_a_sentence(ogoh: Run, good: Path, out: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DuckEngine, "_ask", full)
        ogoh("link", good, "--out", out)
    (tmp_path / ".pairs.csv.run" / "link.duckdb").write_bytes(b"no database" * 1_000)
    assert refused(ogoh("link", good, "--out", out), "engine")


def test_spark_without_java_says_what_to_install(
    ogoh: Run, good: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert refused(ogoh("link", good, good, "--out", out, "--engine", "spark"), "Java", "--engine")
    assert not out.exists()


def test_an_engine_that_nobody_knows_is_refused(ogoh: Run, good: Path, out: Path) -> None:
    ran = ogoh("link", good, good, "--out", out, "--engine", "abacus")
    assert ran.status == 2
    assert "--engine" in ran.complained
