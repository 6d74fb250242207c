"""Answers come in: taken once, mistyped numbers named, contradictions put before a person, the list kept in step."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.correspondence import in_print, new_number
from ogoh.identity import subject_from_json
from ogoh.web.accounts.models import User
from ogoh.web.audit.models import Event
from ogoh.web.audit.verifying import verified
from ogoh.web.cases import opening, sending
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.answering import take_in
from ogoh.web.cases.applying import apply_answers
from ogoh.web.cases.models import Case, CaseAnswer, State
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.settling import settle
from ogoh.web.lists.models import Delivery, Listing, Source
from ogoh.web.lists.services import add_source
from ogoh.web.queue.models import today
from tests.web.cases.conftest import ZEBO, Answered, Days, Open, answers_file
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FOUR, alive, changed


def state_of(case: Case) -> str:
    case.refresh_from_db()
    return case.state


def test_an_answer_tells_the_desk(sent: Open, answered: Answered, at_desk: Client) -> None:
    case = sent()
    account = answered(case, "Не значится", Примечание="проверено")
    assert (account.read, account.updated) == (1, 1)
    assert state_of(case) == State.ANSWERED
    assert "(1)" in at_desk.get("/staff/").content.decode()
    page = at_desk.get(f"/cases/{case.number}/?language=en").content.decode()
    assert "Not on the list" in page
    assert "проверено" in page
    assert "Answered: tell the person" in at_desk.get("/cases/?language=en").content.decode()


def test_the_person_is_told_and_the_case_is_closed(sent: Open, answered: Answered, at_desk: Client) -> None:
    case = sent()
    answered(case, "Состоит", **{"Срок до": date(2027, 5, 12)})
    note = at_desk.get(f"/cases/{case.number}/note/?in=en").content.decode()
    assert "On the list" in note
    assert "12 May 2027" in note
    assert "no permission to enter" in note
    at_desk.post(f"/cases/{case.number}/told/")
    assert state_of(case) == State.CLOSED
    assert at_desk.post(f"/cases/{case.number}/told/").status_code == 409


def test_an_answer_that_comes_twice_changes_nothing_the_second_time(sent: Open, answered: Answered) -> None:
    case = sent()
    answered(case, "Не значится")
    again = answered(case, "не состоит", Дата=today())
    assert (again.updated, again.known, again.disputed) == (0, 1, 0)
    assert CaseAnswer.objects.count() == 1


def test_an_answer_that_only_says_more_takes_the_place_of_the_first(sent: Open, answered: Answered) -> None:
    case = sent()
    answered(case, "Состоит")
    assert answered(case, "Состоит", Основание="ст. 26").updated == 1
    assert state_of(case) == State.ANSWERED
    assert CaseAnswer.objects.get(stands=True).grounds == "ст. 26"


def test_an_answer_that_contradicts_goes_to_a_person(sent: Open, answered: Answered, bob: User) -> None:
    case = sent()
    answered(case, "Состоит")
    assert answered(case, "Не значится").disputed == 1
    assert state_of(case) == State.DISPUTED
    first, second = case.answers.all()
    with pytest.raises(CaseRefused):
        settle(bob, case, second, " ")
    settle(bob, case, second, "Сличены оба письма")
    assert state_of(case) == State.ANSWERED
    assert [one.stands for one in case.answers.all()] == [False, True]
    with pytest.raises(CaseRefused):
        settle(bob, case, first, "ещё раз")


def test_the_page_settles(sent: Open, answered: Answered, supervising: Client) -> None:
    case = sent()
    answered(case, "Состоит")
    answered(case, "Не значится")
    assert "Which answer holds?" in supervising.get(f"/cases/{case.number}/?language=en").content.decode()
    chosen = case.answers.last()
    assert chosen is not None
    address = f"/cases/{case.number}/settle/"
    assert supervising.post(address, {"answer": "0", "note": "x"}).status_code == 409
    supervising.post(address, {"answer": str(chosen.pk), "note": "Сличены оба письма"})
    assert state_of(case) == State.ANSWERED


def test_a_contradiction_after_the_case_is_closed_is_rejected(sent: Open, answered: Answered, alice: User) -> None:
    case = sent()
    answered(case, "Состоит")
    case.refresh_from_db()
    opening.tell(alice, case)
    assert answered(case, "Состоит").known == 1
    (row,) = answered(case, "Не значится").rejected
    assert "closed" in row.found
    assert "open another one" in row.remedy


def test_more_time_is_given_once(sent: Open, answered: Answered, after_days: Days) -> None:
    case = sent()
    answered(case, "Срок продлён")
    assert state_of(case) == State.SENT
    assert case.due_on == case.sent_on + timedelta(days=60)  # type: ignore[operator]
    after_days(5)
    answered(case, "Срок продлён", Примечание="ещё раз")
    assert state_of(case) == State.SENT
    assert case.due_on == case.sent_on + timedelta(days=60)  # type: ignore[operator]


def test_what_is_asked_for_is_brought_and_the_request_goes_out_again(
    sent: Open, answered: Answered, at_desk: Client, bob: User, after_days: Days
) -> None:
    case = sent()
    answered(case, "Нужны сведения", Примечание="копия паспорта")
    assert state_of(case) == State.NEED_MORE
    assert "копия паспорта" in at_desk.get(f"/cases/{case.number}/note/?in=en").content.decode()
    assert at_desk.post(f"/cases/{case.number}/brought/", {"note": "болен"}).status_code == 409
    at_desk.post(f"/cases/{case.number}/brought/", {"note": "копия приложена"})
    assert (state_of(case), case.statement) == (State.OPEN, "копия приложена")
    sending.send(Actor.of(bob), case.office, case.source)
    assert answered(case, "Нужны сведения", Примечание="копия паспорта").known == 1
    answered(case, "Не значится")
    assert state_of(case) == State.ANSWERED


def test_only_numbers_of_this_owner_and_this_office_that_were_sent_are_taken(
    sent: Open, open_one: Open, bob: User, charlie: User, held: Source, tmp_path: Path
) -> None:
    mine, unsent, theirs = sent(), open_one(ZEBO), open_one(by=charlie)
    other = add_source("registry", "Registry", "controlled_persons")
    numbers = [new_number(2026), unsent.number, theirs.number]
    account = take_in(answers_file(tmp_path, *((one, "нет") for one in numbers)), held, Actor.of(bob))
    assert [row.found.partition(": ")[2] for row in account.rejected] == [
        "a number that no request has",
        "a request that was not sent yet",
        "a request of another office",
    ]
    (row,) = take_in(answers_file(tmp_path, (mine.number, "нет")), other, Actor.of(bob)).rejected
    assert "another owner" in row.found
    assert state_of(mine) == State.SENT


def test_the_command_takes_answers_to_every_office(
    sent: Open, open_one: Open, charlie: User, held: Source, tmp_path: Path
) -> None:
    theirs = open_one(by=charlie)
    sending.send(Actor.of(charlie), theirs.office, theirs.source)
    assert take_in(answers_file(tmp_path, (theirs.number, "нет")), held, Actor("command")).updated == 1


def test_a_mistyped_number_is_rejected_and_the_near_one_named(sent: Open, bob: User, tmp_path: Path) -> None:
    case = sent()
    slip = str((int(case.number[5]) + 1) % 10)
    mistyped = in_print(case.number[:5] + slip + case.number[6:])
    (row,) = take_in(answers_file(tmp_path, (mistyped, "нет")), case.source, Actor.of(bob)).rejected
    assert "check digits" in row.expected
    assert case.printed in row.remedy
    assert state_of(case) == State.SENT


def test_an_answer_of_a_day_before_the_request_is_rejected(sent: Open, answered: Answered) -> None:
    (row,) = answered(sent(), "нет", Дата=today() - timedelta(days=1)).rejected
    assert "an answer of" in row.found


def test_a_record_taken_off_is_taken_off_the_list_by_a_delta_of_that_source(
    sent: Open, answered: Answered, held: Source
) -> None:
    before = Delivery.objects.get()
    account = answered(sent(question="court"), "Запрет снят")
    assert alive() == {"2", "3", "4"}
    delivery = Delivery.objects.latest("number")
    assert (delivery.kind, delivery.dated, delivery.removed) == ("delta", before.dated, 1)
    assert Listing.objects.get(reference="1").closed_by == delivery
    assert CaseAnswer.objects.get().delivery == delivery
    assert "1 taken off" in account.on_list[0]


def test_a_corrected_record_keeps_its_history(sent: Open, answered: Answered) -> None:
    answered(sent(question="document"), "Исправлено", **{"Новый паспорт": "401777888", "Срок до": date(2027, 5, 12)})
    old, new = Listing.objects.filter(reference="1").order_by("pk")
    assert (old.closed_by is None, new.closed_by) == (False, None)
    assert "401777888" in new.subject
    assert "Раҳимов" in new.subject
    assert new.until == date(2027, 5, 12)


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"listing": ""}, "no_record_named"),
        ({"listing": "99"}, "not_on_list"),
    ],
)
def test_where_the_list_holds_no_such_record_nothing_changes(
    sent: Open, answered: Answered, how: dict[str, str], why: str
) -> None:
    account = answered(sent(question="court", **how), "снят")
    assert CaseAnswer.objects.get().unapplied == why
    assert why.replace("_", " ") in account.on_list[0]
    assert Delivery.objects.count() == 1


def test_a_list_that_is_newer_than_the_answer_is_believed(
    sent: Open, answered: Answered, deliver: Deliver, after_days: Days
) -> None:
    case, said_on = sent(), today()
    deliver(FOUR[:3], after_days(5))
    answered(case, "снят", Дата=said_on)
    assert CaseAnswer.objects.get().unapplied == "list_is_newer"
    assert "1" in alive()


def test_a_correction_that_says_nothing_waits_for_the_next_delivery(sent: Open, answered: Answered) -> None:
    answered(sent(question="spelling"), "Исправлено")
    assert CaseAnswer.objects.get().unapplied == "nothing_to_change"


def test_a_disputed_answer_changes_the_list_only_when_it_is_settled(sent: Open, answered: Answered, bob: User) -> None:
    case = sent()
    answered(case, "Состоит")
    answered(case, "снят")
    assert "1" in alive()
    settle(bob, case, case.answers.get(outcome="removed"), "Сличены оба письма")
    assert "1" not in alive()


def test_two_answers_about_one_record_in_one_table(sent: Open, bob: User, held: Source, tmp_path: Path) -> None:
    one, other = sent(), sent(question="court")
    account = take_in(answers_file(tmp_path, (one.number, "снят"), (other.number, "снят")), held, Actor.of(bob))
    assert account.updated == 2
    assert "1" not in alive()
    assert set(CaseAnswer.objects.values_list("delivery__number", "unapplied")) == {(2, "")}
    take_in(answers_file(tmp_path, (one.number, "снят")), held, Actor.of(bob))
    assert Delivery.objects.count() == 2


CORRECTIONS = ("Номер", "Ответ", "Новый паспорт", "Срок до", "Дата ответа")


def test_two_corrections_of_one_record_hold_both(sent: Open, bob: User, held: Source, tmp_path: Path) -> None:
    one, other = sent(question="document"), sent(question="expired")
    rows = ((one.number, "Исправлено", "401777888", "", ""), (other.number, "Исправлено", "", date(2027, 5, 12), ""))
    take_in(answers_file(tmp_path, *rows, headings=CORRECTIONS), held, Actor.of(bob))
    listing = Listing.objects.get(reference="1", closed_by=None)
    assert "401777888" in listing.subject
    assert listing.until == date(2027, 5, 12)
    assert Delivery.objects.count() == 2


def test_of_two_corrections_of_one_thing_the_later_day_holds(
    sent: Open, bob: User, held: Source, tmp_path: Path, after_days: Days
) -> None:
    one, other, first = sent(question="expired"), sent(question="amnesty"), today()
    last = after_days(3)
    rows = (
        (one.number, "Исправлено", "", date(2028, 1, 1), last),
        (other.number, "Исправлено", "", date(2027, 1, 1), first),
    )
    take_in(answers_file(tmp_path, *rows, headings=CORRECTIONS), held, Actor.of(bob))
    assert Listing.objects.get(reference="1", closed_by=None).until == date(2028, 1, 1)
    assert apply_answers(held, Actor.of(bob)) == []


def test_a_record_that_is_taken_off_is_corrected_no_more(sent: Open, bob: User, held: Source, tmp_path: Path) -> None:
    one, other = sent(question="court"), sent(question="document")
    rows = ((one.number, "снят", "", "", ""), (other.number, "Исправлено", "401777888", "", ""))
    account = take_in(answers_file(tmp_path, *rows, headings=CORRECTIONS), held, Actor.of(bob))
    assert "1" not in alive()
    assert CaseAnswer.objects.get(case=other).unapplied == "not_on_list"
    assert any(other.printed in said for said in account.on_list)


def test_a_corrected_passport_stands_first_and_the_others_stay(
    sent: Open, answered: Answered, deliver: Deliver
) -> None:
    deliver([changed(FOUR[0], document_number="400123451; 400555666"), *FOUR[1:]])
    answered(sent(question="document"), "Исправлено", **{"Новый паспорт": "400777888"})
    subject = subject_from_json(Listing.objects.get(reference="1", closed_by=None).subject)
    assert [one.folded for one in subject.documents] == ["400777888", "400123451", "400555666"]


@pytest.mark.parametrize("again", ["Нужны сведения", "Срок продлён"])
def test_the_same_final_answer_to_a_request_that_waits_again_is_an_answer(
    sent: Open, answered: Answered, bob: User, alice: User, again: str
) -> None:
    case = sent()
    answered(case, "Состоит")
    answered(case, again, Примечание="копия")
    settle(bob, case, case.answers.latest("pk"), "Сличены письма")
    if again == "Нужны сведения":
        opening.brought(alice, case, "копия приложена")
        sending.send(Actor.of(bob), case.office, case.source)
    assert state_of(case) == State.SENT
    assert answered(case, "Состоит").updated == 1
    assert state_of(case) == State.ANSWERED
    assert case.answers.get(stands=True).outcome == "listed"


def test_more_time_that_holds_moves_the_term(sent: Open, answered: Answered, bob: User) -> None:
    case = sent()
    answered(case, "Состоит")
    answered(case, "Срок продлён")
    settle(bob, case, case.answers.latest("pk"), "Сличены письма")
    assert state_of(case) == State.SENT
    assert (case.due_on - case.sent_on).days == 60  # type: ignore[operator]
    assert [one.act for one in case.steps.all()][-2:] == ["settled", "put_off"]


def test_what_moves_no_term_is_told_in_the_language_of_the_page(
    sent: Open, answered: Answered, at_desk: Client
) -> None:
    case = sent()
    answered(case, "Срок продлён")
    answered(case, "Срок продлён", Примечание="ещё раз")
    assert case.steps.last().note == "before"  # type: ignore[union-attr]
    page = at_desk.get(f"/cases/{case.number}/?language=en").content.decode()
    assert "The term stays: it was put off before." in page
    assert "not counted" not in at_desk.get(f"/cases/{case.number}/?language=tg").content.decode()


def test_whoever_settles_is_told_what_became_of_it_on_the_list(
    sent: Open, answered: Answered, supervising: Client
) -> None:
    case = sent(question="court")
    answered(case, "Состоит")
    answered(case, "снят")
    chosen = case.answers.get(outcome="removed")
    typed = {"answer": str(chosen.pk), "note": "Сличены оба письма"}
    page = supervising.post(f"/cases/{case.number}/settle/?language=en", typed).content.decode()
    assert "1 taken off" in page


def test_nothing_personal_is_in_the_log(sent: Open, answered: Answered) -> None:
    answered(sent(), "снят", Примечание="Раҳимов освобождён")
    said = " ".join(Event.objects.values_list("details", flat=True))
    assert "Раҳимов" not in said
    assert "400123451" not in said
    assert verified().faults == ()


def test_the_page_takes_a_table_in(sent: Open, supervising: Client, tmp_path: Path) -> None:
    case = sent()
    with answers_file(tmp_path, (case.number, "нет"), ("12", "нет")).open("rb") as file:
        page = supervising.post("/cases/answers/?language=en", {"source": "bans", "table": file}).content.decode()
    assert "Rows that were not taken" in page
    assert "twelve digits" in page
    assert state_of(case) == State.ANSWERED


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "Choose a table"),
        ("a.exe", b"MZ", "Choose a table"),
        ("a.pdf", b"%PDF-1.7", "Choose a table"),
        ("a.xlsx", b"PK\x03\x04 cut off", "damaged"),
        ("a.csv", "имя;дата\nx;y\n".encode(), "found the headings"),
        ("a.jsonl", b"{}", "found"),
    ],
)
def test_what_is_no_table_of_answers_is_refused_in_words(
    supervising: Client, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with (tmp_path / name).open("rb") as file:
        answer = supervising.post("/cases/answers/?language=en", {"source": "bans", "table": file})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_file_of_forty_megabytes_is_refused(supervising: Client, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x" * 40_000_000)
    with (tmp_path / "a.csv").open("rb") as file:
        answer = supervising.post("/cases/answers/?language=en", {"source": "bans", "table": file})
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


def test_a_spreadsheet_that_unpacks_to_a_gigabyte_is_refused(supervising: Client, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (101 << 20))
    with (tmp_path / "a.xlsx").open("rb") as file:
        answer = supervising.post("/cases/answers/?language=en", {"source": "bans", "table": file})
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


def test_a_table_beyond_all_measure_changes_nothing(
    sent: Open, bob: User, held: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ogoh.delivery.correspondence.rows.MOST_ROWS", 1)
    one, other = sent(), sent(ZEBO)
    with pytest.raises(DeliveryRefused, match="Divide it"):
        take_in(answers_file(tmp_path, (one.number, "нет"), (other.number, "нет")), held, Actor.of(bob))
    assert state_of(one) == State.SENT
