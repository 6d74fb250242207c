"""The files of a report: whole or not there, the same bytes twice, nobody named where the public looks."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from python_calamine import load_workbook

from ogoh.linkage.reconciliation import (
    JSON_FILE,
    PAGE,
    WORKBOOK,
    Linked,
    ListKind,
    Question,
    Reported,
    ReportNotWritten,
    SourceLayout,
    UnfitTables,
    counted,
    reconcile,
    reconciled,
)
from ogoh.linkage.reconciliation import words as all_words
from ogoh.linkage.reconciliation.workbook import write_workbook
from tests.linkage.reconciliation.cases import (
    CIRCUMSTANCES,
    OTHER_DOCUMENT,
    Row,
    crossing,
    linked,
    listing,
)

pytestmark = pytest.mark.slow

HEADINGS = ("№", "ФИО")
EVERYTHING = linked(
    [
        listing("L1", row=2, until="2025-01-31"),
        listing("L2", row=3),
        listing("L3", row=4, name="=HYPERLINK(1)"),
        listing("L4", row=5),
    ],
    [
        crossing(of="L1"),
        crossing(of="L2", documents="500000005", bits=OTHER_DOCUMENT, direction="out"),
        crossing(of="L3", p=0.5, name="@RAHIMOV"),
    ],
    groups=[("L1", "L4")],
)


class Source:
    """A list as its source wrote it, and what was written back."""

    def __init__(self, cells: tuple[str, ...] = ("1", "Раҳимов")) -> None:
        self.cells = cells
        self.asked: list[int] = []
        self.rows: list[tuple[str, ...]] = []
        self.headings: tuple[str, ...] = ()

    def cells_of(self, row: int) -> tuple[str, ...]:
        self.asked.append(row)
        return self.cells

    def write(self, path: Path, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
        self.headings, self.rows = headings, list(rows)
        path.write_text("written", encoding="utf-8")
        return len(self.rows)

    @property
    def layout(self) -> SourceLayout:
        return SourceLayout(HEADINGS, self.cells_of, self.write)


def report(folder: Path, tables: Linked = EVERYTHING, **others: Any) -> Reported:
    return reconcile(tables, CIRCUMSTANCES, folder, **others)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of `EVERYTHING`, to be read only."""
    folder = tmp_path_factory.mktemp("report")
    report(folder)
    return folder


