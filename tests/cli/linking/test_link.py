"""``ogoh link``: from two files, or one, to pairs and groups."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ogoh.delivery.tables import open_table
from ogoh.linkage.selection import LINKED, LINKED_COLUMNS
from ogoh.synthetic import register_rows
from tests.cli.conftest import Run, is_one_paragraph
from tests.cli.linking.conftest import CROSSINGS, SEED, SIZE, names_in

pytestmark = pytest.mark.slow

HEADINGS = "id,name,dob,document_number\n"
KARIM = "Раҳимов Карим Саидович,12.05.1990,400123451\n"
ZEBO = "Назарова Зебо Каримовна,03.02.1985,400999777\n"
Pairs = list[tuple[str, str]]


def rows_in(path: Path) -> list[dict[str, Any]]:
    """The rows of a result of any format."""
    table = open_table(path)
    return [dict(zip(table.headings, cells, strict=True)) for _, cells in table.rows()]


def pairs_in(path: Path) -> Pairs:
    return [(row["left_id"], row["right_id"]) for row in rows_in(path)]


def text(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A list of two people and a register in which one of them crosses twice."""
    one = text(tmp_path / "two.csv", f"{HEADINGS}1,{KARIM}2,{ZEBO}")
    return one, text(tmp_path / "crossings.csv", f"{HEADINGS}a,{KARIM}b,{KARIM}")


def test_a_list_and_a_register_become_pairs(ogoh: Run, listed: Path, register: Path, tmp_path: Path) -> None:
    ran = ogoh("link", listed, register, "--out", tmp_path / "pairs.csv", "--register-rejects", tmp_path / "no.csv")
    assert ran.status in (0, 1)
    truth = {(row["listed_as"], row["id"]) for row in register_rows(CROSSINGS, SEED, SIZE) if row["listed_as"]}
    found = set(pairs_in(tmp_path / "pairs.csv"))
    assert len(found & truth) > 0.9 * len(truth)
    assert len(found - truth) < 0.1 * len(truth)
    assert f"{len(found)} linked pairs written to {tmp_path / 'pairs.csv'}." in ran.complained
    assert ran.told == ""


def test_nothing_but_the_result_is_left(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    before = names_in(tmp_path)
    assert ogoh("link", *two, "--out", tmp_path / "pairs.csv").status == 0
    assert names_in(tmp_path) - before == {"pairs.csv"}


def test_it_says_what_was_read_and_compared(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    ran = ogoh("link", *two, "--out", tmp_path / "pairs.csv")
    assert ran.complained.splitlines() == [
        "2 rows of the list accepted, 0 rejected.",
        "2 rows of the register accepted, 0 rejected.",
        "1 pairs of different records share a key.",
        f"2 linked pairs written to {tmp_path / 'pairs.csv'}.",
    ]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".jsonl", ".xlsx", ".CSV"])
def test_pairs_are_the_same_in_every_format(
    ending: str, ogoh: Run, listed: Path, register: Path, tmp_path: Path
) -> None:
    for out in ("one.parquet", f"other{ending}"):
        ogoh("link", listed, register, "--out", tmp_path / out)
    expected, found = rows_in(tmp_path / "one.parquet"), rows_in(tmp_path / f"other{ending}")
    assert [row["left_id"] + row["right_id"] for row in found] == [row["left_id"] + row["right_id"] for row in expected]
    assert [float(row["weight"]) for row in found] == [row["weight"] for row in expected]
    assert [float(row["probability"]) for row in found] == pytest.approx([row["probability"] for row in expected])
    assert tuple(found[0]) == LINKED_COLUMNS
    assert len(found) > 20


def test_parquet_has_numbers_and_text(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    ogoh("link", *two, "--out", tmp_path / "pairs.parquet")
    assert pq.read_schema(tmp_path / "pairs.parquet") == LINKED


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".jsonl", ".xlsx"])
def test_no_pairs_are_a_file_of_headings(ending: str, ogoh: Run, tmp_path: Path) -> None:
    one = text(tmp_path / "one.csv", f"{HEADINGS}1,{KARIM}")
    other = text(tmp_path / "other.csv", f"{HEADINGS}a,{ZEBO}")
    out = tmp_path / f"pairs{ending}"
    ran = ogoh("link", one, other, "--out", out)
    assert ran.status == 0
    assert "0 linked pairs" in ran.complained
    assert out.exists()


