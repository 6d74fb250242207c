"""With the real Tesseract and Debian's OCR-B: where they are missing these tests are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw, ImageFont

from ogoh.identity import read_mrz
from ogoh.identity.scan import (
    NoZoneFound,
    SeveralZones,
    ZoneInPicture,
    ZoneUnreadable,
    read_zone_in_picture,
)
from tests.identity.scan.bench import read_all
from tests.identity.scan.drawing import (
    CONDITIONS,
    DEJAVU,
    OCR_B,
    as_bytes,
    by_phone,
    made_up_zones,
    page_with,
    texture,
)

pytestmark = [
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="no Tesseract (Debian: tesseract-ocr)"),
    pytest.mark.skipif(not OCR_B.exists(), reason="no OCR-B (Debian: fonts-ocr-b)"),
    pytest.mark.slow,
]
ZONES = list(made_up_zones(5))
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"


def _read(picture: Image.Image) -> ZoneInPicture:
    # A busy machine is no fault of what is tested.
    return read_zone_in_picture(as_bytes(picture), model="eng", seconds=300)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_number_and_dates_are_read_however_the_page_lies(condition: str) -> None:
    assert [one.data_right for one in read_all(ZONES[:1], CONDITIONS[condition], "eng")] == [True]


def test_a_flat_scan_says_all_that_the_zone_says() -> None:
    found = _read(page_with(ZONES[0]))
    assert found.text == ZONES[0]
    assert (found.zone, found.faults, found.model) == (read_mrz(ZONES[0]), (), "eng")
    assert found.names_to_be_confirmed


def test_the_general_model_says_how_to_add_a_better_one() -> None:
    assert "have mrz.traineddata or ocrb.traineddata" in _read(page_with(ZONES[0])).advice


def test_names_are_wrong_while_every_check_digit_holds() -> None:
    # That is why nobody may leave out the officer's look at the page.
    zone = ZONES[3]
    found = _read(by_phone(page_with(zone)))
    assert "RAHIMIYON" in zone
    assert (found.faults, found.text.splitlines()[1]) == ((), zone.splitlines()[1])
    assert found.zone.names != read_mrz(zone).names
    assert found.names_to_be_confirmed


def test_an_identity_card_is_read() -> None:
    assert _read(page_with(CARD)).text == CARD


def test_a_wrong_check_digit_on_the_page_is_told_and_not_mended() -> None:
    top, bottom = ZONES[0].splitlines()
    found = _read(page_with(f"{top}\n{bottom[:-1]}{(int(bottom[-1]) + 3) % 10}"))
    assert [fault.field for fault in found.faults] == ["composite"]


def _words() -> Image.Image:
    page = Image.new("L", (1250, 900), 250)
    font = ImageFont.truetype(DEJAVU, 26)
    for row in range(12):
        text = f"{row}. It was a bright cold day in April, and the clocks were striking."
        ImageDraw.Draw(page).text((60, 60 + row * 60), text, font=font, fill=20)
    return page


@pytest.mark.parametrize(
    "picture",
    [
        lambda: texture((1200, 900), 5),  # a cat, as far as lines of text go
        lambda: Image.new("L", (1000, 800), 240),
        lambda: Image.new("L", (1, 1)),
        _words,
        lambda: page_with(""),
    ],
    ids=["cat", "blank page", "one pixel", "words", "page without its zone"],
)
def test_a_picture_without_a_zone_says_so(picture: Callable[[], Image.Image]) -> None:
    with pytest.raises(NoZoneFound, match=r"no machine-readable zone.*by hand"):
        _read(picture())


def test_a_zone_cut_at_the_right_edge_is_not_guessed() -> None:
    with pytest.raises(ZoneUnreadable, match=r"lines of \d+ and \d+ signs") as refused:
        _read(page_with(ZONES[0]).crop((0, 0, 1060, 880)))
    # Nothing of the picture stands in a refusal.
    assert not any(word in str(refused.value) for word in ("ALISHEROV", "410007919", "590929"))


@pytest.mark.parametrize("beside", [True, False])
def test_two_passports_in_one_picture_are_not_chosen_between(beside: bool) -> None:
    desk = Image.new("L", (2600, 960) if beside else (1400, 1900), 90)
    desk.paste(page_with(ZONES[0]), (30, 40))
    desk.paste(page_with(ZONES[1]), (1300, 40) if beside else (90, 960))
    with pytest.raises(SeveralZones, match="found the zones of 2 documents"):
        _read(desk)
