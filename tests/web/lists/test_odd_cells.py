"""What no sane list holds and some list will: it goes in or is rejected, and the import goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogoh.web.lists.models import Source
from ogoh.web.lists.services import Allowances, import_delivery
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FOUR, HEADINGS, JANUARY, changed

ODD = (
    "a\x00b",
    "\x00",
    "\u200f\u202eمحمد",
    "😀",
    "'; DROP TABLE match_key; --",
    "%s",
    "\\N",
    "\\.",
    "a\tb",
    "x" * 70_000,
)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("heading", HEADINGS)
def test_an_odd_cell_stops_no_import(deliver: Deliver, heading: str, odd: str) -> None:
    report = deliver((*FOUR[:3], changed(FOUR[3], **{heading: odd})), allow=Allowances(rejects=True))
    assert report.account.read == 4
    assert report.account.accepted >= 3


def test_an_odd_byte_in_a_text_file_stops_no_import(bans: Source, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(
        "id,name,dob\r\n1,Раҳимов Фаррух\x00,1990\r\n2,Назарова Зебо,1985\x00\r\n3,Шарипов Далер,1979\r\n".encode()
    )
    report = import_delivery(path, "bans", JANUARY, allow=Allowances(rejects=True))
    assert report.account.read == 3