def test_csv_is_what_a_reader_of_csv_reads(ogoh: Run, tmp_path: Path) -> None:
    one = text(tmp_path / "one.csv", f'{HEADINGS}"1 ""a"", b",{KARIM}')
    ogoh("link", one, text(tmp_path / "other.csv", f"{HEADINGS}O'Brien;1,{KARIM}"), "--out", tmp_path / "pairs.csv")
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["left_id"], row["right_id"]) == ('1 "a", b', "O'Brien;1")
    assert float(row["probability"]) > 0.99


@pytest.mark.parametrize(
    ("keep", "pairs"),
    [
        ("best", [("1", "a"), ("2", "b")]),
        ("one-to-one", [("1", "a"), ("2", "b")]),
        ("all", [("1", "a"), ("1", "b"), ("2", "b"), ("2", "a")]),
    ],
)
def test_what_is_kept_can_be_chosen(keep: str, pairs: Pairs, ogoh: Run, tmp_path: Path) -> None:
    younger = KARIM.replace("1990", "1991")
    one = text(tmp_path / "one.csv", f"{HEADINGS}1,{KARIM}2,{younger}")
    other = text(tmp_path / "other.csv", f"{HEADINGS}a,{KARIM}b,{younger}")
    ogoh("link", one, other, "--out", tmp_path / "pairs.csv", "--keep", keep)
    assert pairs_in(tmp_path / "pairs.csv") == pairs


