"""Tables of requests and answers: any order of columns, three languages, each row taken or rejected with a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.columns import field_of
from ogoh.delivery.correspondence import (
    QUESTIONS,
    Outcome,
    RejectedRow,
    Reply,
    Request,
    TakenRow,
    in_print,
    open_replies,
    open_requests,
    write_replies,
    write_requests,
)
from ogoh.delivery.correspondence.table_words import TableLanguage, code_of, read_word, words, written
from ogoh.delivery.tables import Cell, write_table
from ogoh.identity import subject_as_typed
from ogoh.names import WrittenName

TODAY = date(2026, 11, 28)
ONE = "261234567876"
FARRUKH = subject_as_typed(
    WrittenName(family="Раҳимов", given="Фаррух", patronymic="Саидович"), born="12.05.1990", document="400123451"
)
TONGUES: tuple[TableLanguage, ...] = ("ru", "tg", "en")


def table(path: Path, headings: Sequence[str], *rows: Sequence[Cell]) -> Path:
    write_table(path, headings, rows)
    return path


def replies(path: Path) -> list[TakenRow[Reply] | RejectedRow]:
    return list(open_replies(path, TODAY).rows())


def the_reply(path: Path) -> Reply:
    (row,) = replies(path)
    assert isinstance(row, TakenRow), row
    return row.message


def the_rejection(path: Path) -> RejectedRow:
    (row,) = replies(path)
    assert isinstance(row, RejectedRow), row
    return row


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".jsonl"])
@pytest.mark.parametrize("question", [one.code for one in QUESTIONS])
def test_a_request_comes_back_as_it_was_written(
    tmp_path: Path, tongue: TableLanguage, ending: str, question: str
) -> None:
    request = Request(ONE, question, FARRUKH, TODAY, "77/2019", "Мани дар Хуҷанд будам")
    path = tmp_path / f"requests{ending}"
    assert write_requests(path, [request], tongue) == 1
    (row,) = open_requests(path, TODAY).rows()
    assert isinstance(row, TakenRow), row
    assert row.message == request


@pytest.mark.parametrize("tongue", [*TONGUES, None])
@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_comes_back_as_it_was_written(tmp_path: Path, tongue: TableLanguage | None, outcome: Outcome) -> None:
    corrected = subject_as_typed(WrittenName(whole="Раҳимзода Фаррух"), born="13.05.1990", document="401777888")
    told = ("превышение срока", "МВД", date(2027, 5, 12), "справка", "77", "исх. 12/3", corrected)
    reply = Reply(ONE, outcome, TODAY, *told)
    path = tmp_path / ("answers.xlsx" if tongue else "answers.jsonl")
    write_replies(path, [reply], tongue)
    assert the_reply(path) == reply


def test_the_owner_answers_in_the_table_of_requests(tmp_path: Path) -> None:
    path = tmp_path / "requests.xlsx"
    write_requests(path, [Request(ONE, "listed", FARRUKH, TODAY)])
    opened = open_requests(path, TODAY)
    answered = dict(zip(opened.headings, [""] * len(opened.headings), strict=True)) | {
        "Номер запроса": in_print(ONE), "Ответ": "Не значится", "Дата ответа": "20.11.2026",
    }  # fmt: skip
    assert the_reply(table(tmp_path / "back.xlsx", [*answered], [*answered.values()])) == Reply(
        ONE, Outcome.NOT_LISTED, date(2026, 11, 20)
    )


@given(st.permutations(["Номер запроса", "Ответ", "Примечание", "Срок до", "Кто-то ещё"]))
def test_columns_come_in_any_order_and_strangers_are_named(
    tmp_path_factory: pytest.TempPathFactory, headings: list[str]
) -> None:
    cells: dict[str, Cell] = {
        "Номер запроса": ONE, "Ответ": "состоит", "Примечание": "дело", "Срок до": "12.05.2027", "Кто-то ещё": "x",
    }  # fmt: skip
    path = table(tmp_path_factory.mktemp("t") / "a.csv", headings, [cells[one] for one in headings])
    opened = open_replies(path, TODAY)
    (row,) = opened.rows()
    assert opened.ignored == ("Кто-то ещё",)
    assert isinstance(row, TakenRow)
    assert (row.message.outcome, row.message.until) == (Outcome.LISTED, date(2027, 5, 12))


def test_a_number_that_a_spreadsheet_holds_as_a_number_is_read(tmp_path: Path) -> None:
    assert the_reply(table(tmp_path / "a.xlsx", ["Номер", "Ответ"], [int(ONE), "снят"])).number == ONE


def test_no_is_an_answer_and_not_nothing(tmp_path: Path) -> None:
    assert the_reply(table(tmp_path / "a.csv", ["номер", "ответ"], [ONE, "нет"])).outcome is Outcome.NOT_LISTED


@pytest.mark.parametrize(
    ("cells", "column", "expected", "remedy"),
    [
        ({"Номер": "2612-3456-7867"}, "Номер", "check digits", "Compare it with the request"),
        ({"Номер": ""}, "Номер", "twelve digits", "Compare it with the request"),
        ({"Ответ": ""}, "Ответ", "an answer", "waits on"),
        ({"Ответ": "посмотрим"}, "Ответ", "Состоит / Дар рӯйхат ҳаст / listed", "Mend this cell"),
        ({"Срок до": "31.02.2027"}, "Срок до", "a day", "Mend this cell"),
        ({"Дата ответа": "01.01.2030"}, "Дата ответа", "not in the future", "Mend this cell"),
        ({"Ответ": "нужны сведения"}, "Разъяснение", "what the person has to bring", "Mend this cell"),
        ({"Исправленный номер паспорта": "нет данных вовсе"}, "Исправленный номер паспорта", "", "Mend this cell"),
        ({"Исправленная дата рождения": "когда-то"}, "Исправленная дата рождения", "", "Mend this cell"),
        ({"Исправленное имя": "=A1+1"}, "Исправленное имя", "", "Mend this cell"),
    ],
)
def test_a_row_that_cannot_be_taken_says_where_what_and_what_to_do(
    tmp_path: Path, cells: dict[str, str], column: str, expected: str, remedy: str
) -> None:
    row = {
        "Номер": ONE, "Ответ": "состоит", "Срок до": "", "Дата ответа": "", "Разъяснение": "",
        "Исправленный номер паспорта": "", "Исправленная дата рождения": "", "Исправленное имя": "",
    } | cells  # fmt: skip
    found = the_rejection(table(tmp_path / "a.csv", [*row], [*row.values()]))
    assert (found.row, found.field) == (2, column)
    assert expected in found.expected
    assert remedy in found.remedy


def test_what_is_never_stored_does_not_come_in_by_an_answer(tmp_path: Path) -> None:
    headings = ["Номер", "Ответ", "Разъяснение", "Основание"]
    reply = the_reply(table(tmp_path / "a.csv", headings, [ONE, "состоит", "болен туберкулёзом", "ВИЧ"]))
    assert "туберк" not in reply.explanation + reply.grounds
    assert "ВИЧ" not in reply.grounds


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["Ответ", "Примечание"], "the headings"),
        (["Номер", "Примечание"], "the headings"),
        (["Номер", "Ответ", "Результат"], "two columns"),
    ],
)
def test_a_table_without_its_columns_is_refused(tmp_path: Path, headings: list[str], found: str) -> None:
    with pytest.raises(DeliveryRefused, match=found):
        replies(table(tmp_path / "a.csv", headings, ["1", "2", "3"][: len(headings)]))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("")
    with pytest.raises(DeliveryRefused, match="empty"):
        replies(tmp_path / "a.csv")


def test_a_request_that_names_a_person_by_name_alone_is_rejected(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["Номер запроса", "ФИО"], ["12/345", "Раҳимов Фаррух"])
    (row,) = open_requests(path, TODAY).rows()
    assert isinstance(row, RejectedRow)
    assert "a name is many people's" in row.expected


def test_a_request_of_an_office_without_ogoh_keeps_its_own_number(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv", ["Наш №", "№ запроса", "ФИО", "Паспорт"], ["7", "12/345-к", "Раҳимов Ф", "400123451"]
    )
    (row,) = open_requests(path, TODAY).rows()
    assert isinstance(row, TakenRow), row
    assert (row.message.number, row.message.question) == ("12/345-к", "listed")


def test_a_mistyped_number_of_ours_is_rejected_where_requests_come_in(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["Номер запроса", "ФИО", "Паспорт"], ["2612-3456-7867", "Раҳимов Ф", "400123451"])
    (row,) = open_requests(path, TODAY).rows()
    assert isinstance(row, RejectedRow)
    assert "check digits" in row.expected


@pytest.mark.parametrize("kind", ["request", "answer", "questions", "outcomes"])
def test_every_word_is_read_as_what_it_is_written_for(kind: str) -> None:
    for code, tongues in words(kind).items():
        for said in (one for of in tongues.values() for one in of):
            assert code_of(kind, said) == code, said  # type: ignore[arg-type]


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_headings_of_a_person_are_those_of_any_list(tongue: TableLanguage) -> None:
    assert {code: field_of(written("person", code, tongue)) for code in words("person")} == {
        code: code for code in words("person")
    }


def test_questions_and_outcomes_have_their_words() -> None:
    assert [*words("questions")] == [one.code for one in QUESTIONS]
    assert [*words("outcomes")] == [*Outcome]
    assert read_word("outcomes", "Запрет снят!") == "removed"
