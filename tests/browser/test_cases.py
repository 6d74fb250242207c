"""A request from the card to the note: opened by keyboard, sent in a letter, answered in its table, told."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from ogoh.delivery.tables import open_table, write_table
from ogoh.web.accounts.models import Role
from ogoh.web.audit.verifying import verified
from ogoh.web.cases.models import Case, State
from tests.browser.test_desk import faults, page_of
from tests.web.accounts.people import person

pytestmark = pytest.mark.slow

PERSON = {"Family name": "Раҳимов", "Given name": "Фаррух", "Birth date": "12.05.1990", "Passport number": "409000111"}


def opened_from_the_card(page: Page, url: str) -> str:
    """Ask at the desk, go on from the card, open a request; gives back its address."""
    page.goto(f"{url}/desk/?language=en")
    for label, text in PERSON.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("The person is here").press("Space")
    page.get_by_role("button", name="Check").press("Enter")
    page.wait_for_url("**/desk/card/**")
    page.get_by_role("button", name="Ask the owner of this list").first.press("Enter")
    page.wait_for_url("**/cases/open/")
    assert page.get_by_label("Family name", exact=True).input_value() == "Раҳимов"
    assert faults(page) == []
    page.get_by_label("It is somebody else").press("Space")
    page.get_by_label("I read the consent").press("Space")
    page.get_by_role("button", name="Open the request").press("Enter")
    page.wait_for_url("**/cases/*/?done=opened")
    assert faults(page) == []
    return page.url.partition("?")[0]


def answered_in(table: Path, folder: Path) -> Path:
    """The table of a letter as its owner sends it back."""
    opened = open_table(table)
    answer = opened.headings.index("Ответ")
    rows = [tuple("Не значится" if at == answer else cell for at, cell in enumerate(row)) for _, row in opened.rows()]
    write_table(folder / "back.xlsx", opened.headings, rows)
    return folder / "back.xlsx"


def test_a_request_from_the_card_to_the_note(
    browser: Browser, live_server: LiveServer, lists: None, tmp_path: Path
) -> None:
    alice, bob = person("alice", [Role.OFFICER]), person("bob", [Role.SUPERVISOR])
    page, supervisor = page_of(browser, live_server, alice), page_of(browser, live_server, bob)
    request = opened_from_the_card(page, live_server.url)

    supervisor.goto(f"{live_server.url}/cases/batches/?language=en")
    assert faults(supervisor) == []
    supervisor.get_by_role("button", name="Make the letter").press("Enter")
    supervisor.wait_for_url("**/cases/batches/*/")
    assert faults(supervisor) == []
    with supervisor.expect_download() as letter:
        supervisor.get_by_role("link", name="The letter").click()
    assert Path(letter.value.path()).read_bytes().startswith(b"%PDF-")
    with supervisor.expect_download() as table:
        supervisor.get_by_role("link", name="The table to answer in").click()
    table.value.save_as(tmp_path / "table.xlsx")

    supervisor.goto(f"{live_server.url}/cases/answers/")
    supervisor.get_by_label("The list").select_option(Case.objects.get().source.code)
    supervisor.locator("[name=table]").set_input_files(answered_in(tmp_path / "table.xlsx", tmp_path))
    supervisor.get_by_role("button", name="Take in").press("Enter")
    supervisor.get_by_text("What became of the answers").first.wait_for()
    assert faults(supervisor) == []

    page.goto(f"{live_server.url}/staff/")
    page.get_by_role("link", name="Requests (1)").click()
    page.get_by_role("row").nth(1).get_by_role("link").click()
    assert "Not on the list" in page.content()
    note = page.context.new_page()
    note.goto(f"{request}note/?in=tg")
    assert "Дар рӯйхат нест" in note.content()
    page.get_by_role("button", name="The person was told").press("Enter")
    page.wait_for_url("**?done=told")
    assert Case.objects.get().state == State.CLOSED
    assert verified().faults == ()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["tg", "en"])
def test_the_pages_of_requests_fit_phone_and_screen(
    browser: Browser, live_server: LiveServer, lists: None, width: int, language: str, tmp_path: Path
) -> None:
    everything = person("alice", [Role.OFFICER, Role.REVIEWER, Role.SUPERVISOR])
    page = page_of(browser, live_server, everything, width)
    request = opened_from_the_card(page, live_server.url)
    addresses = {
        "case": request,
        "note": f"{request}note/?in={language}",
        "consent": f"{live_server.url}/cases/consent/?in={language}",
        **{name: f"{live_server.url}/cases/{path}" for name, path in PAGES.items()},
    }
    page.goto(f"{live_server.url}/staff/?language={language}")
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        found[name] = faults(page)
        page.screenshot(path=tmp_path / f"{name}-{language}-{width}.png", full_page=True)
    assert not any(found.values()), found


PAGES = {
    "list": "",
    "open": "open/",
    "batches": "batches/",
    "answers": "answers/",
    "asked": "asked/",
    "take": "asked/take/",
    "addressees": "addressees/",
    "addressee": "addressees/bans/",
}
