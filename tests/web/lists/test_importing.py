"""A delivered list goes in: accounted for, with its history, and nothing twice."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest

from ogoh.delivery import Account
from ogoh.delivery.tables import open_table, write_table
from ogoh.matching import Verdict
from ogoh.web.checks.services import check
from ogoh.web.lists.models import Delivery, Listing, Rejection, Source
from ogoh.web.lists.services import import_delivery
from tests.web.checks.travellers import traveller
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import (
    ANORA,
    DALER,
    FARRUKH,
    FEBRUARY,
    FOUR,
    JANUARY,
    MARCH,
    NEVER_BORN,
    ZEBO,
    alive,
    changed,
    list_file,
    made_up_list,
    snapshot,
)

MANY = tuple(changed(ZEBO, id=str(number), document_number=f"40{number:07}") for number in range(100, 140))


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".parquet"])
def test_every_format_becomes_the_same_listings(bans: Source, tmp_path: Path, ending: str) -> None:
    report = import_delivery(list_file(tmp_path / f"list{ending}", FOUR), "bans", JANUARY)
    assert (report.number, report.added, report.kind) == (1, 4, "full")
    farrukh = Listing.objects.get(reference="1")
    assert (farrukh.grounds, farrukh.closed_by, farrukh.opened_by.dated) == ("превышение срока", None, JANUARY)
    assert alive() == {"1", "2", "3", "4"}


def test_accepted_and_rejected_make_what_was_read_and_are_stored(deliver: Deliver) -> None:
    report = deliver((*MANY, NEVER_BORN))
    assert report.account == Account(41, 40, 1, (("dob", 1),))
    delivery = Delivery.objects.get()
    assert (delivery.read, delivery.accepted, delivery.rejected) == (41, 40, 1)
    rejection = Rejection.objects.get()
    assert (rejection.row, rejection.field, rejection.found) == (42, "dob", "31.02.1990")
    assert rejection.expected


def test_a_repeated_import_changes_nothing_and_says_so(deliver: Deliver) -> None:
    first = deliver((*MANY, NEVER_BORN))
    before = snapshot()
    again = deliver((*MANY, NEVER_BORN))
    assert again.repeated
    assert again.account == first.account
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert snapshot() == before


def test_what_came_as_a_delta_may_come_again_as_the_whole_list(deliver: Deliver) -> None:
    deliver(FOUR)
    deliver((FARRUKH, ANORA), delta=True)
    assert deliver((FARRUKH, ANORA), delta=True).repeated
    assert deliver((FARRUKH, ANORA)).removed == 2
    assert deliver((FARRUKH, ANORA), delta=True).repeated


def test_a_full_delivery_closes_those_who_are_gone_and_keeps_their_history(deliver: Deliver) -> None:
    deliver(FOUR)
    report = deliver((FARRUKH, ZEBO, ANORA), FEBRUARY)
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 1, 3)
    daler = Listing.objects.get(reference="3")
    assert daler.closed_by is not None
    assert (daler.opened_by.dated, daler.closed_by.dated) == (JANUARY, FEBRUARY)


def test_a_row_that_cannot_be_read_takes_nobody_off_the_list(deliver: Deliver) -> None:
    deliver((*MANY, FARRUKH))
    report = deliver((*MANY[1:], changed(FARRUKH, dob="31.02.1990")), FEBRUARY)
    assert (report.account.rejected, report.removed) == (1, 1)
    assert Listing.objects.get(reference="1").closed_by is None


def test_a_changed_record_is_closed_and_opened_anew(deliver: Deliver) -> None:
    deliver(FOUR)
    report = deliver((changed(FARRUKH, grounds="судимость"), ZEBO, DALER, ANORA), FEBRUARY)
    assert (report.changed, report.unchanged) == (1, 3)
    old, new = Listing.objects.filter(reference="1").order_by("pk")
    assert (old.grounds, old.closed_by) == ("превышение срока", new.opened_by)
    assert (new.grounds, new.closed_by) == ("судимость", None)


def test_somebody_who_returns_is_a_new_listing(deliver: Deliver) -> None:
    deliver(FOUR)
    deliver(FOUR[:3], FEBRUARY)
    deliver(FOUR, MARCH)
    first, second = Listing.objects.filter(reference="4").order_by("pk")
    assert first.closed_by is not None
    assert (second.opened_by.number, second.closed_by) == (3, None)


def test_a_delta_adds_and_changes_and_closes_nobody(deliver: Deliver) -> None:
    deliver((FARRUKH, ZEBO, DALER))
    report = deliver((changed(ZEBO, document_number="401000001"), ANORA), FEBRUARY, delta=True)
    assert (report.kind, report.added, report.changed, report.removed) == ("delta", 1, 1, 0)
    assert alive() == {"1", "2", "3", "4"}


def test_the_order_of_the_rows_is_no_change(deliver: Deliver) -> None:
    deliver(FOUR)
    assert deliver(FOUR[::-1], FEBRUARY).unchanged == 4


def test_a_delivery_of_one_source_leaves_the_others_alone(deliver: Deliver, tmp_path: Path) -> None:
    from ogoh.web.lists.services import add_source

    deliver(FOUR)
    add_source("registry", "Invented registry", "controlled_persons")
    import_delivery(list_file(tmp_path / "other.csv", (FARRUKH, changed(DALER, id="77"))), "registry", JANUARY)
    import_delivery(list_file(tmp_path / "other.csv", (FARRUKH,)), "registry", FEBRUARY)
    assert Listing.objects.filter(source__code="bans", closed_by=None).count() == 4
    assert Listing.objects.filter(source__code="registry", closed_by=None).count() == 1


def test_a_dry_run_says_what_would_be_and_writes_nothing(deliver: Deliver) -> None:
    deliver(FOUR)
    before = snapshot()
    report = deliver((FARRUKH, ZEBO), FEBRUARY, dry_run=True)
    assert (report.dry_run, report.number, report.removed) == (True, 2, 2)
    assert snapshot() == before


def test_many_people_are_made_ready_by_other_processes_and_all_arrive(bans: Source, tmp_path: Path) -> None:
    told: list[int] = []
    report = import_delivery(made_up_list(tmp_path / "list.csv", 2_500), "bans", JANUARY, progress=told.append)
    assert report.account.read == 2_500
    assert Listing.objects.count() == report.account.accepted
    assert told == [1000, 2000]


def test_rejected_rows_can_be_mended_and_imported_again(deliver: Deliver, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    deliver((*MANY, NEVER_BORN), rejects=rejects)
    table = open_table(rejects)
    place = table.headings.index("dob")
    mended = [[*cells[:place], "28.02.1990", *cells[place + 1 :]] for _, cells in table.rows()]
    write_table(rejects, table.headings, mended)
    report = import_delivery(rejects, "bans", JANUARY, delta=True)
    assert (report.account, report.added) == (Account(1, 1, 0), 1)
    assert len(alive()) == 41


def test_without_rejected_rows_no_rejects_file_is_made(deliver: Deliver, tmp_path: Path) -> None:
    deliver(FOUR, rejects=tmp_path / "rejects.csv")
    assert not (tmp_path / "rejects.csv").exists()


def test_columns_that_are_not_stored_are_named(bans: Source, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_table(path, ("id", "name", "blood pressure"), [("1", "Раҳимов Фаррух", "120/80")])
    assert import_delivery(path, "bans", JANUARY).ignored_headings == ("blood pressure",)
    assert Delivery.objects.get().ignored_headings == ["blood pressure"]


def test_a_list_that_gives_its_own_day_needs_no_other(bans: Source, tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(
        '<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>'
        "<FIRST_NAME>KARIM</FIRST_NAME><SECOND_NAME>INVENTED</SECOND_NAME><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>"
        "</INDIVIDUAL></INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    )
    assert import_delivery(path, "bans").dated == date(2026, 2, 27)


def test_no_log_line_holds_a_name_or_a_number(deliver: Deliver, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        deliver((*MANY, *FOUR, NEVER_BORN))
        answers = check(traveller("Рахимов Фаррух Саидович", "12.05.1990", "400123451"))
    assert answers[0].verdict is Verdict.RECORDED
    told = caplog.text.casefold()
    assert not [
        cell for person in (*FOUR, NEVER_BORN) for cell in person[1:6] if len(cell) > 4 and cell.casefold() in told
    ]
