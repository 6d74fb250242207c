"""The page that verifies certificates, as Chromium runs it: from a file, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from ogoh.certificate import issue, verify
from ogoh.certificate.code import qr_png
from ogoh.certificate.key_ring import KeyRing
from ogoh.certificate.list_files import read_key_file, read_revoked_file
from ogoh.certificate.verifying_page import verifying_page
from ogoh.certificate.words import sentence
from ogoh.cli.words import Language, Words
from tests.browser.conftest import CHROMIUM
from tests.certificate.cases import Table, make_table, plainly
from tests.certificate.people import NOW, statement

pytestmark = pytest.mark.slow

PHONE = {"width": 360, "height": 720}
ANSWER = """async ([text, at]) => {
  const found = await verify(text, lists, at);
  return { finding: found.finding, day: found.day ?? null, statement: found.statement ?? null };
}"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return make_table(tmp_path_factory.mktemp("table"))


@pytest.fixture(scope="module")
def address(table: Table, tmp_path_factory: pytest.TempPathFactory) -> str:
    translations = {Words.of(one).tag: Words.of(one).translate for one in Language}
    path = tmp_path_factory.mktemp("page") / "verify.html"
    path.write_text(verifying_page(table.keys, table.revoked, translations), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, locale="tg-TJ")  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("request", lambda asked: complaints.append(asked.url) if asked.url.startswith("http") else None)
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-ready", "yes")
    yield page
    context.close()
    assert complaints == [], "nothing is fetched, and the page's own policy lets all of it run"


def test_every_case_is_to_the_page_what_it_is_to_the_command(page: Page, table: Table) -> None:
    for one in table.cases:
        ours = plainly(verify(one.text, table.keys.keys, table.revoked.revoked, one.at))
        assert page.evaluate(ANSWER, [one.text, one.at.timestamp()]) == ours, one.called


def test_a_pasted_text_is_answered_in_the_reader_s_language(page: Page, table: Table) -> None:
    page.fill("#text", table.cases[0].text)
    page.get_by_role("button", name="Санҷидан").click()
    expect(page.locator("#result h2")).to_have_text("Ҳақиқӣ")
    expect(page.locator("#result .answer h3")).to_have_text(["Сабт ёфт нашуд", "Сабт шудааст"])
    page.get_by_role("button", name="English").click()
    expect(page.locator("#result h2")).to_have_text("Genuine")
    expect(page.locator("#result")).to_contain_text("as of 11 May 2026: No record found.")


def test_a_picture_of_the_code_is_read_and_one_of_a_cat_is_not(page: Page, table: Table, tmp_path: Path) -> None:
    code, cat = tmp_path / "code.png", tmp_path / "cat.png"
    code.write_bytes(qr_png(table.cases[0].text))
    Image.effect_noise((400, 300), 60).save(cat)
    page.set_input_files("#picture", code)
    expect(page.locator("#result h2")).to_have_text("Ҳақиқӣ")
    page.set_input_files("#picture", cat)
    expect(page.locator("#result")).to_contain_text("Рамзи QR ёфт нашуд.")


def test_the_camera_finds_the_code_and_is_let_go(browser: Browser, address: str, table: Table, tmp_path: Path) -> None:
    code = Image.open(BytesIO(qr_png(table.cases[0].text))).convert("RGB").resize((420, 420))
    view = Image.new("RGB", (640, 480), (120, 120, 110))
    view.paste(code.rotate(4, expand=True, fillcolor=(255, 255, 255)), (100, 20))
    frame = BytesIO()
    view.save(frame, "JPEG")
    (tmp_path / "view.mjpeg").write_bytes(frame.getvalue() * 30)
    with_camera = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=[
            "--no-sandbox",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={tmp_path / 'view.mjpeg'}",
        ],
    )
    page = with_camera.new_page(locale="en-GB")
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    page.get_by_role("button", name="Use the camera").click()
    expect(page.locator("#result h2")).to_have_text("Genuine", timeout=20_000)
    expect(page.locator("#view")).to_be_hidden()
    with_camera.close()


def test_two_certificates_in_one_picture_are_not_chosen_between(page: Page, table: Table, tmp_path: Path) -> None:
    for at, name in enumerate(("one.png", "other.png")):
        (tmp_path / name).write_bytes(qr_png(table.cases[at].text))
    both = [Image.open(tmp_path / name).convert("L") for name in ("one.png", "other.png")]
    picture = Image.new("L", (both[0].width + both[1].width, max(one.height for one in both)), 255)
    picture.paste(both[0], (0, 0))
    picture.paste(both[1], (both[0].width, 0))
    picture.save(tmp_path / "both.png")
    page.set_input_files("#picture", tmp_path / "both.png")
    expect(page.locator("#result .finding")).to_be_visible()
    assert page.locator("#result h2").count() == 0


def test_what_an_office_wrote_is_shown_as_text_and_never_run(page: Page, browser: Browser, tmp_path: Path) -> None:
    from dataclasses import replace

    ring = KeyRing(tmp_path / "ring")
    ring.new(tmp_path / "root", NOW)
    keys = read_key_file(ring.folder / "keys.json")
    path = tmp_path / "verify.html"
    path.write_text(verifying_page(keys, read_revoked_file(ring.folder / "revoked.json", keys.root), {"en": sentence}))
    context = browser.new_context(locale="en-GB")
    other = context.new_page()
    other.clock.set_fixed_time(NOW)
    other.goto(path.as_uri())
    other.fill("#text", issue(replace(statement(), office="<img src=x onerror=alert(1)>"), ring.signing_key(NOW)))
    other.get_by_role("button", name="Verify").click()
    expect(other.locator("#result")).to_contain_text("<img src=x onerror=alert(1)>")
    assert other.locator("#result img").count() == 0
    context.close()


def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_phone(
    browser: Browser, address: str, table: Table
) -> None:
    context = browser.new_context(viewport=PHONE, locale="tg-TJ", bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    for one in (table.cases[0], table.cases[-3]):
        page.fill("#text", one.text)
        page.locator("#asked button[type=submit]").click()
        expect(page.locator("#result h2")).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}] == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    context.close()