def test_best_is_what_is_kept_unless_told(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    ogoh("link", *two, "--out", tmp_path / "pairs.csv")
    assert pairs_in(tmp_path / "pairs.csv") == [("1", "a"), ("1", "b")]
    ogoh("link", *two, "--out", tmp_path / "pairs.csv", "--keep", "one-to-one")
    assert pairs_in(tmp_path / "pairs.csv") == [("1", "a")]


def test_pairs_below_the_least_probability_are_left_out(
    ogoh: Run, listed: Path, register: Path, tmp_path: Path
) -> None:
    counts = {}
    for least in ("0.001", "0.5", "0.999"):
        out = tmp_path / f"{least}.parquet"
        ogoh("link", listed, register, "--out", out, "--min-probability", least, "--keep", "all")
        rows = rows_in(out)
        assert min(row["probability"] for row in rows) >= float(least)
        counts[least] = len(rows)
    assert counts["0.001"] > counts["0.5"] > counts["0.999"] > 0


@pytest.mark.parametrize("least", ["0", "1", "50", "half"])
def test_a_probability_that_is_none_is_refused(least: str, ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    ran = ogoh("link", *two, "--out", tmp_path / "pairs.csv", "--min-probability", least)
    assert ran.status == 2
    assert "--min-probability" in ran.complained


def test_one_file_is_linked_with_itself_and_grouped(ogoh: Run, tmp_path: Path) -> None:
    one = text(tmp_path / "one.csv", f"{HEADINGS}1,{KARIM}2,{ZEBO}3,{KARIM.replace('Карим ', 'Карым ')}4,{ZEBO}")
    ran = ogoh("link", one, "--out", tmp_path / "pairs.csv", "--groups", tmp_path / "groups.csv")
    assert ran.status == 0
    assert pairs_in(tmp_path / "pairs.csv") == [("1", "3"), ("2", "4")]
    groups = {row["id"]: row["group"] for row in rows_in(tmp_path / "groups.csv")}
    assert groups == {"1": "1", "3": "1", "2": "2", "4": "2"}


def test_every_record_has_one_group(ogoh: Run, listed: Path, tmp_path: Path) -> None:
    ogoh("link", listed, "--out", tmp_path / "pairs.csv", "--groups", tmp_path / "groups.jsonl")
    named = Counter(row["id"] for row in rows_in(tmp_path / "groups.jsonl"))
    assert set(named.values()) == {1}
    assert len(named) > 0.9 * SIZE


def test_figures_tell_sizes_and_seconds(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    ogoh("link", *two, "--out", tmp_path / "pairs.csv", "--figures", tmp_path / "figures.json")
    told = orjson.loads((tmp_path / "figures.json").read_bytes())
    assert (told["rows"], told["left"], told["right"]) == ({"list": 2, "register": 2}, 2, 1)
    assert (told["candidates"], told["linked"], told["left_out"], told["crowded"]) == (1, 2, 0, 0)
    assert {"read list", "read register", "asked", "stored", "candidates", "scores", "written"} <= set(told["seconds"])
    assert all(seconds >= 0 for seconds in told["seconds"].values())


def test_what_is_kept_until_the_end_may_lie_elsewhere(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    assert ogoh("link", *two, "--out", tmp_path / "pairs.csv", "--work", tmp_path / "a" / "work").status == 0
    assert not (tmp_path / "a" / "work").exists()


def test_somebody_s_folder_is_not_taken_for_work(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "photographs").mkdir()
    text(tmp_path / "photographs" / "cat.jpg", "meow")
    ran = ogoh("link", *two, "--out", tmp_path / "pairs.csv", "--work", tmp_path / "photographs")
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)
    assert "photographs" in ran.complained
    assert (tmp_path / "photographs" / "cat.jpg").exists()


def test_rejected_rows_are_counted_and_written(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    two[0].write_text(two[0].read_text() + f"3,{KARIM.replace('12.05', '31.02')}")
    ran = ogoh("link", *two, "--out", tmp_path / "pairs.csv", "--rejects", tmp_path / "rejects.csv")
    assert ran.status == 1
    assert "2 rows of the list accepted, 1 rejected." in ran.complained
    assert "31.02.1990" in (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    assert pairs_in(tmp_path / "pairs.csv") == [("1", "a"), ("1", "b")]


def test_identifiers_that_repeat_are_rejected_and_counted(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    two[0].write_text(two[0].read_text() + f"1,{ZEBO}1,{ZEBO}")
    two[1].write_text(two[1].read_text() + f"a,{ZEBO}")
    ran = ogoh("link", *two, "--out", tmp_path / "pairs.csv", "--figures", tmp_path / "figures.json")
    assert ran.status == 1
    assert "2 rows of the list accepted, 2 rejected." in ran.complained
    assert "2 rows of the register accepted, 1 rejected." in ran.complained
    assert pairs_in(tmp_path / "pairs.csv") == [("1", "a"), ("1", "b")]


def parquet(path: Path, dob: list[Any], kind: pa.DataType) -> Path:
    table = pa.table(
        {
            "id": pa.array([7, 8], pa.int64()),
            "name": ["Раҳимов Карим Саидович", "Назарова Зебо Каримовна"],
            "dob": pa.array(dob, kind),
            "document_number": pa.array([400123451, 400999777], pa.int64()),
        }
    )
    pq.write_table(table, path)
    return path


@pytest.mark.parametrize(
    ("dob", "kind"),
    [
        ([date(1990, 5, 12), date(1985, 2, 3)], pa.date32()),
        ([19900512, 19850203], pa.int64()),
        ([1990, 1985], pa.int32()),
        ([datetime(1990, 5, 12), None], pa.timestamp("ms")),  # noqa: DTZ001
        (["1990-05-12", "1985-02-03"], pa.dictionary(pa.int8(), pa.string())),
    ],
    ids=["days", "days as numbers", "years as numbers", "moments", "few texts"],
)
def test_types_may_differ_between_files(
    dob: list[Any], kind: pa.DataType, ogoh: Run, two: tuple[Path, Path], tmp_path: Path
) -> None:
    other = parquet(tmp_path / "other.parquet", dob, kind)
    for files, pairs in (((two[0], other), [("1", "7"), ("2", "8")]), ((other, two[0]), [("7", "1"), ("8", "2")])):
        ran = ogoh("link", *files, "--out", tmp_path / "pairs.parquet")
        assert (ran.status, pairs_in(tmp_path / "pairs.parquet")) == (0, pairs)


def test_without_any_date_of_birth_people_are_found(ogoh: Run, tmp_path: Path) -> None:
    one = text(tmp_path / "one.csv", "id,name,document_number\n1,Раҳимов Карим Саидович,400123451\n")
    other = text(tmp_path / "other.csv", "id,name,document_number\na,RAHIMOV KARIM SAIDOVICH,400123451\n")
    assert ogoh("link", one, other, "--out", tmp_path / "pairs.csv").status == 0
    assert pairs_in(tmp_path / "pairs.csv") == [("1", "a")]


def test_a_column_map_names_what_headings_do_not(ogoh: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    two[0].write_text(two[0].read_text().replace("name,dob", "who,when"))
    told = text(tmp_path / "map.yaml", "who: name\nwhen: dob\n")
    assert ogoh("link", *two, "--out", tmp_path / "pairs.csv").status == 2
    ran = ogoh("link", *two, "--out", tmp_path / "pairs.csv", "--columns", told)
    assert (ran.status, pairs_in(tmp_path / "pairs.csv")) == (0, [("1", "a"), ("1", "b")])