@pytest.fixture(scope="module")
def many_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page about sixty people, of whom thirty have left."""
    people = [listing(f"L{number}", row=number, grounds="Overstay & <more>") for number in range(60)]
    crossings = [crossing(f"2024-{9 + number % 2 * 2:02d}-01", of=f"L{number}") for number in range(30)]
    folder = tmp_path_factory.mktemp("page")
    report(folder, linked(people, crossings))
    return (folder / PAGE).read_text(encoding="utf-8")


def sheet(path: Path, name: str) -> list[Row]:
    """The rows of a sheet by their headings."""
    headings, *rows = load_workbook(path).get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def test_a_report_is_a_folder_of_four_files(tmp_path: Path) -> None:
    found = report(tmp_path / "report", layout=Source().layout)
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == sorted(
        [PAGE, "corrections.csv", JSON_FILE, WORKBOOK]
    )
    assert found.corrected == 3
    assert found.counts[Question.LEFT].sure == 1


def test_without_the_layout_of_the_source_there_is_no_correction_file(tmp_path: Path) -> None:
    assert report(tmp_path).corrected is None
    assert not (tmp_path / "corrections.csv").exists()


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        report(tmp_path / name)
    for name in (PAGE, JSON_FILE, WORKBOOK):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


class TestWorkbook:
    def test_a_sheet_shows_both_sides_and_the_bits(self, everything: Path) -> None:
        row, doubtful = sheet(everything / WORKBOOK, "1 Left the country")
        assert doubtful["How sure"] == "doubtful"
        assert row["Left on"] == row["Last crossing"] == date(2024, 9, 1)
        assert (row["Row in the list"], row["Row in the register"]) == (2, 2)
        assert (row["Name in the list"], row["Name in the register"]) == ("Раҳимов Фарид", "RAHIMOV FARID")
        assert (row["How sure"], row["Bits: birth"], row["Bits: kinship"]) == ("sure", 13, "")

    def test_text_that_looks_like_a_formula_stays_text(self, everything: Path) -> None:
        (row,) = sheet(everything / WORKBOOK, "7 To look at")
        assert (row["Name in the list"], row["Name in the register"]) == ("=HYPERLINK(1)", "@RAHIMOV")
        assert row["What would settle it"] == "Compare the photographs in both files, or ask the person."

    def test_a_question_about_nobody_says_so(self, tmp_path: Path) -> None:
        report(tmp_path, linked([listing()], [crossing()]))
        (row,) = sheet(tmp_path / WORKBOOK, "4 Listed twice")
        assert row["Row in the list"] == "nobody"

    def test_the_summary_counts_every_question(self, everything: Path) -> None:
        rows = sheet(everything / WORKBOOK, "Summary")
        assert [row["Records, sure"] for row in rows[:7]] == [1, 1, 0, 1, 1, 1, 0]
        assert any("“in” means that somebody came home" in str(row["Question"]) for row in rows)

    @pytest.mark.parametrize(("people", "sheets"), [(4, [2, 2]), (5, [2, 2, 1])])
    def test_a_full_sheet_goes_on_in_another(self, tmp_path: Path, people: int, sheets: list[int]) -> None:
        tables = linked([listing(f"L{number}", row=number) for number in range(people)])
        path = tmp_path / "full.xlsx"
        with reconciled(tables, CIRCUMSTANCES) as found:
            write_workbook(path, found, counted(found), most_rows=2)
        names = [name for name in load_workbook(path).sheet_names if name.startswith("2 ")]
        assert names == ["2 No crossing", "2 No crossing (2)", "2 No crossing (3)"][: len(sheets)]
        assert [len(sheet(path, name)) for name in names] == sheets

    def test_every_sheet_has_a_frozen_header_and_a_filter(self, everything: Path) -> None:
        with ZipFile(everything / WORKBOOK) as file:
            sheets = [file.read(f"xl/worksheets/sheet{number}.xml").decode() for number in range(2, 9)]
        for xml in sheets:
            fromstring(xml)
            assert 'state="frozen"' in xml
            assert "<autoFilter" in xml
            assert "<f>" not in xml

    def test_names_of_sheets_fit_in_any_language(self, tmp_path: Path) -> None:
        report(tmp_path, translate=lambda text: f"[{text}] / " + "очень длинно " * 9 if "{" not in text else text)
        assert max(map(len, load_workbook(tmp_path / WORKBOOK).sheet_names)) <= 31


class TestJson:
    def test_every_question_has_its_rows_and_the_public_figures_stand_apart(self, everything: Path) -> None:
        found = json.loads((everything / JSON_FILE).read_text(encoding="utf-8"))
        assert list(found["questions"]) == list(Question)
        row, _ = found["questions"]["left"]["rows"]
        assert (row["left_on"], row["standing"], row["birth"]) == ("2024-09-01", "sure", 13)
        assert found["summary"]["left"]["sure"] == 1
        assert found["public"]["questions"]["left"] == {"sure": None, "doubtful": None, "rest": None}
        assert found["about"]["register_of"] == "home"

    def test_codes_are_the_same_in_every_language(self, tmp_path: Path) -> None:
        report(tmp_path, translate=lambda text: text.upper() if "{" not in text else text)
        found = json.loads((tmp_path / JSON_FILE).read_text(encoding="utf-8"))
        (row,) = found["questions"]["renamed"]["rows"]
        assert (row["standing"], row["detail"], row["what_differs"]) == ("sure", "document", "ANOTHER DOCUMENT")


class Elements(HTMLParser):
    """The names of all elements, and what they load."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.loaded += [value or "" for name, value in attrs if name in ("src", "href") or name.startswith("on")]


class TestPage:
    def test_it_loads_nothing_and_runs_nothing(self, many_page: str) -> None:
        elements = Elements()
        elements.feed(many_page)
        assert elements.loaded == []
        assert "script" not in elements.names
        assert elements.names.count("svg") == 5

    def test_every_picture_is_xml(self, many_page: str) -> None:
        pictures = [part.split("</figure>")[0] for part in many_page.split("<figure>")[1:]]
        assert [fromstring(picture).tag for picture in pictures] == ["{http://www.w3.org/2000/svg}svg"] * 5

    def test_it_says_whose_register_it_is_and_which_days_it_covers(self, many_page: str) -> None:
        assert "kept by the people&#x27;s own country" in many_page
        assert "from 1 September 2024 to 1 November 2024" in many_page
        assert "free of charge" in many_page

    def test_months_without_anybody_have_their_place(self, many_page: str) -> None:
        assert "September 2024: 15\nOctober 2024: 0\nNovember 2024: 15" in many_page

    def test_it_names_nobody_and_tells_no_small_number(self, everything: Path) -> None:
        page = (everything / PAGE).read_text(encoding="utf-8")
        for secret in ("Раҳимов", "RAHIMOV", "400000001", "500000005"):
            assert secret not in page
        assert "4 records" not in page
        assert "not shown" in page


