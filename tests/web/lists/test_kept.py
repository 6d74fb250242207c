"""A bad cell takes nobody off the list."""

from __future__ import annotations

from pathlib import Path

from ogoh.delivery.tables import write_table
from ogoh.web.lists.models import Listing, Source
from ogoh.web.lists.services import Allowances, import_delivery
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import (
    ANORA,
    DALER,
    FARRUKH,
    FEBRUARY,
    FOUR,
    JANUARY,
    MARCH,
    ZEBO,
    alive,
    changed,
    keys_due,
    keys_held,
)

REJECTS = Allowances(rejects=True)
UNREADABLE_ZEBO = changed(ZEBO, dob="31.02.1985")


def test_somebody_whose_row_is_rejected_stays_on_the_list_as_before(deliver: Deliver) -> None:
    deliver(FOUR)
    report = deliver((FARRUKH, UNREADABLE_ZEBO, DALER), FEBRUARY, allow=REJECTS)
    assert (report.unchanged, report.kept, report.removed) == (2, 1, 1)
    assert alive() == {"1", "2", "3"}
    assert Listing.objects.get(reference="2").opened_by.number == 1
    assert keys_held() == keys_due()


def test_a_later_list_without_the_row_takes_the_person_off(deliver: Deliver) -> None:
    deliver(FOUR)
    deliver((FARRUKH, UNREADABLE_ZEBO, DALER, ANORA), FEBRUARY, allow=REJECTS)
    report = deliver((FARRUKH, DALER, ANORA), MARCH)
    assert (report.kept, report.removed) == (0, 1)
    assert alive() == {"1", "3", "4"}


def test_a_second_row_of_the_same_person_keeps_nobody_twice(deliver: Deliver) -> None:
    deliver(FOUR)
    report = deliver((*FOUR, ZEBO), FEBRUARY, allow=REJECTS)
    assert (report.account.rejected, report.unchanged, report.kept) == (1, 4, 0)


def test_a_rejected_newcomer_is_not_kept(deliver: Deliver) -> None:
    deliver(FOUR[:1])
    assert deliver((FARRUKH, UNREADABLE_ZEBO), FEBRUARY, allow=REJECTS).kept == 0


def test_a_list_without_identifiers_cannot_keep_whom_it_does_not_name(bans: Source, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_table(path, ("name", "dob"), [("Раҳимов Фаррух", "1990"), ("Назарова Зебо", "1985")])
    import_delivery(path, "bans", JANUARY)
    write_table(path, ("name", "dob"), [("Раҳимов Фаррух", "1990"), ("Назарова Зебо", "31.02.1985")])
    report = import_delivery(path, "bans", FEBRUARY, allow=REJECTS)
    assert (report.kept, report.removed) == (0, 1)
