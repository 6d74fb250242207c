"""A picture of a passport at the desk: read into the form, never trusted with the names, kept nowhere."""

from __future__ import annotations

import io
from datetime import date
from threading import BoundedSemaphore

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw, ImageFont

from ogoh.identity import PartialDate, Sex, scan, write_mrz
from ogoh.names import WrittenName
from ogoh.web.audit.models import Event
from ogoh.web.desk import picture
from ogoh.web.desk.models import Question
from tests.web.desk.conftest import PERSON

FONT = "/usr/share/fonts/opentype/ocr-b/OCRB.otf"


def sent(browser: Client, content: bytes) -> tuple[int, str]:
    response = browser.post("/desk/picture/?language=en", {"picture": SimpleUploadedFile("page.png", content)})
    return response.status_code, response.content.decode()


def as_png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def passport() -> bytes:
    zone = write_mrz(
        WrittenName(family="RAHIMOV", given="FARRUKH"),
        PartialDate(1990, 5, 12),
        Sex.MALE,
        "TJ",
        "400123451",
        date(2030, 1, 1),
    )
    page = Image.new("L", (1700, 1100), 245)
    ImageDraw.Draw(page).multiline_text((90, 880), zone, fill=15, font=ImageFont.truetype(FONT, 52), spacing=34)
    return as_png(page)


@pytest.mark.slow
def test_a_picture_fills_the_form_and_the_officer_confirms_the_name(at_desk: Client, passport: bytes) -> None:
    status, page = sent(at_desk, passport)
    assert status == 200
    assert 'value="RAHIMOV"' in page
    assert 'value="400123451"' in page
    assert "Compare every letter of the name" in page
    assert not Question.objects.exists()
    assert not Event.objects.filter(act="look").exists()


def test_pictures_wait_for_their_turn_and_not_for_ever(
    at_desk: Client, passport: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "_TURNS", BoundedSemaphore(1))
    monkeypatch.setattr(scan, "SECONDS", 0.01)
    with picture._TURNS:
        status, page = sent(at_desk, passport)
    assert status == 422
    assert "Pictures of others are being read" in page
    assert picture._TURNS.acquire(blocking=False), "whoever was refused took no turn"


def test_what_came_from_a_picture_is_not_asked_before_the_name_was_confirmed(at_desk: Client) -> None:
    response = at_desk.post("/desk/?language=en", {**PERSON, "from_picture": "True"})
    assert response.status_code == 422
    assert "Compare the name with the page" in response.content.decode()
    assert not Question.objects.exists()
    assert at_desk.post("/desk/", {**PERSON, "from_picture": "True", "names_confirmed": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no picture at all", "This is no picture that can be read"),
        (b"x" * 40_000_000, "This picture is too large"),
        (b"", "Choose a picture"),
    ],
    ids=["text", "40 MB", "nothing"],
)
def test_what_is_no_usable_picture_is_refused_in_a_sentence_and_recorded(
    at_desk: Client, content: bytes, said: str
) -> None:
    status, page = sent(at_desk, content)
    assert status == 422
    assert said in page
    assert Event.objects.filter(act="refused").count() == 1


@pytest.mark.slow
def test_a_cat_is_no_passport(at_desk: Client) -> None:
    cat = Image.effect_noise((600, 400), 60).convert("L")
    ImageDraw.Draw(cat).ellipse((180, 80, 420, 320), fill=90)
    status, page = sent(at_desk, as_png(cat))
    assert status == 422
    assert "No passport lines were found" in page or "took too long" in page