class TestCorrections:
    def test_what_is_sure_goes_back_in_the_layout_of_the_source(self, tmp_path: Path) -> None:
        source = Source()
        report(tmp_path, layout=source.layout)
        assert source.headings == (*HEADINGS, "What is wrong", "Since when", "Evidence", "How sure (probability)")
        assert source.asked == [2, 3, 5]
        left, other, twice = source.rows
        assert left == (
            "1",
            "Раҳимов",
            "The person has left the country since the decision.; The term is over.",
            "2024-09-01; 2025-01-31",
            "Crossed the border on 2024-09-01, Dushanbe airport, direction “in”; row 2 of the register.; "
            "The list gives 2025-01-31 as the last day.",
            "99.0\N{NO-BREAK SPACE}%; certain, by the list itself",
        )
        assert other[2] == "The person travels on another document."
        assert twice[2:5] == ("The person is listed twice.", "", "Row 2 of the list is the same person.")

    def test_a_new_document_is_told_only_where_the_caller_says_so(self, tmp_path: Path) -> None:
        source = Source()
        report(tmp_path / "silent", layout=source.layout)
        assert "500000005" not in str(source.rows)
        report(tmp_path / "telling", layout=replace(source.layout, tell_documents=True))
        assert "500000005" in str(source.rows)

    def test_leaving_does_not_end_a_ban(self, tmp_path: Path) -> None:
        source = Source()
        bans = replace(CIRCUMSTANCES, kind=ListKind.ENTRY_BAN)
        reconcile(EVERYTHING, bans, tmp_path, layout=source.layout)
        assert source.rows[0][2] == "The term is over."
        assert "has left" not in str(source.rows)

    @pytest.mark.parametrize("cells", [("1",), ("1", "Раҳимов", "one too many")])
    def test_what_is_added_stands_under_its_own_heading(self, tmp_path: Path, cells: tuple[str, ...]) -> None:
        source = Source(cells)
        report(tmp_path, layout=source.layout)
        assert {len(row) for row in source.rows} == {len(source.headings)}

    def test_nobody_to_correct_is_an_empty_file(self, tmp_path: Path) -> None:
        assert report(tmp_path, linked([listing()]), layout=Source().layout).corrected == 0


class TestWhole:
    def test_a_folder_in_the_place_of_a_file_changes_nothing(self, tmp_path: Path) -> None:
        (tmp_path / JSON_FILE).mkdir()
        (tmp_path / PAGE).write_text("of yesterday", encoding="utf-8")
        with pytest.raises(ReportNotWritten, match="a folder stands in its place"):
            report(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == [PAGE, JSON_FILE]
        assert (tmp_path / PAGE).read_text(encoding="utf-8") == "of yesterday"

    def test_a_file_in_the_place_of_the_folder_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "report").write_text("mine", encoding="utf-8")
        with pytest.raises(ReportNotWritten):
            report(tmp_path / "report")
        assert (tmp_path / "report").read_text(encoding="utf-8") == "mine"

    def test_a_folder_in_no_folder_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ReportNotWritten, match="does not exist"):
            report(tmp_path / "none" / "report")

    @pytest.mark.parametrize("fault", [OSError(28, "full"), RuntimeError("anything")])
    def test_a_correction_file_that_fails_leaves_no_report(self, tmp_path: Path, fault: Exception) -> None:
        def fails(*_: object) -> int:
            raise fault

        with pytest.raises((ReportNotWritten, RuntimeError)):
            report(tmp_path / "report", layout=replace(Source().layout, write=fails))
        assert list(tmp_path.iterdir()) == []

    def test_tables_that_do_not_fit_leave_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(UnfitTables):
            report(tmp_path / "report", linked([listing()], [crossing(of="L9")]))
        assert list(tmp_path.iterdir()) == []

    def test_an_earlier_report_is_replaced_and_what_else_is_there_stays(self, tmp_path: Path) -> None:
        (tmp_path / PAGE).write_text("of yesterday", encoding="utf-8")
        (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
        report(tmp_path)
        assert "<!doctype html>" in (tmp_path / PAGE).read_text(encoding="utf-8")
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([PAGE, JSON_FILE, WORKBOOK, "notes.txt"])

    def test_the_files_have_the_usual_mode(self, tmp_path: Path) -> None:
        mask = os.umask(0o027)
        try:
            report(tmp_path)
        finally:
            os.umask(mask)
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o640}


def test_every_heading_and_question_has_its_words() -> None:
    for table in (all_words.SHEETS, all_words.ASKS, all_words.NOTES):
        assert set(table) == set(Question)
    assert all(len(name) <= 26 for name in all_words.SHEETS.values())
