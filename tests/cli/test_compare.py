"""``ogoh compare``: evidence for pairs, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogoh.delivery.tables import open_table, write_table
from ogoh.matching.model import model
from tests.cli.conftest import Run, is_one_paragraph

HEADINGS = ("left_name", "left_dob", "left_doc", "right_name", "right_dob", "right_doc")
SAME = ("Раҳимов Фаррух", "12.05.1990", "400123451", "Rahimov Farrukh", "1990-05-12", "400123451")
OTHER = ("Раҳимов Фаррух", "12.05.1990", "", "Назарова Зебо", "03.02.1985", "")
EVIDENCE = ("given", "family", "patronymic", "kinship", "birth", "document", "sex", "citizenship", "birthplace")


def compared(
    ogoh: Run, folder: Path, *pairs: tuple[str, ...], headings: tuple[str, ...] = HEADINGS
) -> list[dict[str, str]]:
    """Compare pairs, all of which can be read, and give the rows by heading."""
    write_table(folder / "pairs.csv", headings, pairs)
    ran = ogoh("compare", folder / "pairs.csv", "--out", folder / "scores.csv")
    assert (ran.status, ran.told) == (0, "")
    table = open_table(folder / "scores.csv")
    return [dict(zip(table.headings, map(str, cells), strict=True)) for _, cells in table.rows()]


def test_the_columns_are_those_of_the_contract(ogoh: Run, tmp_path: Path) -> None:
    (row,) = compared(ogoh, tmp_path, SAME)
    assert tuple(row) == (*HEADINGS, "weight", "probability", "answer", *EVIDENCE, "why")


def test_one_person_and_two_are_told_apart(ogoh: Run, tmp_path: Path) -> None:
    same, other = compared(ogoh, tmp_path, SAME, OTHER)
    assert (same["answer"], other["answer"]) == ("recorded", "no_record")
    assert float(same["probability"]) > 0.99 > 0.01 > float(other["probability"])
    assert float(same["document"]) > 0 == float(other["document"])
    assert float(other["birth"]) < 0 < float(same["birth"])
    assert "The document numbers are the same." in same["why"]


DETAILS = ("left_sex", "right_sex", "left_citizenship", "right_citizenship")


def test_the_bits_of_all_attributes_and_the_prior_are_the_weight(ogoh: Run, tmp_path: Path) -> None:
    rows = compared(
        ogoh, tmp_path, (*SAME, "M", "M", "TJ", "TJ"), (*OTHER, "M", "F", "TJ", "UZ"), headings=(*HEADINGS, *DETAILS)
    )
    sums = [sum(float(row[name]) for name in EVIDENCE) + model().prior for row in rows]
    assert sums == pytest.approx([float(row["weight"]) for row in rows], abs=0.01)


def test_sex_and_citizenship_weigh_in_columns_of_their_own(ogoh: Run, tmp_path: Path) -> None:
    (row,) = compared(ogoh, tmp_path, (*SAME, "M", "M", "TJ", "TJ"), headings=(*HEADINGS, *DETAILS))
    assert float(row["sex"]) > 0
    assert float(row["citizenship"]) > 0


def test_anything_else_is_passed_through_in_any_order(ogoh: Run, tmp_path: Path) -> None:
    headings = ("kind", *reversed(HEADINGS), "label")
    (row,) = compared(ogoh, tmp_path, ("invented", *reversed(SAME), "1"), headings=headings)
    assert (row["kind"], row["label"], row["left_name"]) == ("invented", "1", "Раҳимов Фаррух")
    assert tuple(row)[: len(headings)] == headings


def test_names_alone_will_do(ogoh: Run, tmp_path: Path) -> None:
    (row,) = compared(ogoh, tmp_path, ("Раҳимов Фаррух", "Rahimov Farrukh"), headings=("left_name", "right_name"))
    assert row["answer"] == "possible"


def test_scores_of_an_earlier_run_are_replaced(ogoh: Run, tmp_path: Path) -> None:
    (row,) = compared(ogoh, tmp_path, (*SAME, "-99", "older"), headings=(*HEADINGS, "weight", "why"))
    assert float(row["weight"]) > 0
    assert "older" not in row["why"]


def test_columns_that_are_replaced_are_named(ogoh: Run, tmp_path: Path) -> None:
    write_table(tmp_path / "pairs.csv", (*HEADINGS, "citizenship"), [(*SAME, "TJ")])
    ran = ogoh("compare", tmp_path / "pairs.csv", "--out", tmp_path / "scores.csv")
    assert "replaced by them: citizenship." in ran.complained


@pytest.mark.parametrize("name", ["😀", "12345", "оглы", "а", "Unknown", "н" * 401, "김철수"])
def test_a_name_of_nobody_is_named_and_not_compared(ogoh: Run, tmp_path: Path, name: str) -> None:
    write_table(tmp_path / "pairs.csv", HEADINGS, [(name, *SAME[1:]), SAME])
    ran = ogoh("compare", tmp_path / "pairs.csv", "--out", tmp_path / "scores.jsonl")
    assert ran.status == 1
    table = open_table(tmp_path / "scores.jsonl")
    rows = [dict(zip(table.headings, cells, strict=True)) for _, cells in table.rows()]
    assert "left_name: found" in str(rows[0]["why"])
    assert [row.get("answer") for row in rows] == [None, "recorded"]


def test_a_column_that_stands_twice_is_refused(ogoh: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("left_name,right_name,right_name\nКарим,Карим,Салим\n", encoding="utf-8")
    ran = ogoh("compare", tmp_path / "pairs.csv", "--out", tmp_path / "scores.csv")
    assert (ran.status, ran.told) == (2, "")
    assert "has the column right_name twice" in ran.complained


def test_the_sides_may_change_places(ogoh: Run, tmp_path: Path) -> None:
    one, other = compared(ogoh, tmp_path, SAME, (*SAME[3:], *SAME[:3]))
    assert [one[name] for name in ("weight", "probability", *EVIDENCE)] == [
        other[name] for name in ("weight", "probability", *EVIDENCE)
    ]


def test_numbers_and_years_may_stand_as_numbers_in_a_spreadsheet(ogoh: Run, tmp_path: Path) -> None:
    write_table(
        tmp_path / "pairs.xlsx", HEADINGS, [("Раҳимов Фаррух", 1990, 400123451, "Rahimov Farrukh", "1990", "400123451")]
    )
    assert ogoh("compare", tmp_path / "pairs.xlsx", "--out", tmp_path / "scores.jsonl").status == 0
    table = open_table(tmp_path / "scores.jsonl")
    ((_, cells),) = table.rows()
    assert cells[table.headings.index("answer")] == "recorded"


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("", "", "", "Rahimov", "", ""), "left_name"),
        (("Раҳимов", "", "", "   ", "", ""), "right_name"),
        (("Раҳимов", "31.02.1990", "", "Rahimov", "", ""), "left: "),
        (("Раҳимов", "", "", "Rahimov", "soon", ""), "right: "),
        (("Раҳимов", "", 4001234510000000000, "Rahimov", "", ""), "left_doc"),
    ],
)
def test_a_pair_that_cannot_be_read_is_written_with_the_reason(
    ogoh: Run, tmp_path: Path, pair: tuple[str | int, ...], said: str
) -> None:
    write_table(tmp_path / "pairs.xlsx", HEADINGS, [SAME, pair])
    if isinstance(pair[2], int):
        _write_as_numbers(tmp_path / "pairs.xlsx", pair)
    ran = ogoh("compare", tmp_path / "pairs.xlsx", "--out", tmp_path / "scores.csv")
    assert ran.status == 1
    assert "2 pairs compared, 1 could not be read" in ran.complained
    table = open_table(tmp_path / "scores.csv")
    faulty = [cells for _, cells in table.rows()][1]
    assert str(faulty[-1]).startswith(f"row 3, {said}")
    assert not any(faulty[len(HEADINGS) : -1])


def _write_as_numbers(path: Path, pair: tuple[str | int, ...]) -> None:
    """As a spreadsheet itself writes long numbers: their last digits are lost."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row, cells in enumerate((HEADINGS, SAME, pair)):
        sheet.write_row(row, 0, cells)
    book.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.csv", None),
        ("pairs.csv", b""),
        ("pairs.csv", b"left_name,colour\nA,red\n"),
        ("pairs.xlsx", b"no"),
        ("pairs.txt", b"x"),
    ],
)
@pytest.mark.parametrize("command", ["compare", "evaluate"])
def test_a_file_that_holds_no_pairs_is_refused_in_one_paragraph(
    ogoh: Run, tmp_path: Path, command: str, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    out = ("--out", tmp_path / "scores.csv") if command == "compare" else ()
    ran = ogoh(command, tmp_path / name, *out)
    assert (ran.status, ran.told) == (2, "")
    assert is_one_paragraph(ran.complained)
    assert not (tmp_path / "scores.csv").exists()


def test_scores_that_cannot_be_written_are_refused(ogoh: Run, tmp_path: Path) -> None:
    write_table(tmp_path / "pairs.csv", HEADINGS, [SAME])
    ran = ogoh("compare", tmp_path / "pairs.csv", "--out", tmp_path / "no" / "scores.csv")
    assert ran.status == 2
    assert is_one_paragraph(ran.complained)
