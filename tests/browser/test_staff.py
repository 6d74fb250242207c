"""Somebody new of the staff, in Chromium: first password, second factor, start page; by keyboard, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from ogoh.web.accounts import second_factor, services
from ogoh.web.accounts.models import Role, User
from tests.browser.test_traveller import too_wide

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]

PHONE, DESK = {"width": 360, "height": 720}, {"width": 1280, "height": 800}
NEW = "lamp river stone 4"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def browsing(browser: Browser, live_server: LiveServer, scripts: bool) -> BrowserContext:
    # With scripts off the page's own policy stays as it is; axe needs them, and the policy out of its way.
    return browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        bypass_csp=scripts,
        base_url=live_server.url,
        locale="tg-TJ",
    )


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browsing(browser, live_server, scripts=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def page_with_scripts(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browsing(browser, live_server, scripts=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def first_password(transactional_db: None) -> str:
    office = services.add_office("command", "dushanbe", "Шуъбаи Душанбе")
    return services.add_person("command", "alice", "Раҳмонова Шаҳло", office, [Role.OFFICER, Role.ADMINISTRATOR])[1]


def type_by_keyboard(page: Page, *texts: str) -> None:
    """Fill the fields that follow each other, then send, without a mouse."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def sign_in_and_set_up(page: Page, password: str) -> None:
    page.goto("/staff/")
    page.focus("[name=login]")
    type_by_keyboard(page, "alice", password)
    expect(page).to_have_url(re.compile("/staff/password/$"))
    page.focus("[name=oldpassword]")
    type_by_keyboard(page, password, NEW, NEW)
    expect(page).to_have_url(re.compile("/staff/second-factor/$"))


def type_code(page: Page) -> None:
    key = page.locator("#key").text_content() or ""
    page.focus("[name=code]")
    type_by_keyboard(page, second_factor.code_now(key))
    expect(page).to_have_url(re.compile("/staff/recovery-codes/$"))


def test_a_first_sign_in_by_keyboard_without_scripts_in_tajik(page: Page, first_password: str) -> None:
    sign_in_and_set_up(page, first_password)
    expect(page.get_by_role("heading", level=1)).to_have_text("Омили дуюмро танзим кунед")
    type_code(page)
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Гирифтам. Давом додан").click()
    expect(page.locator("dl")).to_contain_text("Корманди қабул, Маъмур")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Start page of the staff")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/staff/sign-in/$"))
    page.goto("/staff/")
    expect(page).to_have_url(re.compile("/staff/sign-in/"))


def test_axe_finds_nothing_and_nothing_is_wider_than_its_screen(
    page_with_scripts: Page, first_password: str, settings: Settings
) -> None:
    page = page_with_scripts
    seen: list[str] = []

    def look() -> None:
        for size in (DESK, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            seen.extend(f"{page.url}: {one['id']}" for one in Axe().run(page).response["violations"])
            assert not too_wide(page), page.url

    page.goto("/staff/sign-in/")
    look()
    sign_in_and_set_up(page, first_password)
    look()
    type_code(page)
    look()
    number = User.objects.get().pk
    for address in ("", "people/", "people/add/", f"people/{number}/", "offices/", "password/", "recovery-codes/new/"):
        page.goto(f"/staff/{address}")
        look()
    page.goto("/staff/people/add/")
    page.locator("main form button").click()
    look()
    settings.FRESH_MINUTES = 0
    page.goto("/staff/people/")
    expect(page).to_have_url(re.compile("/staff/code/again/"))
    look()
    assert seen == []
