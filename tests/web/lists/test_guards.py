"""Lists that look like a mistake are refused, with what to do if they are meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ogoh.delivery import ColumnMap, DeliveryRefused
from ogoh.web.lists.models import Source
from ogoh.web.lists.services import Allowances, add_source, import_delivery
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FEBRUARY, FOUR, JANUARY, NEVER_BORN, ZEBO, alive, changed, list_file, snapshot

THIRTY = tuple(changed(ZEBO, id=str(number), document_number=f"40{number:07}") for number in range(100, 130))
EIGHT_REJECTED = tuple(changed(NEVER_BORN, id=str(number)) for number in range(200, 208))


def test_an_older_list_is_refused_unless_it_is_meant(deliver: Deliver) -> None:
    deliver(FOUR, FEBRUARY)
    before = snapshot()
    with pytest.raises(DeliveryRefused, match=r"2026-01-10, but a delivery of 2026-02-10 .*--allow-older"):
        deliver(FOUR[:3], JANUARY)
    assert snapshot() == before
    assert deliver(FOUR[:3], JANUARY, allow=Allowances(older=True)).removed == 1


def test_a_list_of_the_same_day_is_no_older_one(deliver: Deliver) -> None:
    deliver(FOUR)
    assert deliver(FOUR[:3], JANUARY).number == 2


def test_a_list_of_a_tenth_is_refused_unless_it_is_meant(deliver: Deliver) -> None:
    deliver(THIRTY)
    before = snapshot()
    with pytest.raises(DeliveryRefused, match=r"3 people, where the last delivery held 30.*--allow-smaller"):
        deliver(THIRTY[:3], FEBRUARY)
    assert snapshot() == before
    assert deliver(THIRTY[:3], FEBRUARY, allow=Allowances(smaller=True)).removed == 27


def test_a_list_of_a_little_more_than_a_tenth_is_taken(deliver: Deliver) -> None:
    deliver(THIRTY)
    assert deliver(THIRTY[:4], FEBRUARY).removed == 26


def test_a_small_delta_is_no_small_list(deliver: Deliver) -> None:
    deliver(THIRTY)
    assert deliver(THIRTY[:1], FEBRUARY, delta=True).removed == 0


def test_many_rejected_rows_are_refused_unless_they_are_meant(deliver: Deliver, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    with pytest.raises(DeliveryRefused, match=r"8 of 38 rows \(21 %\).*--allow-rejects"):
        deliver((*THIRTY, *EIGHT_REJECTED), rejects=rejects)
    assert alive() == set()
    assert rejects.read_text(encoding="utf-8-sig").count("31.02.1990") == 16
    assert deliver((*THIRTY, *EIGHT_REJECTED), allow=Allowances(rejects=True)).account.rejected == 8


def test_a_list_from_which_nobody_is_accepted_is_refused_always(deliver: Deliver) -> None:
    with pytest.raises(DeliveryRefused, match="8 read and none accepted"):
        deliver(EIGHT_REJECTED, allow=Allowances(older=True, smaller=True, rejects=True))


def test_a_list_without_rows_is_refused_always(deliver: Deliver) -> None:
    with pytest.raises(DeliveryRefused, match="no rows"):
        deliver((), allow=Allowances(older=True, smaller=True, rejects=True))


def test_an_unknown_source_is_told_how_to_make_it(deliver: Deliver, tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefused, match=r"'bams'.*\(bans\).*ogoh source add bams"):
        import_delivery(list_file(tmp_path / "list.csv", FOUR), "bams", JANUARY)


def test_a_list_without_a_day_asks_for_it(bans: Source, tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefused, match="--dated"):
        import_delivery(list_file(tmp_path / "list.csv", FOUR), "bans")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", b""),
        ("list.xlsx", b"id,name\r\n1,A\r\n"),
        ("list.doc", b"x"),
        ("list.csv", b"colour,size\r\n1,2\r\n"),
    ],
)
def test_a_file_that_is_no_list_changes_nothing(deliver: Deliver, tmp_path: Path, name: str, content: bytes) -> None:
    deliver(FOUR)
    before = snapshot()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DeliveryRefused):
        import_delivery(tmp_path / name, "bans", FEBRUARY)
    assert snapshot() == before


def test_a_spreadsheet_cut_off_midway_changes_nothing(deliver: Deliver, tmp_path: Path) -> None:
    deliver(FOUR)
    before = snapshot()
    whole = list_file(tmp_path / "whole.xlsx", THIRTY).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(DeliveryRefused):
        import_delivery(tmp_path / "cut.xlsx", "bans", FEBRUARY)
    assert snapshot() == before


def test_columns_can_be_named(bans: Source, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("whom\r\nРаҳимов Фаррух\r\n", encoding="utf-8")
    assert import_delivery(path, "bans", JANUARY, columns=ColumnMap({"whom": "name"})).added == 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("bans", "entry_ban"),
        ("new", "wanted"),
        ("two words", "entry_ban"),
        ("б", "entry_ban"),
        ("", "entry_ban"),
        ("x" * 41, "entry_ban"),
    ],
)
def test_a_source_needs_a_free_code_and_one_of_two_kinds(bans: Source, code: str, kind: str) -> None:
    with pytest.raises(DeliveryRefused):
        add_source(code, "Somebody", kind)
    assert Source.objects.count() == 1


def test_the_day_of_the_next_list_may_be_any_later_one(deliver: Deliver) -> None:
    deliver(FOUR)
    assert deliver(FOUR[:3], date(2031, 5, 1)).number == 2
