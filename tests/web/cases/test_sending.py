"""A letter goes out, its clock starts, reminders follow, and what stays unanswered goes a step up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from ogoh.delivery.correspondence import TakenRow, open_requests
from ogoh.web.accounts.models import User
from ogoh.web.audit.models import Event
from ogoh.web.cases import opening, papers, sending
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.days import rows_of
from ogoh.web.cases.models import Addressee, Batch, Case, State
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today
from tests.web.accounts.people import signed_in
from tests.web.cases.conftest import ZEBO, Days, Open, batch_with

Queries = Callable[[int], AbstractContextManager[object]]


def test_sending_starts_the_clock_and_writes_it_down(open_one: Open, bob: User) -> None:
    case = open_one()
    batch = sending.send(Actor.of(bob), case.office, case.source)
    case.refresh_from_db()
    assert (case.state, case.sent_on, case.due_on) == (State.SENT, today(), today() + timedelta(days=30))
    assert batch.printed == "bans/dushanbe/1"
    assert [one.act for one in case.steps.all()] == ["opened", "sent"]
    assert '"batch":"bans/dushanbe/1"' in Event.objects.filter(act="export").latest("number").details


def test_nothing_is_sent_twice(sent: Open, bob: User) -> None:
    case = sent()
    with pytest.raises(CaseRefused):
        sending.send(Actor.of(bob), case.office, case.source)


def test_a_letter_takes_the_requests_of_its_own_office_alone(open_one: Open, bob: User, charlie: User) -> None:
    ours, theirs = open_one(), open_one(by=charlie)
    batch = sending.send(Actor.of(bob), ours.office, ours.source)
    assert list(batch.cases.all()) == [ours]
    theirs.refresh_from_db()
    assert theirs.state == State.OPEN


def test_a_letter_holds_so_many_and_the_next_the_rest(
    open_one: Open, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST", 1)
    case, other = open_one(), open_one(ZEBO)
    for number, expected in ((1, case), (2, other)):
        batch = sending.send(Actor.of(bob), case.office, case.source)
        assert (batch.number, list(batch.cases.all())) == (number, [expected])


def test_an_agreed_term_holds_for_its_source(open_one: Open, bob: User, held: Source) -> None:
    agreed = {"answer_days": 10, "extension_days": 5, "remind_after": [5], "escalate_after": 2}
    Addressee.objects.create(source=held, name="МВД", **agreed)
    case = open_one()
    sending.send(Actor.of(bob), case.office, case.source)
    case.refresh_from_db()
    assert case.due_on == today() + timedelta(days=10)


def test_a_reminder_is_due_on_its_day_and_once(sent: Open, bob: User, after_days: Days) -> None:
    case = sent()
    after_days(19)
    with pytest.raises(CaseRefused):
        sending.remind(Actor.of(bob), case.office, case.source)
    after_days(1)
    assert sending.remind(Actor.of(bob), case.office, case.source).is_reminder
    with pytest.raises(CaseRefused):
        sending.remind(Actor.of(bob), case.office, case.source)
    after_days(10)
    sending.remind(Actor.of(bob), case.office, case.source)
    case.refresh_from_db()
    assert case.reminders == 2


def test_one_reminder_makes_up_for_those_that_were_forgotten(sent: Open, bob: User, after_days: Days) -> None:
    case = sent()
    after_days(40)
    sending.remind(Actor.of(bob), case.office, case.source)
    with pytest.raises(CaseRefused):
        sending.remind(Actor.of(bob), case.office, case.source)


def test_what_stays_unanswered_goes_a_step_up_once(sent: Open, bob: User, after_days: Days) -> None:
    case = sent()
    after_days(34)
    assert sending.step_up(Actor("cron")) == []
    after_days(1)
    assert sending.step_up(Actor("cron")) == [case]
    assert sending.step_up(Actor("cron")) == []
    case.refresh_from_db()
    assert case.escalated_on == today()


def test_the_supervisor_says_what_was_done(sent: Open, supervising: Client, after_days: Days) -> None:
    case = sent()
    Case.objects.filter(pk=case.pk).update(escalated_on=today())
    page = supervising.get(f"/cases/{case.number}/?language=en").content.decode()
    assert "Overdue: what did you do?" in page
    assert supervising.post(f"/cases/{case.number}/taken-up/", {"note": ""}).status_code == 409
    supervising.post(f"/cases/{case.number}/taken-up/", {"note": "Шикоят ба мақоми болоӣ"})
    assert case.steps.last().note == "Шикоят ба мақоми болоӣ"  # type: ignore[union-attr]


def test_the_most_urgent_stands_first(sent: Open, open_one: Open, after_days: Days) -> None:
    late = sent()
    after_days(31)
    fresh, waits = open_one(ZEBO), sent(question="court")
    Case.objects.filter(pk=fresh.pk).update(state=State.OPEN)
    order = [row.case for row in rows_of(Case.objects.all(), today())]
    assert order.index(late) < order.index(waits)
    assert order[0] == late


def test_the_table_of_a_letter_is_what_the_owner_can_read(sent: Open, tmp_path: Path) -> None:
    case = sent(statement="Ман дар Хуҷанд будам")
    (tmp_path / "t.xlsx").write_bytes(papers.table_of_batch(batch_with(case)))
    (row,) = open_requests(tmp_path / "t.xlsx", today()).rows()
    assert isinstance(row, TakenRow)
    assert row.message == sending.request_of(case)


def test_the_files_are_for_the_supervisor_with_a_fresh_code(sent: Open, bob: User) -> None:
    batch = batch_with(sent())
    browser = signed_in(bob)
    pdf = browser.get(f"/cases/batches/{batch.pk}/letter/")
    assert pdf.content.startswith(b"%PDF-")
    assert ZipFile(BytesIO(browser.get(f"/cases/batches/{batch.pk}/table/").content)).testzip() is None
    assert Event.objects.filter(act="export", details__contains="a file of requests").count() == 2
    stale = signed_in(bob, code_given=3600)
    assert stale.get(f"/cases/batches/{batch.pk}/letter/").status_code == 302


def test_the_page_sends_and_reminds(open_one: Open, supervising: Client, after_days: Days) -> None:
    case = open_one()
    assert "To be sent" in supervising.get("/cases/batches/?language=en").content.decode()
    answer = supervising.post("/cases/batches/", {"source": "bans", "do": "send"})
    batch = Batch.objects.get()
    assert answer["Location"] == f"/cases/batches/{batch.pk}/"
    assert case.printed in supervising.get(answer["Location"]).content.decode()
    assert supervising.post("/cases/batches/", {"source": "bans", "do": "send"}).status_code == 409
    assert supervising.post("/cases/batches/", {"source": "bans", "do": "remind"}).status_code == 409
    assert supervising.post("/cases/batches/", {"source": "\0", "do": "send"}).status_code == 404


def test_an_officer_sends_nothing(at_desk: Client, open_one: Open) -> None:
    open_one()
    assert at_desk.post("/cases/batches/", {"source": "bans", "do": "send"}).status_code == 403


def test_a_reference_that_was_made_here_says_nothing_to_the_owner(open_one: Open) -> None:
    assert sending.request_of(open_one(listing="p30061e2d846c601591d5")).listing == ""
    assert sending.request_of(open_one(ZEBO, listing="77")).listing == "77"


def test_what_was_withdrawn_goes_out_no_more(
    sent: Open, open_one: Open, alice: User, bob: User, supervising: Client, tmp_path: Path
) -> None:
    stays, leaves = open_one(ZEBO), sent()
    batch = batch_with(leaves)
    assert list(batch.cases.all()) == [stays, leaves]
    opening.withdraw(alice, leaves)
    (tmp_path / "t.xlsx").write_bytes(papers.table_of_batch(batch))
    (row,) = open_requests(tmp_path / "t.xlsx", today()).rows()
    assert isinstance(row, TakenRow)
    assert row.message.number == stays.number
    assert sending.still_asked(batch) == [stays]
    page = supervising.get(f"/cases/batches/{batch.pk}/?language=en").content.decode()
    assert "Withdrawn by the person" in page
    opening.withdraw(alice, stays)
    for make in (papers.table_of_batch, papers.letter_of_batch):
        with pytest.raises(CaseRefused):
            make(batch)
    refused = supervising.get(f"/cases/batches/{batch.pk}/letter/?language=en")
    assert refused.status_code == 409
    assert "There is nothing to send." in refused.content.decode()
    assert not Event.objects.filter(act="export", details__contains="a file of requests").exists()


def test_only_what_went_a_step_up_and_waits_is_taken_up(sent: Open, bob: User, alice: User, after_days: Days) -> None:
    case = sent()
    with pytest.raises(CaseRefused):
        sending.take_up(Actor.of(bob), case, "Позвонили")
    after_days(35)
    sending.step_up(Actor("cron"))
    sending.take_up(Actor.of(bob), case, "Позвонили")
    opening.withdraw(alice, case)
    with pytest.raises(CaseRefused):
        sending.take_up(Actor.of(bob), case, "Позвонили ещё раз")
    assert case.steps.filter(act="taken_up").count() == 1


def test_the_letters_are_counted_by_the_database_and_terms_are_asked_once(
    sent: Open, bob: User, after_days: Days, django_assert_max_num_queries: Queries
) -> None:
    for question in ("listed", "court", "amnesty", "expired"):
        sent(question=question)
        sent(ZEBO, question)
    after_days(20)
    browser = signed_in(bob)
    with django_assert_max_num_queries(20):
        page = browser.get("/cases/batches/?language=en").content.decode()
    assert "<td>1</td>" in page
    with django_assert_max_num_queries(30):
        assert sending.remind(Actor.of(bob), bob.office, Source.objects.get()).cases.count() == 8
    after_days(36)
    with django_assert_max_num_queries(16):
        assert len(sending.step_up(Actor("cron"))) == 8
