"""A traveller with a phone, in Tajik, as Chromium shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from ogoh.web.api.models import ApiToken
from ogoh.web.selfcheck import proof
from ogoh.web.selfcheck.models import Bucket
from tests.web.selfcheck.people import RECORDED, RENEWED, UNLISTED

pytestmark = [pytest.mark.sqlite_only, pytest.mark.usefixtures("lists")]

PHONE = {"width": 360, "height": 720}
SERIOUS = {"serious", "critical"}


@pytest.fixture
def page_without_scripts(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=live_server.url, locale="tg-TJ")  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def page_with_scripts(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    # axe is a script of the tester's, which the page's own policy rightly keeps out.
    context = browser.new_context(viewport=PHONE, base_url=live_server.url, bypass_csp=True, locale="tg-TJ")  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def fill_in(page: Page, question: dict[str, str]) -> None:
    for field, text in question.items():
        page.fill(f"[name={field}]", text)
    page.get_by_role("button").click()


def serious_faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']}" for one in found if one["impact"] in SERIOUS]


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_a_traveller_without_scripts_is_checked_in_tajik(page_without_scripts: Page) -> None:
    page = page_without_scripts
    page.goto("/")
    expect(page).to_have_url(re.compile("/tg/$"))
    page.get_by_role("link", name="Санҷишро сар кардан").click()
    fill_in(page, {**RECORDED, "birth": "31.02.1990"})
    expect(page.get_by_role("alert")).to_contain_text("Ин санаи таваллудро хонда наметавонем.")
    page.fill("[name=birth]", RECORDED["birth"])
    page.get_by_role("button", name="Санҷидан").click()
    expect(page.locator(".result").first).to_contain_text("Сабт шудааст")
    expect(page.locator(".result").last).to_contain_text("Сабт ёфт нашуд")
    expect(page.locator("h2").first).to_have_text("Чӣ ёфтем")


def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_phone(page_with_scripts: Page) -> None:
    page = page_with_scripts
    for address in ("/tg/", "/en/check/", "/api/v1/docs"):
        page.goto(address)
        assert serious_faults(page) == [], address
        assert not too_wide(page), address
    for question in (RECORDED, RENEWED, UNLISTED, {"birth": "31.02.1990"}):
        page.goto("/tg/check/")
        fill_in(page, question)
        assert serious_faults(page) == [], question
        assert not too_wide(page), question


def test_a_phone_with_scripts_solves_the_puzzle_and_asks_under_the_wider_limit(
    page_with_scripts: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "ROUNDS", 10)
    page = page_with_scripts
    page.goto("/ru/check/")
    page.wait_for_function("document.querySelector('[name=proof]').value !== ''")
    solution = page.input_value("[name=proof]")
    assert proof.solved_challenge(solution)
    fill_in(page, UNLISTED)
    expect(page.locator(".result").first).to_contain_text("Записи не найдено")
    assert Bucket.objects.count() == 3, "one for the address with proof, one for the document, one for the puzzle"
    assert not ApiToken.objects.exists()
