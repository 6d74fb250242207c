"""Whatever a cell holds, columns say what rows say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.bulk import separated
from ogoh.delivery.tables import write_table
from tests.delivery.both_ways import Outcomes, by_columns, row_by_row

pytestmark = pytest.mark.slow

NOTHING = ["", " ", "нет", "0", "-", "x", "\u200b"]
FORMULAS = ["=1", '="5"', "1", "1;2"]
NAMES = ["Рахимов", "RAHIMOV", "К", "王", "Рахимов; Карим"]
SERIES = ["N", "AB", "АВ", "ПП", "ID", "XX", "45 08", "45"]
NUMBERS = ["1234567", "12345678", "000000", "AB1234567", "XX00000", "1234567, 7654321", " 1234567"]
DAYS = ["01.02.1990", "1990", "31.02.1990", "01.02.2027", "01.02.2020", "бессрочно", "1990-01-01; 1991"]
WORDS = ["М", "F", "TJ", "TJ, UZ", "да", "снят", "туберкулез"]
CELLS = NOTHING + FORMULAS + NAMES + SERIES + NUMBERS + DAYS + WORDS

cell_texts = st.one_of(
    st.sampled_from(CELLS),
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufdd0", exclude_categories=["Cs"]), max_size=6),
)
FIELDS = (
    "id",
    "name",
    "family_name",
    "given_name",
    "patronymic",
    "name_latin",
    "family_name_latin",
    "alias",
    "dob",
    "sex",
    "citizenship",
    "document_series",
    "document_number",
    "passport",
    "national_id",
    "old_document_number",
    "birthplace",
    "grounds",
    "agency",
    "decided_on",
    "until",
    "removed",
    "note",
)
"""Names in many columns at once, and two columns for one kind of document."""


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Some of the columns, the name always among them, and rows most of whose cells are fine."""
    chosen = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=8))
    headings = tuple(dict.fromkeys([*chosen, draw(st.sampled_from(["name", "family_name", "family_name_latin"]))]))
    fine = {"id": st.integers(1, 9).map(str), "family_name": st.sampled_from(["Рахимов", "NAZAROV", ""])}
    cells = [st.one_of(fine.get(heading, st.just("")), cell_texts) for heading in headings]
    return headings, draw(st.lists(st.tuples(*cells), min_size=1, max_size=12))


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
@settings(deadline=None, max_examples=60)
@given(table=tables())
@example(table=(("family_name", "document_series", "document_number"), [("Рахимов", "ПП", "AB1234567")]))
def test_whatever_the_cells_hold_both_ways_agree(
    tmp_path_factory: pytest.TempPathFactory, ending: str, table: tuple[tuple[str, ...], list[tuple[str, ...]]]
) -> None:
    path = tmp_path_factory.mktemp("bulk") / f"list{ending}"
    write_table(path, *table)
    assert outcome_of(by_columns, path) == outcome_of(row_by_row, path)


pieces = st.sampled_from(["Карим", "Али", "1", "", " ", '"', '""', "\r", "\n", "\r\n", ",", ";", "\ufeff", "\x1f", "é"])


@settings(deadline=None, max_examples=100)
@given(
    lines=st.lists(st.one_of(st.lists(pieces, max_size=8).map("".join), st.just("7,Карим Саидов,x")), max_size=6),
    end=st.sampled_from(["\n", "\r\n"]),
    block=st.integers(8, 90),
)
@example(lines=["1,Карим,x", '2,a"b,"x'], end="\n", block=90)
def test_whatever_the_lines_hold_both_ways_agree(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, block: int
) -> None:
    path = tmp_path_factory.mktemp("bulk") / "list.csv"
    path.write_bytes(end.join(["id,name,note", *(f"{number},Карим Саидов," for number in range(9)), *lines]).encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separated, "BLOCK", block)
        assert outcome_of(by_columns, path) == outcome_of(row_by_row, path)


def outcome_of(read: Callable[[Path], Outcomes], path: Path) -> Outcomes | str:
    """What is read, or why the file is refused."""
    try:
        return read(path)
    except DeliveryRefused as refusal:
        return str(refusal)
