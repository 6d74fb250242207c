"""A delta may take people off the list by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ogoh.delivery.tables import write_table
from ogoh.web.lists.models import Delivery, Listing, Source
from ogoh.web.lists.services import Allowances, ImportReport, import_delivery
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import DALER, FEBRUARY, FOUR, HEADINGS, ZEBO, alive, changed, keys_due, keys_held

STRANGER = changed(DALER, id="77", document_number="402777111")


def delta(path: Path, rows: list[tuple[str, ...]], dated: date = FEBRUARY) -> ImportReport:
    write_table(path, (*HEADINGS, "Снят"), rows)
    return import_delivery(path, "bans", dated, delta=True)


@pytest.mark.parametrize("mark", ["да", "yes", "+"])
def test_whoever_a_delta_marks_is_off_the_list_and_the_rest_stay(
    bans: Source, deliver: Deliver, tmp_path: Path, mark: str
) -> None:
    deliver(FOUR)
    report = delta(tmp_path / "delta.csv", [(*ZEBO, mark), (*changed(DALER, grounds="снижено"), "нет")])
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 1, 1, 0)
    assert alive() == {"1", "3", "4"}
    closed = Listing.objects.get(reference="2")
    assert closed.closed_by == Delivery.objects.get(number=2)
    assert keys_held() == keys_due()


def test_taking_off_somebody_who_is_not_on_the_list_changes_nothing(
    bans: Source, deliver: Deliver, tmp_path: Path
) -> None:
    deliver(FOUR)
    report = delta(tmp_path / "delta.csv", [(*STRANGER, "да")])
    assert (report.account.accepted, report.removed, report.unchanged) == (1, 0, 1)
    assert alive() == {"1", "2", "3", "4"}


def test_a_mark_that_is_neither_yes_nor_no_is_rejected(bans: Source, deliver: Deliver, tmp_path: Path) -> None:
    deliver(FOUR)
    write_table(tmp_path / "delta.csv", (*HEADINGS, "Снят"), [(*ZEBO, "perhaps"), (*DALER, "")])
    allow = Allowances(rejects=True)
    report = import_delivery(tmp_path / "delta.csv", "bans", FEBRUARY, delta=True, allow=allow)
    assert report.account.reasons == (("Снят", 1),)
    assert alive() == {"1", "2", "3", "4"}
