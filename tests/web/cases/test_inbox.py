"""The owner's side: what others ask comes in, is answered beside our own list, and goes back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from ogoh.delivery.correspondence import Outcome, Reply, TakenRow, open_replies
from ogoh.delivery.tables import write_table
from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.models import Event
from ogoh.web.cases import inbox, papers
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.answering import take_in
from ogoh.web.cases.models import Asked, AskedState, Case, State
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today
from tests.web.accounts.people import person, signed_in
from tests.web.cases.conftest import Open, batch_with

HEADINGS = ("Номер запроса", "ФИО", "Дата рождения", "Паспорт", "Вопрос")
ROW = ("12/345", "Раҳимов Фаррух", "12.05.1990", "400123451", "Ошибка в личности")


def came(folder: Path, held: Source, by: User, *rows: tuple[str, ...]) -> inbox.RequestsAccount:
    path = folder / "requests.csv"
    write_table(path, HEADINGS, rows or (ROW,))
    return inbox.receive(path, held, "Ташкент", by.office, Actor.of(by))


def reply(outcome: Outcome = Outcome.LISTED, **more: str) -> Reply:
    return Reply("12/345", outcome, today(), **more)  # type: ignore[arg-type]


def test_a_request_that_comes_in_waits_with_a_term(tmp_path: Path, held: Source, bob: User) -> None:
    account = came(tmp_path, held, bob)
    asked = Asked.objects.get()
    assert (account.read, account.accepted) == (1, 1)
    assert (asked.question, asked.state, (asked.due_on - today()).days) == ("mistaken", AskedState.WAITING, 30)


def test_the_same_request_once_more_is_known_and_another_under_its_number_rejected(
    tmp_path: Path, held: Source, bob: User
) -> None:
    came(tmp_path, held, bob)
    assert came(tmp_path, held, bob).known == 1
    (row,) = came(tmp_path, held, bob, (*ROW[:3], "401777888", ROW[4])).rejected
    assert "another request" in row.found
    assert Asked.objects.count() == 1


def test_our_staff_see_the_record_beside_the_person_and_answer(
    supervising: Client, tmp_path: Path, held: Source, bob: User
) -> None:
    came(tmp_path, held, bob)
    asked = Asked.objects.get()
    page = supervising.get(f"/cases/asked/{asked.pk}/?language=en").content.decode()
    assert "Recorded" in page
    assert "превышение срока" in page
    assert Event.objects.filter(act="look").exists()
    typed = {
        "edition": "0",
        "outcome": "corrected",
        "until": "12.05.2027",
        "corrected_document": "401777888",
        "explanation": "исправлено",
    }
    assert supervising.post(f"/cases/asked/{asked.pk}/", typed)["Location"].endswith("?done=answered")
    asked.refresh_from_db()
    assert (asked.state, asked.outcome, asked.answered_by) == (AskedState.ANSWERED, "corrected", bob)
    assert "401777888" in supervising.get(f"/cases/asked/{asked.pk}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"outcome": ""}, 422),
        ({"outcome": "perhaps"}, 422),
        ({"outcome": "listed", "until": "31.02.2027"}, 422),
        ({"outcome": "listed", "explanation": "болен"}, 422),
        ({"outcome": "listed", "grounds": "ВИЧ"}, 422),
        ({"outcome": "corrected", "corrected_name": "??"}, 422),
        ({"outcome": "corrected", "corrected_dob": "когда-то"}, 422),
        ({"outcome": "corrected", "corrected_document": "нет"}, 422),
        ({"outcome": "need_more"}, 409),
    ],
)
def test_no_answer_by_halves(
    supervising: Client, tmp_path: Path, held: Source, bob: User, typed: dict[str, str], status: int
) -> None:
    came(tmp_path, held, bob)
    asked = Asked.objects.get()
    assert supervising.post(f"/cases/asked/{asked.pk}/", {"edition": "0", **typed}).status_code == status
    asked.refresh_from_db()
    assert asked.state == AskedState.WAITING


def test_answers_go_back_once_and_cannot_be_changed_then(tmp_path: Path, held: Source, bob: User) -> None:
    came(tmp_path, held, bob)
    asked = Asked.objects.get()
    inbox.answer(bob, asked, reply())
    inbox.answer(bob, asked, reply(Outcome.NOT_LISTED))
    assert inbox.send_back(bob.office, "Ташкент", held, Actor.of(bob)) == [asked]
    with pytest.raises(CaseRefused):
        inbox.send_back(bob.office, "Ташкент", held, Actor.of(bob))
    with pytest.raises(CaseRefused):
        inbox.answer(bob, asked, reply())


def test_what_was_asked_for_comes_under_the_same_number_and_waits_anew(tmp_path: Path, held: Source, bob: User) -> None:
    came(tmp_path, held, bob)
    inbox.answer(bob, Asked.objects.get(), reply(Outcome.NEED_MORE, explanation="копия паспорта"))
    inbox.send_back(bob.office, "Ташкент", held, Actor.of(bob))
    assert came(tmp_path, held, bob, (*ROW[:4], "Сменился документ")).accepted == 1
    asked = Asked.objects.get()
    assert asked.state == AskedState.WAITING
    assert (asked.explanation, asked.answered_on, asked.answered_by, asked.returned_on) == ("", None, None, None)


def test_what_is_asked_anew_and_answered_is_not_among_what_went_back_before(
    tmp_path: Path, held: Source, bob: User
) -> None:
    came(tmp_path, held, bob)
    inbox.answer(bob, Asked.objects.get(), reply(Outcome.NEED_MORE, explanation="копия паспорта"))
    inbox.send_back(bob.office, "Ташкент", held, Actor.of(bob))
    assert inbox.returned(bob.office, "Ташкент", held, today())
    came(tmp_path, held, bob, (*ROW[:4], "Сменился документ"))
    inbox.answer(bob, Asked.objects.get(), reply())
    assert inbox.returned(bob.office, "Ташкент", held, today()) == []


def test_of_two_who_answer_the_same_the_second_sees_the_answer_of_the_first(
    supervising: Client, tmp_path: Path, held: Source, bob: User
) -> None:
    came(tmp_path, held, bob)
    asked = Asked.objects.get()
    rita = signed_in(person("rita", [Role.REVIEWER], where="dushanbe"))
    address = f"/cases/asked/{asked.pk}/?language=en"
    seen = {"edition": edition_in(supervising.get(address).content.decode())}
    assert rita.post(address, {**seen, "outcome": "listed"}).status_code == 302
    late = supervising.post(address, {**seen, "outcome": "not_listed"})
    assert late.status_code == 409
    assert "has answered meanwhile: On the list" in late.content.decode()
    asked.refresh_from_db()
    assert asked.outcome == "listed"
    now = {"edition": edition_in(late.content.decode())}
    assert supervising.post(address, {**now, "outcome": ""}).status_code == 422
    assert supervising.post(address, {**now, "outcome": "not_listed"}).status_code == 302
    asked.refresh_from_db()
    assert asked.outcome == "not_listed"


def edition_in(page: str) -> str:
    """What the form says that its reader has seen."""
    return page.partition('name="edition" value="')[2].partition('"')[0]


@pytest.mark.parametrize("edition", ["", "x", "-1", "7", "9" * 40])
def test_who_saw_no_edition_answers_nothing(
    supervising: Client, tmp_path: Path, held: Source, bob: User, edition: str
) -> None:
    came(tmp_path, held, bob)
    asked = Asked.objects.get()
    answer = supervising.post(f"/cases/asked/{asked.pk}/", {"edition": edition, "outcome": "listed"})
    assert answer.status_code in (409, 422)
    asked.refresh_from_db()
    assert asked.state == AskedState.WAITING


def test_birth_dates_are_in_words_on_the_page_and_as_typed_in_the_form(
    supervising: Client, tmp_path: Path, held: Source, bob: User
) -> None:
    came(tmp_path, held, bob)
    asked = Asked.objects.get()
    typed = {"edition": "0", "outcome": "corrected", "corrected_dob": "13.05.1990"}
    supervising.post(f"/cases/asked/{asked.pk}/", typed)
    page = supervising.get(f"/cases/asked/{asked.pk}/?language=en").content.decode()
    assert "1990-05" not in page
    assert "12 May 1990" in page
    assert bob.full_name in page
    assert 'value="13.05.1990"' in page


def test_a_request_goes_from_one_office_to_another_and_its_answer_comes_back(
    sent: Open, held: Source, bob: User, charlie: User, tmp_path: Path
) -> None:
    case = sent(question="court")
    (tmp_path / "out.xlsx").write_bytes(papers.table_of_batch(batch_with(case)))
    inbox.receive(tmp_path / "out.xlsx", held, "dushanbe", charlie.office, Actor.of(charlie))
    asked = Asked.objects.get()
    assert asked.printed == case.printed
    inbox.answer(charlie, asked, reply(Outcome.REMOVED, explanation="отменено судом"))
    back = inbox.send_back(charlie.office, "dushanbe", held, Actor.of(charlie))
    assert papers.letter_of_answers(back, charlie.office.name, today()).startswith(b"%PDF-")
    (tmp_path / "back.xlsx").write_bytes(papers.table_of_answers(back))
    (row,) = open_replies(tmp_path / "back.xlsx", today()).rows()
    assert isinstance(row, TakenRow)
    assert take_in(tmp_path / "back.xlsx", held, Actor.of(bob)).updated == 1
    assert Case.objects.get().state == State.ANSWERED


def test_the_pages_take_in_send_back_and_give_the_files(
    supervising: Client, tmp_path: Path, held: Source, bob: User
) -> None:
    write_table(tmp_path / "r.csv", HEADINGS, [ROW, ("13", "Раҳимов", "", "", "")])
    with (tmp_path / "r.csv").open("rb") as file:
        typed = {"source": "bans", "sender": "Ташкент", "table": file}
        page = supervising.post("/cases/asked/take/?language=en", typed).content.decode()
    assert "Rows that were not taken" in page
    inbox.answer(bob, Asked.objects.get(), reply())
    assert "Send the answers back" in supervising.get("/cases/asked/?language=en").content.decode()
    back = supervising.post("/cases/asked/back/", {"source": "bans", "sender": "Ташкент"})["Location"]
    assert "12/345" in supervising.get(back).content.decode()
    query = back.partition("?")[2]
    assert supervising.get(f"/cases/asked/back/letter/?{query}").content.startswith(b"%PDF-")
    assert ZipFile(BytesIO(supervising.get(f"/cases/asked/back/table/?{query}").content)).testzip() is None
    assert supervising.get("/cases/asked/back/?day=never").status_code == 404
    again = supervising.post("/cases/asked/back/?language=en", {"source": "bans", "sender": "Ташкент"})
    assert again.status_code == 409
    assert "There is nothing to send." in again.content.decode()


def test_a_table_comes_with_the_office_that_asks(supervising: Client, tmp_path: Path) -> None:
    write_table(tmp_path / "r.csv", HEADINGS, [ROW])
    with (tmp_path / "r.csv").open("rb") as file:
        answer = supervising.post("/cases/asked/take/?language=en", {"source": "bans", "sender": " ", "table": file})
    assert answer.status_code == 422
    assert "Write which office asks." in answer.content.decode()


def test_the_stranger_answers_nothing(tmp_path: Path, held: Source, bob: User, charlie: User) -> None:
    came(tmp_path, held, bob)
    asked, browser = Asked.objects.get(), signed_in(charlie)
    assert browser.get(f"/cases/asked/{asked.pk}/").status_code == 404
    assert browser.post(f"/cases/asked/{asked.pk}/", {"outcome": "listed"}).status_code == 404
    assert "12/345" not in browser.get("/cases/asked/").content.decode()
    assert Role.SUPERVISOR in charlie.roles
