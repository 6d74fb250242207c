"""``ogoh reconcile``: a folder with what a register says about a list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from ogoh.delivery.tables import open_table
from ogoh.linkage.reconciliation import Question
from tests.cli.conftest import Ran, Run, is_one_paragraph
from tests.cli.linking.conftest import names_in

LIST = """id,name,dob,document_number,citizenship,grounds,decided_on,until
1,Раҳимов Карим Саидович,12.05.1990,400123451,TJ,превышение срока,10.03.2024,10.03.2029
2,Назарова Зебо Каримовна,03.02.1985,400999777,TJ,превышение срока,11.03.2024,11.03.2029
3,Назарова Зебо Каримовна,03.02.1985,400999778,TJ,превышение срока,12.03.2024,12.03.2029
4,Шарипов Далер Азизович,21.11.1979,401555222,TJ,превышение срока,01.02.2024,01.02.2025
"""
REGISTER = """id,name,dob,document_number,citizenship,crossed_on,direction,place
a,RAHIMOV KARIM SAIDOVICH,1990-05-12,400123451,TJK,2024-02-01,out,Dushanbe airport
b,RAHIMOV KARIM SAIDOVICH,1990-05-12,400123451,TJK,2024-09-01,in,Dushanbe airport
c,HAKIMOV ANVAR,1961-07-30,402000111,TJK,2024-05-05,in,Fotehobod
"""
DAYS = ("--list-dated", "2024-08-01", "--today", "2025-06-01")


pytestmark = pytest.mark.slow


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A list and a register of crossings."""
    paths = tmp_path / "list.csv", tmp_path / "register.csv"
    for path, content in zip(paths, (LIST, REGISTER), strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


@pytest.fixture
def report(ogoh: Run, files: tuple[Path, Path], tmp_path: Path) -> Callable[..., Ran]:
    """Reconcile the two files into a folder ``report``."""
    return lambda *more: ogoh("reconcile", *files, "--out", tmp_path / "report", *DAYS, *more)


def told(folder: Path) -> Any:
    (path,) = folder.glob("*.json")
    return orjson.loads(path.read_bytes())


def test_a_report_is_written_and_nothing_else_left(report: Callable[..., Ran], tmp_path: Path) -> None:
    before = names_in(tmp_path)
    assert report().status == 0
    assert names_in(tmp_path) - before == {"report"}
    endings = sorted(path.suffix for path in (tmp_path / "report").iterdir())
    assert endings == [".csv", ".html", ".json", ".xlsx"]


def test_every_question_is_answered_on_standard_output(report: Callable[..., Ran]) -> None:
    ran = report()
    assert len(ran.told.splitlines()) == len(Question)
    assert all(f"{question.value}: " in ran.told for question in Question)
    assert "4 rows of the list accepted, 0 rejected." in ran.complained
    assert "3 rows of the register accepted, 0 rejected." in ran.complained


def test_it_answers_with_the_people_of_the_list(report: Callable[..., Ran], tmp_path: Path) -> None:
    report()
    whole = (tmp_path / "report" / "corrections.csv").read_text(encoding="utf-8-sig")
    assert whole.splitlines()[0].startswith("id,name,dob")
    assert "HAKIMOV" not in str(told(tmp_path / "report"))
    assert "Раҳимов Карим" in str(told(tmp_path / "report"))


def test_the_report_speaks_the_language_that_is_asked_for(report: Callable[..., Ran], tmp_path: Path) -> None:
    pages = {}
    for language in ("en", "ru"):
        assert report("--language", language).status == 0
        (page,) = (tmp_path / "report").glob("*.html")
        pages[language] = page.read_text(encoding="utf-8")
        assert f'lang="{language}"' in pages[language]
    assert pages["en"] != pages["ru"]
    assert sum(sign in "абвгдежзиклмнопрстуфхцчшщыэюя" for sign in pages["ru"]) > 200


def test_the_command_counts_the_same_in_every_language(report: Callable[..., Ran]) -> None:
    assert report("--language", "en").told == report("--language", "tg").told


def test_the_same_twice_is_the_same(report: Callable[..., Ran], tmp_path: Path) -> None:
    report()
    before = {path.name: path.read_bytes() for path in (tmp_path / "report").iterdir()}
    report()
    assert {path.name: path.read_bytes() for path in (tmp_path / "report").iterdir()} == before


def test_corrections_have_the_format_of_the_list(ogoh: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    table = open_table(files[0])
    lines = [dict(zip(table.headings, cells, strict=True)) for _, cells in table.rows()]
    listed = tmp_path / "list.jsonl"
    listed.write_bytes(b"\n".join(map(orjson.dumps, lines)))
    assert ogoh("reconcile", listed, files[1], "--out", tmp_path / "report", *DAYS).status == 0
    assert (tmp_path / "report" / "corrections.jsonl").exists()


def test_rejected_rows_end_with_one(report: Callable[..., Ran], files: tuple[Path, Path], tmp_path: Path) -> None:
    files[1].write_text(REGISTER + "c,HAKIMOV ANVAR,1961-07-30,402000111,TJK,2024-05-05,sideways,Fotehobod\n")
    ran = report("--allow-rejects")
    assert ran.status == 1
    assert "3 rows of the register accepted, 1 rejected." in ran.complained
    (said,) = [note for note in told(tmp_path / "report")["about"]["notes"] if "rows of the register" in note]
    assert said.startswith("1 rows of the register could not be used")


def refused(ran: Ran, named: str) -> bool:
    return (ran.status, ran.told) == (2, "") and is_one_paragraph(ran.complained) and named in ran.complained


def test_a_register_of_which_much_cannot_be_used_is_refused_by_its_name(
    report: Callable[..., Ran], files: tuple[Path, Path], tmp_path: Path
) -> None:
    rejects = tmp_path / "rejects.csv"
    files[1].write_text(REGISTER + "c,HAKIMOV ANVAR,1961-07-30,402000111,TJK,2024-06-06,out,Fotehobod\n")
    ran = report("--register-rejects", rejects)
    assert refused(ran, "The rejected rows of the register register.csv: found 1 of 4 rows (25 %)")
    assert "--register-columns" in ran.complained
    assert "c, which is row 4's" in rejects.read_text(encoding="utf-8-sig")


def test_a_register_of_headings_alone_is_refused_by_its_name(
    report: Callable[..., Ran], files: tuple[Path, Path]
) -> None:
    files[1].write_text(REGISTER.splitlines()[0] + "\n")
    assert refused(report(), "The rows of the register register.csv: found no rows under the headings")


@pytest.mark.parametrize("column", ["crossed_on", "direction"])
def test_a_register_that_does_not_tell_crossings_is_refused(
    column: str, report: Callable[..., Ran], files: tuple[Path, Path], tmp_path: Path
) -> None:
    files[1].write_text(REGISTER.replace(column, "remarks"))
    assert refused(report(), column)
    assert not (tmp_path / "report").exists()


def test_a_register_whose_columns_a_map_names_is_taken(
    report: Callable[..., Ran], files: tuple[Path, Path], tmp_path: Path
) -> None:
    files[1].write_text(REGISTER.replace("crossed_on", "when").replace("direction", "where to"))
    (tmp_path / "map.yaml").write_text("when: crossed_on\nwhere to: direction\n")
    assert report("--register-columns", tmp_path / "map.yaml").status == 0


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    ("content", "named"),
    [(None, ""), ("", "empty"), ("colour\nred\n", "name"), ("id,name,crossed_on,direction\n", "no rows")],
)
def test_a_bad_file_is_refused_and_no_report_begun(
    content: str | None, named: str, side: int, report: Callable[..., Ran], files: tuple[Path, Path], tmp_path: Path
) -> None:
    if content is None:
        files[side].unlink()
    else:
        files[side].write_text(content)
    assert refused(report(), named or files[side].name)
    assert not (tmp_path / "report").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(ogoh: Run, files: tuple[Path, Path]) -> None:
    assert refused(ogoh("reconcile", *files, "--out", files[0], *DAYS), "list.csv")
    assert files[0].read_text(encoding="utf-8") == LIST


def test_the_list_is_not_written_over_by_its_corrections(ogoh: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    listed = tmp_path / "corrections.csv"
    files[0].rename(listed)
    assert refused(ogoh("reconcile", listed, files[1], "--out", tmp_path, *DAYS), "corrections.csv")
    assert listed.read_text(encoding="utf-8") == LIST


@pytest.mark.parametrize(("option", "value"), [("--today", "tomorrow"), ("--kind", "friends"), ("--sure", "0.5")])
def test_an_option_of_another_kind_is_refused(option: str, value: str, report: Callable[..., Ran]) -> None:
    ran = report(option, value)
    assert ran.status == 2
    assert option in ran.complained
