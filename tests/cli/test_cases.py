"""``ogoh cases``: what is due, a letter out, answers in, requests of other offices."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import timezone
from xlsxwriter import Workbook

from ogoh.delivery.correspondence import TakenRow, in_print, new_number, open_requests
from ogoh.delivery.tables import open_table, write_table
from ogoh.web.accounts.models import Role
from ogoh.web.cases.models import Addressee, Asked, Case, State
from ogoh.web.cases.opening import Wish, open_case
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today
from tests.cli.conftest import Run, is_one_paragraph
from tests.web.accounts import people as staff
from tests.web.checks.travellers import traveller


@pytest.fixture
def case(db: None, ogoh: Run, people: Path) -> Case:
    """A request that waits to be sent, about somebody on the list."""
    ogoh("source", "add", "bans", "--name", "Invented ministry", "--kind", "entry_ban")
    ogoh("list", "import", people, "--source", "bans", "--dated", "2026-01-10")
    person = traveller("Раҳимов Фаррух", "12.05.1990", "400123451")
    wish = Wish(Source.objects.get(), "court", person, "tg", "1")
    return open_case(staff.alice(Role.OFFICER), wish)


def out(ogoh: Run, folder: Path) -> None:
    ran = ogoh("cases", "send", "--source", "bans", "--office", "dushanbe", "--out", folder)
    assert ran.status == 0, ran.complained


def back(folder: Path, case: Case, said: str, *more: tuple[str, str]) -> Path:
    path = folder / "answers.csv"
    write_table(path, ["Ответ", "Ваш №"], [(said, case.printed), *more])
    return path


def test_a_request_goes_out_and_its_answer_comes_back(ogoh: Run, case: Case, tmp_path: Path) -> None:
    out(ogoh, tmp_path)
    assert (tmp_path / "bans-dushanbe-1.pdf").read_bytes().startswith(b"%PDF-")
    (row,) = open_requests(tmp_path / "bans-dushanbe-1.xlsx", today()).rows()
    assert isinstance(row, TakenRow)
    ran = ogoh("cases", "answer", back(tmp_path, case, "снят"), "--source", "bans")
    assert (ran.status, ran.told) == (0, "1 read, 1 updated, 0 known, 0 disputed, 0 rejected.\n")
    assert "1 taken off" in ran.complained
    assert "answered" in ogoh("cases", "list").told
    told = ogoh("cases", "show", case.printed, "--json").parsed
    assert [one["act"] for one in told["steps"]] == ["opened", "sent", "answered"]
    assert told["answers"][0]["outcome"] == "removed"
    assert "answer: removed\tholds" in ogoh("cases", "show", case.number).told


def test_no_command_prints_a_name_or_a_document(ogoh: Run, case: Case, tmp_path: Path) -> None:
    out(ogoh, tmp_path)
    for command in (("list",), ("list", "--json"), ("due",), ("show", case.number)):
        ran = ogoh("cases", *command)
        assert "Раҳимов" not in ran.told + ran.complained
        assert "400123451" not in ran.told + ran.complained


def test_rejected_rows_are_told_counted_and_written_to_be_mended(ogoh: Run, case: Case, tmp_path: Path) -> None:
    out(ogoh, tmp_path)
    path = back(tmp_path, case, "снят", ("нет", "2612-3456-7867"), ("нет", in_print(new_number(2026))))
    ran = ogoh("cases", "answer", path, "--source", "bans", "--rejects", tmp_path / "rejects.csv")
    assert ran.status == 1
    assert "1 updated" in ran.told
    assert "Row 3, Ваш №: found 2612-3456-7867" in ran.told
    assert len(list(open_table(tmp_path / "rejects.csv").rows())) == 2
    again = ogoh("cases", "answer", tmp_path / "rejects.csv", "--source", "bans", "--json")
    assert (again.status, len(again.parsed["rejected"])) == (1, 2)


def test_what_is_due_is_told_once_and_goes_a_step_up(
    ogoh: Run, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out(ogoh, tmp_path)
    assert "0 requests want something" in ogoh("cases", "due").complained
    later = timezone.now() + timedelta(days=36)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    ran = ogoh("cases", "due", "--json")
    assert "1 went a step up" in ran.complained
    assert (ran.parsed[0]["urgency"], ran.parsed[0]["days_left"]) == ("overdue", -6)
    assert "0 went a step up" in ogoh("cases", "due").complained
    reminded = ogoh("cases", "send", "--source", "bans", "--office", "dushanbe", "--out", tmp_path, "--reminder")
    assert "bans/dushanbe/2" in reminded.told


def test_nothing_is_sent_into_a_folder_that_is_not_there(ogoh: Run, case: Case, tmp_path: Path) -> None:
    ran = ogoh("cases", "send", "--source", "bans", "--office", "dushanbe", "--out", tmp_path / "none")
    assert ran.status == 2
    case.refresh_from_db()
    assert case.state == State.OPEN


def test_requests_of_another_office_come_in(ogoh: Run, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "requests.csv"
    write_table(path, ["№ запроса", "ФИО", "Паспорт"], [("7/к", "Назарова Зебо", "400999777"), ("8", "Никто", "")])
    ran = ogoh("cases", "receive", path, "--source", "bans", "--sender", "Ташкент", "--office", "dushanbe")
    assert ran.status == 1
    assert ran.told.startswith("2 read, 1 accepted, 0 known, 1 rejected.")
    assert Asked.objects.get().sender == "Ташкент"


def test_terms_are_agreed_for_each_source(ogoh: Run, case: Case) -> None:
    assert "answer within 30 days, put off by 30, remind after 20, 30" in ogoh("cases", "addressee", "bans").told
    assert not Addressee.objects.exists()
    told = ("--name", "МВД", "--address", "ул. 1", "--address", "Москва", "--answer-days", "15", "--remind-after", "10")
    said = ogoh("cases", "addressee", "bans", *told, "--answers-here", "dushanbe").told
    assert "МВД\tул. 1 / Москва" in said
    assert "answer within 15 days, put off by 30, remind after 10" in said
    assert "answered here by dushanbe" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "12"),
        ("show", "2612-3456-7876"),
        ("list", "--source", "nobody"),
        ("list", "--office", "no\0where"),
        ("send", "--source", "bans", "--office", "nowhere", "--out", "."),
        ("answer", "nothing.csv", "--source", "bans"),
        ("receive", "nothing.xlsx", "--source", "bans", "--sender", "X", "--office", "dushanbe"),
        ("addressee", "bans", "--answers-here", "nowhere"),
        ("addressee", "bans", "--name", "x" * 201),
        ("addressee", "bans", "--remind-after", "0"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_paragraph(ogoh: Run, case: Case, arguments: tuple[str, ...]) -> None:
    ran = ogoh("cases", *arguments)
    assert ran.status == 2
    assert is_one_paragraph(ran.complained)


def test_a_database_that_somebody_else_writes_is_told_in_one_paragraph(
    ogoh: Run, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("ogoh.web.cases.writing.wait_a_while", locked)
    for arguments in (
        ("send", "--source", "bans", "--office", "dushanbe", "--out", tmp_path),
        ("due",),
        ("addressee", "bans", "--answer-days", "10"),
    ):
        ran = ogoh("cases", *arguments)
        assert (ran.status, "Somebody else is writing" in ran.complained) == (2, True)
        assert is_one_paragraph(ran.complained.removeprefix("Bringing the database to this version …\n"))
    monkeypatch.setattr("ogoh.web.cases.days.rows_of", locked)
    assert is_one_paragraph(ogoh("cases", "list").complained)
    assert ogoh("audit", "forget").status == 2


def test_what_was_left_aside_of_a_table_is_told(ogoh: Run, case: Case, tmp_path: Path) -> None:
    out(ogoh, tmp_path)
    book = Workbook(tmp_path / "answers.xlsx")
    first, other = book.add_worksheet("Ответы"), book.add_worksheet("Черновик")
    for place, cell in enumerate(("Ваш №", "Ответ")):
        first.write(0, place, cell)
    first.write_row(1, 0, (case.printed, "нет"))
    other.write_row(0, 0, ("x", "y"))
    book.close()
    ran = ogoh("cases", "answer", tmp_path / "answers.xlsx", "--source", "bans")
    assert ran.status == 0
    assert "Черновик" in ran.complained
