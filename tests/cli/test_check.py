"""``ogoh check``: a traveller or a file of them, against the database or against a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ogoh.delivery.tables import open_table
from ogoh.identity import PartialDate, Sex, write_mrz
from ogoh.names import WrittenName
from tests.cli.conftest import Ogoh
from tests.web.lists.people import FOUR, list_file

RAHIMOV = ("--name", "Рахимов Фаррух Саидович", "--born", "12.05.1990", "--document", "400123451")
NOBODY = ("--name", "Нодиров Сомон", "--born", "01.02.1969", "--document", "409999999")


@pytest.fixture
def held(bans: None, ogoh: Ogoh, tmp_path: Path) -> None:
    """Four people are on the list."""
    path = list_file(tmp_path / "list.csv", FOUR)
    assert ogoh("list", "import", path, "--source", "bans", "--dated", "2026-01-10").exit_code == 0


def table(path: Path) -> list[dict[str, object]]:
    opened = open_table(path)
    return [dict(zip(opened.headings, cells, strict=True)) for _, cells in opened.rows()]


@pytest.mark.usefixtures("held")
def test_an_answer_names_the_list_its_day_and_the_reasons(ogoh: Ogoh) -> None:
    ended = ogoh("check", *RAHIMOV)
    assert ended.exit_code == 0
    assert ended.stdout.startswith("bans, list of 2026-01-10: recorded.")
    assert "The document numbers are the same." in ended.stdout
    assert "free of charge" in ended.stdout


@pytest.mark.usefixtures("held")
def test_no_record_is_never_free_to_enter(ogoh: Ogoh) -> None:
    ended = ogoh("check", *NOBODY)
    assert ended.stdout.startswith("bans, list of 2026-01-10: no record found. This does not mean free to enter")


@pytest.mark.usefixtures("held")
def test_a_source_that_delivered_nothing_is_named_as_not_looked_at(ogoh: Ogoh) -> None:
    ogoh("source", "add", "registry", "--name", "Invented registry", "--kind", "controlled_persons")
    assert "registry: not looked at; nothing has been delivered." in ogoh("check", *RAHIMOV).stdout


@pytest.mark.usefixtures("held")
def test_a_machine_reads_the_answer_with_its_evidence(ogoh: Ogoh) -> None:
    (told,) = json.loads(ogoh("check", *RAHIMOV, "--json").stdout)
    assert (told["source"], told["answer"], told["as_of"]) == ("bans", "recorded", "2026-01-10")
    assert told["probability"] > 0.99
    assert "document" in {attribute for attribute, _, _ in told["evidence"]}


@pytest.mark.usefixtures("held")
def test_the_parts_of_a_name_can_be_given_apart(ogoh: Ogoh) -> None:
    ended = ogoh(
        "check", "--family", "Rahimov", "--given", "Farrukh", "--born", "1990-05-12", "--document", "400123451"
    )
    assert "recorded" in ended.stdout


@pytest.mark.usefixtures("held")
def test_the_machine_readable_zone_stands_for_all_the_rest(ogoh: Ogoh) -> None:
    names = WrittenName(family="RAHIMOV", given="FARRUKH")
    zone = write_mrz(names, PartialDate(1990, 5, 12), Sex.MALE, "TJ", "400123451", date(2030, 1, 1))
    assert "recorded" in ogoh("check", "--mrz", zone).stdout


@pytest.mark.usefixtures("bans")
@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--name", "  "),
        ("--name", "12345"),
        ("--name", "Рахимов Фаррух", "--born", "31.02.1990"),
        ("--name", "Рахимов Фаррух", "--born", "in spring"),
        ("--name", "Рахимов Фаррух", "--sex", "perhaps"),
        ("--name", "Рахимов Фаррух", "--citizenship", "Atlantis"),
        ("--mrz", "P<TJKRAHIMOV<<FARRUKH"),
        ("travellers.csv",),
        ("absent.csv", "--out", "answers.csv"),
    ],
)
def test_a_question_that_cannot_be_read_is_told_in_one_line(ogoh: Ogoh, arguments: tuple[str, ...]) -> None:
    ended = ogoh("check", *arguments)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.strip().count("\n") == 0


@pytest.mark.django_db
def test_without_any_list_there_is_no_answer(ogoh: Ogoh) -> None:
    ended = ogoh("check", *RAHIMOV)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "No list is held" in ended.stderr


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".parquet"])
def test_many_travellers_get_one_answer_each(ogoh: Ogoh, tmp_path: Path, ending: str) -> None:
    travellers, out = list_file(tmp_path / f"travellers{ending}", FOUR[:3]), tmp_path / f"answers{ending}"
    ended = ogoh("check", travellers, "--out", out)
    assert (ended.exit_code, ended.stdout) == (0, "")
    rows = table(out)
    assert list(rows[0]) == ["id", "answer", "source", "as_of", "listing", "weight", "probability", "why"]
    assert [(str(row["id"]), row["answer"], row["source"]) for row in rows] == [
        ("1", "recorded", "bans"),
        ("2", "recorded", "bans"),
        ("3", "recorded", "bans"),
    ]


def test_a_file_can_be_asked_without_a_database(ogoh: Ogoh, tmp_path: Path) -> None:
    listed, travellers = list_file(tmp_path / "list.csv", FOUR), list_file(tmp_path / "travellers.csv", FOUR[:2])
    assert ogoh("check", travellers, "--out", "answers.csv", "--list", listed).exit_code == 0
    rows = table(tmp_path / "answers.csv")
    assert [(row["answer"], row["source"], str(row["listing"])) for row in rows] == [
        ("recorded", "list.csv", "1"),
        ("recorded", "list.csv", "2"),
    ]
    assert ogoh("check", *RAHIMOV, "--list", listed).stdout.startswith("list.csv, list of ")
    assert "no record found" in ogoh("check", *NOBODY, "--list", listed).stdout


@pytest.mark.usefixtures("held")
def test_file_and_database_answer_alike(ogoh: Ogoh, tmp_path: Path) -> None:
    travellers = list_file(tmp_path / "travellers.csv", FOUR)
    ogoh("check", travellers, "--out", "one.csv")
    ogoh("check", travellers, "--out", "two.csv", "--list", tmp_path / "list.csv")
    same = ("id", "answer", "weight", "probability", "why")
    one, two = ([[row[field] for field in same] for row in table(tmp_path / name)] for name in ("one.csv", "two.csv"))
    assert one == two


def test_travellers_who_cannot_be_read_are_named_by_row_alone(ogoh: Ogoh, tmp_path: Path) -> None:
    listed = list_file(tmp_path / "list.csv", FOUR)
    (tmp_path / "travellers.csv").write_text("id,name,dob\r\n7,Рахимов Фаррух,31.02.1990\r\n8,Назарова Зебо,1985\r\n")
    ended = ogoh("check", "travellers.csv", "--out", "answers.csv", "--list", listed)
    assert ended.exit_code == 1
    assert "Row 2, dob: expected" in ended.stderr
    assert "Рахимов" not in ended.output
    assert [str(row["id"]) for row in table(tmp_path / "answers.csv")] == ["8"]
